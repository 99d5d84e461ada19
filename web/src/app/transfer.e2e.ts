/** What a visit costs, and what it needs: bytes, hosts, network, path. */
import { execFile, type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import {
  answered,
  drawDigit,
  expect,
  keptTest as test,
  open,
  prediction,
  ready,
  withDigit,
} from '../../e2e/bench';
import { relay } from '../../e2e/wire';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** The service worker has kept everything and answers for this page. */
async function keptForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
      );
    }
  });
}

test('a first visit takes at most 6 MB over the wire, the service worker included', async ({
  page,
  baseURL,
}) => {
  const wire = await relay(Number(new URL(baseURL!).port));
  await open(page, withDigit(`${wire.address}#/04`, 7));
  await answered(page, 7);
  await keptForOffline(page);
  // The network alone is larger than this: a smaller count means that the relay was not used.
  expect(wire.received()).toBeGreaterThan(2e6);
  expect(wire.received()).toBeLessThanOrEqual(6e6);
  wire.close();
});

test('after the first visit it works offline', async ({ page, context }) => {
  await open(page);
  await keptForOffline(page);
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  await drawDigit(page, 3);
  await expect(prediction(page)).toContainText('3');
  // The measurements were kept too, before anybody looked at them.
  await page.getByTestId('quality-open').click();
  await expect(page.getByTestId('figure-test')).toBeVisible();
});

test.describe('on a plain static server, under a path', () => {
  let folder: string;
  let server: ChildProcess;
  let address: string;

  test.beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'esmiuca-site-'));
    cpSync(dist, join(folder, 'some/path'), { recursive: true });
    const port = await freePort();
    server = spawn(
      'python3',
      ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', folder],
      { stdio: 'ignore' },
    );
    address = `http://127.0.0.1:${port}/some/path/`;
    await expect
      .poll(() =>
        fetch(address).then(
          (answer) => answer.ok,
          () => false,
        ),
      )
      .toBe(true);
  });

  test.afterAll(() => {
    server.kill();
    rmSync(folder, { recursive: true });
  });

  test('it predicts, and still does once the server is gone', async ({ page }) => {
    await open(page, withDigit(`${address}#/04`, 0));
    await answered(page, 0);
    await keptForOffline(page);
    await expect(page).toHaveURL(/d=/); // the drawing comes back with the address
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await gone;
    await page.reload();
    await ready(page);
    await page.getByTestId('clear').click();
    await drawDigit(page, 1);
    await expect(prediction(page)).toContainText('1');
    await page.getByTestId('quality-open').click();
    await expect(page.getByTestId('figure-test')).toBeVisible();
  });
});

test('text and wasm have brotli and gzip forms that hold the same bytes', async ({ request }) => {
  const { stdout } = await promisify(execFile)('find', [dist, '-name', '*.wasm.br']);
  expect(stdout.trim()).not.toBe('');
  for (const encoding of ['br', 'gzip']) {
    const answer = await request.get('./', { headers: { 'Accept-Encoding': encoding } });
    expect(answer.headers()['content-encoding']).toBe(encoding);
    expect(await answer.text()).toContain('</html>');
  }
});

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
