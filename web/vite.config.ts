import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { emittedFiles } from './build/emitted-files.ts';
import { finishedSite } from './build/finished-site.ts';
import { notices } from './build/notices.ts';
import { pythonSource } from './build/python-source.ts';
import { version } from './build/version.ts';

const carried = notices();

export default defineConfig({
  // Relative addresses, so that the built page works under any path.
  base: './',
  plugins: [
    svelte(),
    version('../src/esmiuca/version.py'),
    emittedFiles('../artifacts'),
    pythonSource('../src'),
    carried.page,
    finishedSite(),
  ],
  worker: { format: 'es', plugins: () => [carried.workers] },
  build: { target: 'es2022', assetsInlineLimit: 0 },
});
