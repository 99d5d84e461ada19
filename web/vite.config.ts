import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { emittedFiles } from './build/emitted-files.ts';
import { finishedSite } from './build/finished-site.ts';
import { pythonSource } from './build/python-source.ts';
import { version } from './build/version.ts';

export default defineConfig({
  // Relative addresses, so that the built page works under any path.
  base: './',
  plugins: [
    svelte(),
    version('../src/esmiuca/version.py'),
    emittedFiles('../artifacts'),
    pythonSource('../src'),
    finishedSite(),
  ],
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0 },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
