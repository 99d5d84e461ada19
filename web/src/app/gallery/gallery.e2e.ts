/** The kit's gallery: every piece in both themes and languages, seen, within its column, and accessible. */
import {
  expect,
  expectAccessible,
  expectNothingSticksOut,
  fetchTest,
  test,
} from '../../../e2e/bench';

/** The background of each theme. */
const PAPERS = { light: 'rgb(251, 246, 238)', dark: 'rgb(27, 21, 18)' };

for (const width of [1440, 390])
  test(`every piece stands in both themes and languages: ${width} px`, async ({ page }, info) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    await page.goto('gallery');
    await expect(page.getByTestId('gallery-dark')).toBeVisible();
    for (const language of ['pt-BR', 'en']) {
      await page.getByTestId(`gallery-${language}`).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const shown: string[][] = [];
      for (const [theme, paper] of Object.entries(PAPERS)) {
        const column = page.getByTestId(`gallery-${theme}`);
        await expect(column).toHaveCSS('background-color', paper);
        const pieces = await column.locator('[data-piece]').evaluateAll((all) =>
          all.map((piece) => {
            const body = piece.querySelector(':scope > :not(h2)')!.getBoundingClientRect();
            return {
              name: piece.getAttribute('data-piece')!,
              isSeen: piece.checkVisibility() && body.width > 0 && body.height > 0,
              sticksOut: piece.scrollWidth - piece.clientWidth,
            };
          }),
        );
        expect(pieces.filter(({ isSeen, sticksOut }) => !isSeen || sticksOut > 0)).toEqual([]);
        shown.push(pieces.map(({ name }) => name));
        await expectAccessible(page, `[data-testid=gallery-${theme}]`);
      }
      expect(shown[0]!.length).toBeGreaterThan(20);
      expect(shown[1]).toEqual(shown[0]);
      await expectNothingSticksOut(page);
      const photograph = await page.screenshot({
        path: info.outputPath(`gallery-${language}-${width}.png`),
        fullPage: true,
        animations: 'disabled',
      });
      await info.attach(`gallery ${language} ${width}`, {
        body: photograph,
        contentType: 'image/png',
      });
    }
  });

fetchTest('the page itself neither links to it nor fetches any of it', async ({ page, asked }) => {
  await page.goto('#/04?lang=en');
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true');
  await expect(page.locator('a[href*=gallery]')).toHaveCount(0);
  expect(asked.filter((url) => url.includes('gallery'))).toEqual([]);
  const worker = await (await page.request.get('sw.js')).text();
  expect(worker).toContain('assets/');
  expect(worker).not.toContain('gallery');
});
