/**
 * The gradients of every output of the trained network with respect to its picture, as the page computes them, under Node.
 *
 *     node scripts/run-gradients.mjs ARTIFACTS < pictures > gradients
 *
 * Pictures: bytes, one after another. Gradients: for each picture, for each output, float32 in the picture's order.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const folder = process.argv[2];

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
const { gradients } = await vite.ssrLoadModule('/src/core/backward.ts');

const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const { buffer, byteOffset, byteLength } = readFileSync(join(folder, manifest.files.weights.path));
const weights = readSafetensors(buffer.slice(byteOffset, byteOffset + byteLength));
const graph = readFileSync(join(folder, manifest.files.graph.path));
const session = await NetworkSession.create(manifest, graph, weights);

const shape = manifest.input.shape.slice(1).map(Number);
const size = shape.reduce((product, side) => product * side, 1);
const { layers, output, labels } = manifest;
const { name } = manifest.input;
const pictures = readFileSync(0);
const results = [];
for (let start = 0; start < pictures.length; start += size) {
  const picture = Float32Array.from(pictures.subarray(start, start + size), (grey) => grey / 255);
  const values = { ...(await session.run(picture)), [name]: picture };
  for (const unit of labels.keys()) {
    const seed = labels.map((_, i) => (i === unit ? 1 : 0));
    const network = { layers, input: { name, shape }, weights };
    results.push(Float32Array.from(gradients(network, values, output, seed)[name]));
  }
}
await new Promise((resolve, reject) =>
  process.stdout.write(
    Buffer.concat(results.map((values) => Buffer.from(values.buffer))),
    (error) => (error ? reject(error) : resolve()),
  ),
);
await vite.close();
