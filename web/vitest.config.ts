/** `npm test`: what runs under Node. The plugins are the page's own, see vite.config.ts. */
import { defineConfig, mergeConfig } from 'vitest/config';
import page from './vite.config.ts';

export default mergeConfig(
  page,
  defineConfig({
    // What is not there is answered by 404, as by any static host.
    appType: 'custom',
    test: {
      include: ['{src,build}/**/*.test.ts'],
      environment: 'node',
      globalSetup: './build/test-site.ts',
      setupFiles: './build/test-globals.ts',
      pool: 'threads',
      isolate: false,
      // On a machine that does other things too, a network takes its time.
      testTimeout: 30_000,
      coverage: {
        provider: 'v8',
        include: ['src/**/*.ts'],
        // What runs in tests alone, or in a service worker alone.
        exclude: ['src/**/*.test.ts', 'src/**/test*.ts', 'src/**/*.d.ts', 'src/app/{main,sw}.ts'],
        reporter: ['text-summary', 'json-summary'],
      },
    },
  }),
);
