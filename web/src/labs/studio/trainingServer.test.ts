/** Training on the real server, `esmiuca serve`: what it can, a run from its first line to its weights, what it refuses. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { modelBase, shippedClient } from '../../bench/testHost';
import type { ServerRun } from './serverRun.svelte';
import { trainedWeights } from './trainedWeights';
import { TrainingRuns } from './trainingRuns.svelte';
import { TrainingServer } from './trainingServer.svelte';

const program = fileURLToPath(new URL('../../../../.venv/bin/esmiuca', import.meta.url));
/** PyTorch is loaded first, by two slow cores. */
const LONG = { timeout: 60_000, interval: 50 };
let folder: string;
let process: ChildProcess;

/** A server that asks for this token, and its address. */
async function served(
  command: string,
  before: string[] = [],
  token = 'none',
): Promise<[ChildProcess, string]> {
  const started = spawn(command, [...before, 'serve', '--port', '0', '--runs', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, ESMIUCA_TOKEN: token },
  });
  const address = await new Promise<string>((resolve, reject) => {
    started.once('exit', (code) => reject(new Error(`esmiuca serve ended with ${code}.`)));
    for (const stream of [started.stdout!, started.stderr!])
      createInterface(stream).on('line', (line) => {
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line);
        if (found) resolve(`${found[0]}/`);
      });
  });
  return [started, address];
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  server.kill();
  await once(server, 'exit');
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'esmiuca-runs-'));
  const [started, address] = await served(program);
  process = started;
  Object.assign(document, { baseURI: address });
}, 60_000);

afterAll(async () => {
  Object.assign(document, { baseURI: inject('site') });
  await ended(process);
  rmSync(folder, { recursive: true, force: true });
});

describe('a server that trains', () => {
  let server: TrainingServer;
  let run: ServerRun;
  beforeAll(async () => {
    server = new TrainingServer();
    expect(server.state).toBe('asking');
    await Promise.all([server.open(), server.open()]);
  });

  it('says what can be asked for', () => {
    expect([server.state, server.remedy, server.runs]).toEqual(['ready', null, []]);
    expect(server.isAble).toBe(true);
    const { usual, of } = server.limits!;
    expect(of.epochs.least).toBe(1);
    expect(of.optimizer.choices).toContain(usual.optimizer);
  });

  it('says what it refuses, and goes on', async () => {
    const refused = await server.start({ ...server.limits!.usual, epochs: 0 });
    expect(refused).toBeNull();
    expect(server.complaint).toMatch(/epochs=0/);
    expect([server.isBusy, server.state]).toEqual([false, 'ready']);
    server.forgetComplaint();
    expect(server.complaint).toBeNull();
  });

  it('trains: lines come as they are written, and looks have weights', async () => {
    const settings = { ...server.limits!.usual, epochs: 50, limit: 6400, batch_size: 32 };
    // So many that it is still under way when it is paused.
    run = (await server.start({ ...settings, augment: false }))!;
    expect(server.complaint).toBeNull();
    expect([run.state, server.running]).toEqual(['running', run]);
    expect(run.command).toContain('esmiuca train');
    const runs = new TrainingRuns(modelBase());
    await runs.open();
    expect(runs.run!.name).toBe(run.name);
    await run.open();
    await run.open();
    await vi.waitFor(() => expect(run.record.looks.length).toBeGreaterThan(1), LONG);
    const { start, steps, looks } = run.record;
    expect([start!.total_steps, start!.images]).toEqual([10_000, 6400]);
    expect(steps.length).toBeGreaterThan(0);
    // Asked again where a slow machine let the connection go.
    const first = await vi.waitFor(() => run.weightsAt(looks[0].step), LONG);
    expect(await run.weightsAt(looks[0].step)).toBe(first);
    const { weights: shipped } = await shippedClient();
    expect([...first.keys()].sort()).toEqual([...shipped.keys()].sort());
    const later = await vi.waitFor(() => run.weightsAt(looks[1].step), LONG);
    expect(later.get('conv1.bias')!.data).not.toEqual(first.get('conv1.bias')!.data);
    await expect(run.weightsAt(12_345)).rejects.toThrow('Step 12345');
  });

  it('pauses, and deletes a run; what is no more can’t go on', async () => {
    await server.pause(run);
    expect(server.complaint).toBeNull();
    await vi.waitFor(() => expect(run.state).toBe('paused'), LONG);
    expect(server.named(run.name)).toBe(run);
    const deleted = server.delete(run);
    // Nothing is asked of a run that is being deleted: it would not be found.
    await expect(run.heldOut()).rejects.toThrow(/abort/);
    await deleted;
    expect([server.complaint, server.runs]).toEqual([null, []]);
    expect(server.deleted).toEqual([run.name]);
    const back = (await server.restore(run.name))!;
    expect([back.name, back.state, back.hasCheckpoint]).toEqual([run.name, 'paused', true]);
    expect(server.deleted).toEqual([]);
    await server.delete(back);
    await server.resume(run);
    expect(server.complaint).not.toBeNull();
    expect(await server.restore('run-999')).toBeNull();
    expect(server.complaint).toMatch('was not deleted');
    // Where it could not be deleted, it is there again.
    await server.delete(run);
    expect(server.complaint).toMatch(run.name);
    await expect(run.heldOut()).rejects.toThrow('answered 404');
    await expect(trainedWeights('', run.name)).rejects.toThrow(run.file('network.safetensors'));
  });
});

