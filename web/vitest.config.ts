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
      testTimeout: 60_000,
      hookTimeout: 60_000,
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
            // A server tells a run's lines by events; Node knows them by this flag.
            execArgv: ['--experimental-eventsource'],
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
                launchOptions: {
                  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
                  // A camera and a microphone that are always there, and sound without a click.
                  args: [
                    '--use-fake-device-for-media-stream',
                    '--use-fake-ui-for-media-stream',
                    '--autoplay-policy=no-user-gesture-required',
                  ],
                },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
      coverage: {
        provider: 'v8',
        include: ['src/**/*.ts'],
        exclude: [
          // What runs in tests alone, or in a service worker alone.
          'src/**/*.test.ts',
          'src/**/test*.ts',
          'src/app/{main,sw}.ts',
          // Sentences: that both languages have the same is the type checker's.
          'src/**/*.{en,pt-BR}.ts',
          'src/**/*.d.ts',
        ],
        reporter: ['text-summary', 'json-summary'],
      },
    },
  }),
);
