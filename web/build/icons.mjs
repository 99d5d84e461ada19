/** Renders public/icon.svg as the PNG sizes that web app manifests ask for: `make icons`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const folder = new URL('../public/', import.meta.url);
const svg = readFileSync(new URL('icon.svg', folder), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
});
for (const size of [192, 512]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const data = Buffer.from(svg).toString('base64');
  await page.setContent(
    `<body style="margin:0"><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${data}">`,
  );
  await page.waitForFunction(() => document.images[0]?.complete);
  writeFileSync(
    new URL(`icon-${size}.png`, folder),
    await page.screenshot({ omitBackground: true }),
  );
}
await browser.close();
