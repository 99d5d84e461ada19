/** `npm test`: states and arithmetic under Node, components in Chromium. The plugins are the page's own, see vite.config.ts. */
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import type { BrowserCommand } from 'vitest/node';
import { launchOptions } from './e2e/browser.ts';
import page from './vite.config.ts';

/** Puts the tests' page under a contrast theme, or back. */
const contrastTheme: BrowserCommand<[isOn: boolean]> = ({ page }, isOn) =>
  page.emulateMedia({ forcedColors: isOn ? 'active' : null });

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
              'd3-array',
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
                  executablePath: launchOptions.executablePath,
                  // A camera and a microphone that are always there, and sound without a click.
                  args: [
                    '--use-fake-device-for-media-stream',
                    '--use-fake-ui-for-media-stream',
                    '--autoplay-policy=no-user-gesture-required',
                  ],
                },
              }),
              instances: [{ browser: 'chromium' }],
              commands: { contrastTheme },
            },
          },
        },
      ],
      coverage: {
        provider: 'v8',
        // A run of some files alone covers little: it is the whole that is measured.
        enabled: Boolean(process.env.CI),
        include: ['src/**/*.ts'],
        exclude: [
          // What runs in tests alone, or in a service worker alone.
          'src/**/*.{test,e2e}.ts',
          'src/**/test*.ts',
          'src/app/{main,sw}.ts',
          // Sentences: that both languages have the same is the type checker's.
          'src/**/*.{en,pt-BR}.ts',
          'src/**/*.d.ts',
        ],
        reporter: ['text-summary', 'json-summary'],
        // Lines in percent, by room: a little below what is reached.
        thresholds: {
          'src/**/*.svelte.ts': { lines: 95 },
          'src/core/**': { lines: 99 },
          'src/inference/**': { lines: 97 },
          'src/kit/**/*.ts': { lines: 67 },
          'src/bench/**/*.ts': { lines: 75 },
          'src/app/**/*.ts': { lines: 72 },
          'src/labs/brain/**/*.ts': { lines: 96 },
          'src/labs/colour/**/*.ts': { lines: 95 },
          'src/labs/cost/**/*.ts': { lines: 99 },
          'src/labs/gan/**/*.ts': { lines: 92 },
          'src/labs/hierarchy/**/*.ts': { lines: 97 },
          'src/labs/kernels/**/*.ts': { lines: 88 },
          'src/labs/manual/**/*.ts': { lines: 94 },
          'src/labs/path/**/*.ts': { lines: 95 },
          'src/labs/quality/**/*.ts': { lines: 47 },
          'src/labs/slow-step/**/*.ts': { lines: 79 },
          'src/labs/studio/**/*.ts': { lines: 89 },
          'src/labs/training-code/**/*.ts': { lines: 92 },
          'src/labs/versus/**/*.ts': { lines: 74 },
        },
      },
    },
  }),
);
