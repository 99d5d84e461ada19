/** `npm test`: states and arithmetic under Node, components in Chromium. The plugins are the page's own, see vite.config.ts. */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import page from './vite.config.ts';

export default mergeConfig(
  page,
  defineConfig({
    // What is not there is answered by 404, as by any static host.
    appType: 'custom',
    test: {
      // On a machine that does other things too, a network takes its time.
      testTimeout: 15_000,
      hookTimeout: 30_000,
      projects: [
        {
          extends: true,
          test: {
            name: 'node',
            include: ['{src,lint,build}/**/*.test.ts'],
            exclude: ['src/**/*.browser.test.ts'],
            environment: 'node',
            globalSetup: './build/test-site.ts',
            setupFiles: './build/test-globals.ts',
            pool: 'threads',
            isolate: false,
          },
        },
        {
          extends: true,
          // Found one by one, each would load the page anew in the middle of a test.
          optimizeDeps: {
            include: [
              'd3-color',
              'd3-interpolate',
              'onnxruntime-web/wasm',
              'perfect-freehand',
              'valibot',
            ],
          },
          test: {
            name: 'browser',
            include: ['src/**/*.browser.test.ts'],
            setupFiles: './build/test-components.ts',
            isolate: false,
            fileParallelism: false,
            expect: { poll: { timeout: 10_000 } },
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              viewport: { width: 1280, height: 900 },
              provider: playwright({
                launchOptions: { executablePath: process.env.CHROMIUM || '/usr/bin/chromium' },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
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
