/** `npm test`: what runs under Node. The plugins are the page's own, see vite.config.ts. */
import { defineConfig, mergeConfig } from 'vitest/config';
import page from './vite.config.ts';

export default mergeConfig(
  page,
  defineConfig({
    test: {
      include: ['{src,build}/**/*.test.ts'],
      environment: 'node',
      pool: 'threads',
      isolate: false,
      // On a machine that does other things too, a network takes its time.
      testTimeout: 30_000,
    },
  }),
);
