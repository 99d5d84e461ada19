/** The worker: loads the network, runs it, never blocks a frame of the page. */
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { readSafetensors } from '../core/safetensors';
import { checkManifest, type Manifest } from './manifest';
import type { Request, Response } from './messages';
import { NetworkSession, useWasm } from './session';
import { study, type Parts, type Study } from './studies';

let session: NetworkSession | null = null;
let manifest: Manifest | null = null;
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
async function download(url: URL, bytes: number): Promise<ArrayBuffer> {
  const response = await get(url);
  const result = new Uint8Array(bytes);
  let loaded = 0;
  const reader = response.body!.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (loaded + part.value.length > bytes)
      throw new Error(`${url.pathname} is longer than ${bytes} bytes; reload the page.`);
    result.set(part.value, loaded);
    loaded += part.value.length;
    say({ kind: 'progress', loaded, total: bytes });
  }
  if (loaded < bytes)
    throw new Error(`${url.pathname} ended after ${loaded} of ${bytes} bytes; reload the page.`);
  return result.buffer;
}

async function load(base: string): Promise<void> {
  useWasm(new URL(wasmUrl, self.location.href).href);
  manifest = checkManifest(await (await get(new URL('manifest.json', base))).json());
  const { graph, weights: file } = manifest.files;
  const [graphBytes, weightBytes] = await Promise.all([
    download(new URL(graph.path, base), graph.bytes),
    download(new URL(file.path, base), file.bytes),
  ]);
  const weights = readSafetensors(weightBytes);
  session = await NetworkSession.create(manifest, new Uint8Array(graphBytes), weights);
  const side = manifest.preprocessing.canvas;
  // The first run sets buffers up: better now than under the first stroke.
  await session.run(new Float32Array(side * side));
  say({ kind: 'ready', manifest, weights });
}

async function run(id: number, image: Float32Array, outputs?: string[]): Promise<void> {
  if (!session || !manifest)
    throw new Error('The network is not loaded yet; wait until the page is ready.');
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

async function look(id: number, request: Study): Promise<void> {
  if (!session || !manifest)
    throw new Error('The network is not loaded yet; wait until the page is ready.');
  wanted.add(id);
  const pause = async () => {
    await letPass();
    if (!wanted.has(id)) throw new Error('The study was given up.');
  };
  try {
    const tell = (part: Parts[keyof Parts]) => say({ kind: 'part', id, part });
    const finding = await study(request, { session, manifest, pause, tell });
    say({ kind: 'finding', id, finding });
  } finally {
    wanted.delete(id);
  }
}

function answer(data: Request): Promise<void> | void {
  switch (data.kind) {
    case 'load':
      return load(data.base);
    case 'run':
      return run(data.id, data.image, data.outputs);
    case 'study':
      return look(data.id, data.study);
    case 'patch':
      session?.patch(data.patches);
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
