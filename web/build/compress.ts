/**
 * Brotli and gzip files beside the originals, for servers that hand out files compressed ahead of time.
 * Brotli at its best quality takes half a minute for onnxruntime's 14 MB of WebAssembly, so every result is kept under
 * `node_modules/.cache`, named by the content's hash.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = new Set(
  '.css .html .js .json .mjs .onnx .safetensors .svg .txt .wasm .webmanifest'.split(' '),
);

/** Smaller files gain nothing: the response fits in half a network packet. */
const MIN_BYTES = 512;

/** gzip hardly shrinks weights, and they would be in the wheel a second time. */
const MAX_SHARE = 0.9;

const FORMATS = [
  {
    suffix: '.br',
    encode: (data: Buffer) =>
      promisify(brotliCompress)(data, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
          [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
        },
      }),
  },
  { suffix: '.gz', encode: (data: Buffer) => promisify(gzip)(data, { level: 9 }) },
];

/** The encoded bytes, from the cache where the same content was encoded before. */
async function encoded(
  data: Buffer,
  format: (typeof FORMATS)[number],
  cache: string,
): Promise<Buffer> {
  const kept = join(cache, createHash('sha256').update(data).digest('hex') + format.suffix);
  if (existsSync(kept)) return readFile(kept);
  const result = await format.encode(data);
  // Written aside and renamed, so that an interrupted build leaves no half file behind.
  await writeFile(`${kept}.${process.pid}`, result);
  await rename(`${kept}.${process.pid}`, kept);
  return result;
}

/** Writes `path.br` and `path.gz` under `root` for every file that becomes a tenth smaller by it. */
export async function compressSite(
  root: string,
  site: ReadonlyMap<string, Buffer>,
  cache: string,
): Promise<void> {
  await mkdir(cache, { recursive: true });
  const files = [...site].filter(
    ([path, data]) => COMPRESSIBLE.has(extname(path)) && data.length >= MIN_BYTES,
  );
  await Promise.all(
    files.flatMap(([path, data]) =>
      FORMATS.map(async (format) => {
        const result = await encoded(data, format, cache);
        if (result.length <= MAX_SHARE * data.length)
          await writeFile(join(root, path + format.suffix), result);
      }),
    ),
  );
}
