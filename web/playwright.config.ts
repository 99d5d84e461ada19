/** A real Chromium on the real server: `make e2e`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { launchOptions } from './e2e/browser';
import { runsFolder, TOKEN } from './e2e/runs';

const port = Number(process.env.E2E_PORT ?? 8765);
const repository = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  testDir: './src',
  // Beside what they test; vitest looks for *.test.ts there. Training takes longest, so it begins first.
  projects: [
    { name: 'training', testMatch: '**/studio.e2e.ts' },
    { name: 'page', testMatch: '**/*.e2e.ts', testIgnore: '**/studio.e2e.ts' },
  ],
  outputDir: './test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? 'list' : 'line',
  // A browser, a server and a network on two slow cores: what takes longer than this hangs.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: 'pt-BR',
    viewport: { width: 1280, height: 900 },
    launchOptions,
    // What moves is tested where motion is meant (`withMotion`); elsewhere its end is there at once.
    contextOptions: { reducedMotion: 'reduce' },
    // Keeping the whole page for offline costs a visit as much again: what is about that allows it (`keptTest`).
    serviceWorkers: 'block',
    // Recording every step costs a third of the time: `npx playwright test --trace on` where a test is looked into.
    trace: 'off',
  },
  webServer: {
    command: `.venv/bin/esmiuca serve --port ${port} --runs ${runsFolder(port)}`,
    cwd: repository,
    env: { ESMIUCA_TOKEN: TOKEN },
    url: `http://127.0.0.1:${port}/v2/health/ready`,
    timeout: 60_000,
  },
});
