/**
 * Files that the page fetches at run time but that live outside `web/`: the trained network, and Swagger UI for `/docs`.
 * They are emitted into `dist/` by a build and read from where they are by the development server, so that no copy of
 * them lies in the sources.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

/** A file of the site: where it appears under the page's address, and where it is read from. */
interface SiteFile {
  fileName: string;
  source: string;
}

const CONTENT_TYPES: Record<string, string> = {
  '.json': 'application/json',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.onnx': 'application/octet-stream',
  '.safetensors': 'application/octet-stream',
  '.moments': 'application/octet-stream',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The parts of the manifest that the page fetches; `network` has the weights inside and is for Python and HTTP. */
const PAGE_FILES = ['graph', 'weights', 'examples'];

/** What was measured on the network: fetched by the view that shows it. */
const EVALUATION = 'evaluation.json';

/** The laboratories' networks, examples and figures: chapters fetch what they show. */
const LABORATORY = 'lab';
/** With the weights inside, for anyone who runs it elsewhere. */
const ELSEWHERE = 'network.onnx';

function laboratoryFiles(artifacts: string): SiteFile[] {
  const folder = join(artifacts, LABORATORY);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((source) => extname(source) in CONTENT_TYPES && basename(source) !== ELSEWHERE)
    .map((source) => ({
      fileName: `model/${relative(artifacts, source).split(sep).join('/')}`,
      source,
    }));
}

function modelFiles(artifacts: string): SiteFile[] {
  const manifest = join(artifacts, 'manifest.json');
  if (!existsSync(manifest)) {
    throw new Error(
      `${manifest} does not exist; the page needs a network. Run \`make export\` to write one.`,
    );
  }
  const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    files: Record<string, { path: string }>;
  };
  const paths = PAGE_FILES.flatMap((name) => (files[name] ? [files[name].path] : []));
  const measured = existsSync(join(artifacts, EVALUATION)) ? [EVALUATION] : [];
  return ['manifest.json', ...paths, ...measured].map((path) => ({
    fileName: `model/${path}`,
    source: join(artifacts, path),
  }));
}

function swaggerFiles(): SiteFile[] {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return ['swagger-ui-bundle.js', 'swagger-ui.css'].map((name) => ({
    fileName: `docs/${name}`,
    source: join(folder, name),
  }));
}

/** Emits `model/*` (from `artifacts`, a folder) and `docs/*`, and serves them in development. */
export function emittedFiles(artifacts: string): Plugin {
  const list = () => [...modelFiles(artifacts), ...laboratoryFiles(artifacts), ...swaggerFiles()];
  return {
    name: 'esmiuca:emitted-files',
    generateBundle() {
      for (const { fileName, source } of list()) {
        this.emitFile({
          type: 'asset',
          fileName,
          originalFileName: resolve(source),
          source: readFileSync(source),
        });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?')[0]?.slice(1);
        const file = /^(model|docs)\//.test(path ?? '')
          ? list().find(({ fileName }) => fileName === path)
          : undefined;
        if (!file) {
          next();
          return;
        }
        response.setHeader('Content-Type', CONTENT_TYPES[extname(file.source)] ?? 'text/plain');
        response.end(readFileSync(file.source));
      });
    },
  };
}