it('a server that is gone is said, and asked again', async () => {
  const server = new TrainingServer();
  await server.open();
  expect(server.state).toBe('ready');
  const { baseURI } = document;
  Object.assign(document, { baseURI: 'http://127.0.0.1:9/' });
  await server.start(server.limits!.usual);
  expect(server.state).toBe('lost');
  expect(server.complaint).not.toBeNull();
  Object.assign(document, { baseURI });
  await vi.waitFor(() => expect(server.state).toBe('ready'), { timeout: 10_000 });
});

it('whoever has not the token may look, and is told at once and when they try', async () => {
  const [asking, address] = await served(program, [], 'a-token-of-the-tests');
  const { baseURI } = document;
  Object.assign(document, { baseURI: address });
  const server = new TrainingServer();
  expect(server.mayChange).toBe(true);
  await server.open();
  expect([server.state, server.mayChange, server.runs]).toEqual(['ready', false, []]);
  expect([server.isAble, server.mayTrain]).toEqual([true, false]);
  expect(await server.start(server.limits!.usual)).toBeNull();
  expect(server.complaint).toContain('?token=');
  expect([server.mayChange, server.runs]).toEqual([false, []]);
  Object.assign(document, { baseURI });
  await server.refresh();
  expect([server.mayChange, server.mayTrain]).toEqual([true, true]);
  await ended(asking);
});

/** A server whose PyTorch goes by a name that nobody has. */
const WITHOUT_PYTORCH = `
from esmiuca.server.studio import jobs
from esmiuca.cli.main import main
jobs.NEEDED = ("torch_that_nobody_has",)
main()`;

it('a server without PyTorch says what installs it, for how it was installed', async () => {
  const python = fileURLToPath(new URL('../../../../.venv/bin/python', import.meta.url));
  const [unable, address] = await served(python, ['-c', WITHOUT_PYTORCH]);
  const { baseURI } = document;
  Object.assign(document, { baseURI: address });
  const server = new TrainingServer();
  await server.open();
  expect([server.state, server.isAble, server.limits]).toEqual(['unable', false, null]);
  expect(server.remedy).toEqual({ installed: 'clone', command: 'make run-training' });
  Object.assign(document, { baseURI });
  await ended(unable);
});

it('a host that trains nothing is none', async () => {
  const { baseURI } = document;
  Object.assign(document, { baseURI: inject('site') });
  const server = new TrainingServer();
  await server.open();
  expect(server.state).toBe('none');
  Object.assign(document, { baseURI: 'http://127.0.0.1:9/' });
  const nobody = new TrainingServer();
  await nobody.open();
  expect(nobody.state).toBe('none');
  Object.assign(document, { baseURI });
});
