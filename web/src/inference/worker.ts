/** The worker: loads the network, runs it, never blocks a frame of the page. */
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { readSafetensors } from '../core/safetensors';
import { checkManifest } from './manifest';
import type { Request, Response } from './messages';
import { NetworkSession, useWasm } from './session';

let session: NetworkSession | null = null;

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
  const manifest = checkManifest(await (await get(new URL('manifest.json', base))).json());
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

async function run(id: number, image: Float32Array): Promise<void> {
  if (!session) throw new Error('The network is not loaded yet; wait until the page is ready.');
  const start = performance.now();
  const results = await session.run(image);
  const ms = performance.now() - start;
  say(
    { kind: 'results', id, results, ms },
    Object.values(results).map((values) => values.buffer),
  );
}

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const id = data.kind === 'run' ? data.id : null;
  try {
    if (data.kind === 'load') await load(data.base);
    else if (data.kind === 'run') await run(data.id, data.image);
    else session?.patch(data.patches);
  } catch (error) {
    say({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
});
