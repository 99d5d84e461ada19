/**
 * The last steps of a build, on the files as they will be served: the service worker with its list, the kit's gallery,
 * then the compressed forms. One plugin, because each step needs the one before it to be complete.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { transformWithOxc, type Plugin, type ResolvedConfig } from 'vite';
import { compressSite } from './compress.ts';
import { buildGallery } from './gallery.ts';
import { precache } from './precache.ts';

/** Every file under `root`, by its path with `/`, without what an earlier build compressed. */
function readSite(root: string): Map<string, Buffer> {
  const site = new Map<string, Buffer>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !/\.(br|gz)$/.test(file)) {
      site.set(relative(root, file).split(sep).join('/'), readFileSync(file));
    }
  }
  return site;
}

/** Links the web app manifest, registers the service worker, writes `sw.js`, `*.br` and `*.gz`. */
export function finishedSite(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'esmiuca:finished-site',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    transformIndexHtml: {
      order: 'pre',
      handler: () => [
        {
          tag: 'link',
          attrs: { rel: 'manifest', href: './manifest.webmanifest' },
          injectTo: 'head',
        },
        // The development server has no service worker: a kept page would hide every change.
        { tag: 'script', attrs: { type: 'module', src: '/src/app/offline.ts' }, injectTo: 'head' },
      ],
    },
    closeBundle: {
      order: 'post',
      async handler() {
        const root = join(config.root, config.build.outDir);
        // A build that failed also closes its bundle.
        if (!existsSync(join(root, 'index.html'))) return;
        const site = readSite(root);
        const source = join(config.root, 'src/app/sw.ts');
        const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
        // A type import makes the file a module, and its `export {}` is all that remains of that; browsers without
        // module service workers would refuse it.
        const worker = Buffer.from(
          code
            .replace(/^export \{\};?$/m, '')
            .replace('__PRECACHE__', () => JSON.stringify(precache(site))),
        );
        await writeFile(join(root, 'sw.js'), worker);
        await buildGallery(config.root, root);
        await compressSite(root, readSite(root), join(config.root, 'node_modules/.cache/esmiuca'));
      },
    },
  };
}
