/** Chromium as the tests start it. CHROMIUM names another than the system's. */
import { existsSync } from 'node:fs';

/** The shell draws the same pages with half the processor's time: it has no windows and no services of its own. */
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

export const launchOptions = {
  executablePath: process.env.CHROMIUM || INSTALLED.find(existsSync) || INSTALLED[1],
  args: [
    // Nothing asks a host on the internet for updates, lists or names.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-quic',
    '--disable-sync',
    '--no-first-run',
    '--disable-gpu',
  ],
};

/** With a camera that shows a test pattern and a microphone that beeps, allowed to everyone. */
export const withDevices = {
  launchOptions: {
    ...launchOptions,
    args: [
      ...launchOptions.args,
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  },
};
