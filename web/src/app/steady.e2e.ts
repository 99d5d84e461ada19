/** Nothing jumps while the page loads: what is visible keeps its place from the moment it is first shown. */
import { expect, settled, step, test, withMotion } from '../../e2e/bench';

/** Chromium's layout shift, https://web.dev/articles/cls: 0.1 counts as good, this is stricter. */
const MOST = 0.05;

// As a visitor without a wish for less motion sees it.
test.use(withMotion);

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  for (const [address, last] of [
    ['#/04', 'network'],
    ['#/04?l=conv1.5.12.13', 'lens'],
    ['#/01?r=gans&v=judge', 'judge-question'],
    ['#/01?r=gans&v=duel', 'duel-moment'],
    ['#/02', 'manual-score'],
    ['#/03', 'picture-facts'],
  ] as const)
    test(`at ${width} px nothing jumps: ${address}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.addInitScript(() => {
        const shifts: [number, string][] = [];
        Object.assign(window, { shifts });
        type Shift = PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null }[];
        };
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
            const nodes = sources.map(({ node }) =>
              node instanceof Element ? node.outerHTML.slice(0, 80) : node?.textContent,
            );
            if (!hadRecentInput) shifts.push([value, nodes.join(' ')]);
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const expectSteady = async (address: string) => {
        await page.goto(address);
        await page.waitForLoadState('networkidle');
        await expect(page.getByTestId(last).first()).toBeAttached({ timeout: 30_000 });
        const shifts = await settled(
          () => page.evaluate(() => (window as unknown as { shifts: [number, string][] }).shifts),
          500,
        );
        const sum = shifts.reduce((total, [value]) => total + value, 0);
        expect(sum, JSON.stringify(shifts)).toBeLessThan(MOST);
      };
      await expectSteady(address);
      // What is laid out by its own width comes in two steps: without motion nothing may draw them apart.
      if (address.includes('v=judge'))
        await step('nor without motion', async () => {
          await page.emulateMedia({ reducedMotion: 'reduce' });
          await page.goto('about:blank');
          await expectSteady('#/01?r=gans');
        });
    });

test('a page that stays on a section lets go of whoever scrolls away', async ({ page }) => {
  await page.goto('#/01?lang=en&r=gans');
  const section = page.getByTestId('gan-section-judge');
  await expect(section.getByTestId('draw-pad')).toBeVisible({ timeout: 30_000 });
  await page.waitForLoadState('networkidle');
  /** Where the section ends up when the page changes its size after the visitor has scrolled that many pixels. */
  const topAfter = (scrolled: number) =>
    section.evaluate(async (element, pixels) => {
      const frames = async () => {
        for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
      };
      const last = element.parentElement!.lastElementChild as HTMLElement;
      document.querySelector<HTMLElement>('[data-testid=gan-judge]')!.click();
      await frames();
      // As a scroll bar does it, which no other event reports.
      scrollBy(0, pixels);
      await frames();
      last.style.paddingBottom = `${200 + pixels}px`;
      await frames();
      return element.getBoundingClientRect().top;
    }, scrolled);
  expect(Math.abs(await topAfter(0))).toBeLessThan(2);
  expect(await topAfter(150)).toBeLessThan(-100);
});
