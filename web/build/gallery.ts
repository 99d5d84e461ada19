/**
 * The kit's gallery, a site of its own in `gallery/`: it shares no file with the page, so that neither a first visit nor
 * what is kept for offline grows by it.
 */
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

/** @param root of the page's sources; @param site the folder of the built page */
export async function buildGallery(root: string, site: string): Promise<void> {
  await build({
    configFile: false,
    root: join(root, 'src/app/gallery'),
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [svelte({ configFile: join(root, 'svelte.config.js') })],
    build: {
      target: 'es2022',
      assetsInlineLimit: 0,
      outDir: join(site, 'gallery'),
      emptyOutDir: true,
    },
  });
}
