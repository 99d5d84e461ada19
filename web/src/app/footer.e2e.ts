/** The page's last line. */
import { readFileSync } from 'node:fs';
import { expect, expectNothingSticksOut, open, test } from '../../e2e/bench';

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

test('the footer says the version and opens the licences, and leaves the stage', async ({
  page,
}) => {
  await open(page, '#/04?lang=en');
  const footer = page.getByRole('contentinfo');
  await expect(footer).toHaveText(`Esmiúça ${version} · Licences, ours and third-party`);
  await page.getByTestId('present').click();
  await expect(footer).toHaveCount(0);
  await page.getByTestId('present').click();
  await page.getByRole('button', { name: 'Português' }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(footer).toHaveText(`Esmiúça ${version} · Licenças, a nossa e as de terceiros`);
  await expectNothingSticksOut(page);
  const address = await footer.getByRole('link').evaluate((link: HTMLAnchorElement) => link.href);
  const licences = await page.request.get(address);
  expect(licences.headers()['content-type']).toBe('text/plain; charset=utf-8');
  expect(await licences.text()).toContain('onnxruntime-web');
});
