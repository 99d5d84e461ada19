/** The worker: loads networks, runs them, never blocks a frame of the page. */
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { readSafetensors } from '../core/safetensors';
import { sizeOf } from '../core/tensor';
import { checkManifest, type Manifest } from './manifest';
import type { Request, Response } from './messages';
import { NetworkSession, useWasm } from './session';
import { study, type Parts, type Study } from './studies';

interface Network {
  session: NetworkSession;
  manifest: Manifest;
}

/** By the number of the request that loaded them. */
const networks = new Map<number, Network>();
/** Studies under way that nobody has given up. */
const wanted = new Set<number>();

function say(message: Response, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

async function get(url: URL): Promise<globalThis.Response> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`${url.pathname} answered ${response.status}; reload the page.`);
  return response;
}

/** A file's bytes, with progress while they arrive. */
async function download(id: number, url: URL, bytes: number): Promise<ArrayBuffer> {
  const response = await get(url);
  const result = new Uint8Array(bytes);
  let loaded = 0;
  const reader = response.body!.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (loaded + part.value.length > bytes)
      throw new Error(`${url.pathname} is longer than ${bytes} bytes; reload the page.`);
    result.set(part.value, loaded);
    loaded += part.value.length;
    say({ kind: 'progress', id, loaded, total: bytes });
  }
  if (loaded < bytes)
    throw new Error(`${url.pathname} ended after ${loaded} of ${bytes} bytes; reload the page.`);
  return result.buffer;
}

async function load(id: number, base: string): Promise<void> {
  useWasm(new URL(wasmUrl, self.location.href).href);
  const manifest = checkManifest(await (await get(new URL('manifest.json', base))).json());
  const { graph, weights: file } = manifest.files;
  const [graphBytes, weightBytes] = await Promise.all([
    download(id, new URL(graph.path, base), graph.bytes),
    download(id, new URL(file.path, base), file.bytes),
  ]);
  const weights = readSafetensors(weightBytes);
  const session = await NetworkSession.create(manifest, new Uint8Array(graphBytes), weights);
  // The first run sets buffers up: better now than under the first stroke.
  await session.run(new Float32Array(sizeOf(manifest.input.shape.slice(1).map(Number))));
  networks.set(id, { session, manifest });
  say({ kind: 'ready', id, manifest, weights });
}

function networkOf(number: number): Network {
  const network = networks.get(number);
  if (!network) throw new Error('The network is not loaded yet; wait until the page is ready.');
  return network;
}

async function run({ id, network, image, outputs }: Request & { kind: 'run' }): Promise<void> {
  const { session, manifest } = networkOf(network);
  const start = performance.now();
  const results = await session.run(image, 1, outputs);
  const ms = performance.now() - start;
  // Ten numbers travel faster than a hundred thousand: the percentages need not wait for the maps.
  if (results[manifest.output])
    say({ kind: 'logits', id, logits: results[manifest.output].slice() });
  say(
    { kind: 'results', id, results, ms },
    Object.values(results).map((values) => values.buffer),
  );
}

/** Lets the messages that have arrived be answered first. */
function letPass(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function look(id: number, network: Network, request: Study): Promise<void> {
  wanted.add(id);
  const pause = async () => {
    await letPass();
    if (!wanted.has(id)) throw new Error('The study was given up.');
  };
  try {
    const tell = (part: Parts[keyof Parts]) => say({ kind: 'part', id, part });
    const finding = await study(request, { ...network, pause, tell });
    say({ kind: 'finding', id, finding });
  } finally {
    wanted.delete(id);
  }
}

function answer(data: Request): Promise<void> | void {
  switch (data.kind) {
    case 'load':
      return load(data.id, data.base);
    case 'run':
      return run(data);
    case 'study':
      return look(data.id, networkOf(data.network), data.study);
    case 'patch':
      networkOf(data.network).session.patch(data.patches);
      return;
    case 'cancel':
      wanted.delete(data.id);
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const id = 'id' in data ? data.id : null;
  try {
    await answer(data);
  } catch (error) {
    say({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
});
