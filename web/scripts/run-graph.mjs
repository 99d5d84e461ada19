/**
 * Runs pictures through the page's own inference code under Node, for `esmiuca export --check`.
 *
 *     node scripts/run-graph.mjs ARTIFACTS BATCH < pictures > results
 *
 * Pictures: a byte a pixel, of the size that the manifest states, in batches of at most BATCH as they arrive. Results: for each batch, for each layer of the
 * manifest in order, its numbers as raw float32.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const [folder, batchSize] = [process.argv[2], Number(process.argv[3])];

// Vite loads the TypeScript of the page, so that nothing is written twice.
const vite = await createServer({
  root: fileURLToPath(new URL('..', import.meta.url)),
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { NetworkSession } = await vite.ssrLoadModule('/src/inference/session.ts');
const { readSafetensors } = await vite.ssrLoadModule('/src/core/safetensors.ts');

const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const PIXELS = manifest.input.shape.slice(1).reduce((product, side) => product * side, 1);
const weights = readFileSync(join(folder, manifest.files.weights.path));
const session = await NetworkSession.create(
  manifest,
  readFileSync(join(folder, manifest.files.graph.path)),
  readSafetensors(
    weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
  ),
);

const write = (bytes) =>
  new Promise((resolve, reject) =>
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve())),
  );

async function answer(bytes) {
  const count = bytes.length / PIXELS;
  const results = await session.run(
    Float32Array.from(bytes, (grey) => grey / 255),
    count,
  );
  for (const layer of manifest.layers) {
    const values = results[layer.name];
    await write(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  }
}

let waiting = Buffer.alloc(0);
for await (const part of process.stdin) {
  waiting = Buffer.concat([waiting, part]);
  while (waiting.length >= batchSize * PIXELS) {
    await answer(waiting.subarray(0, batchSize * PIXELS));
    waiting = waiting.subarray(batchSize * PIXELS);
  }
}
if (waiting.length > 0) await answer(waiting);
await vite.close();
