/** Nothing jumps while a page comes: what is seen keeps its place from when it is first shown. */
import { expect, test } from './bench';

/** Of Chromium's measure, https://web.dev/articles/cls, 0.1 is called good: this is stricter. */
const MOST = 0.05;

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  for (const address of [
    '#/04',
    '#/04?l=conv1.5.12.13',
    '#/01?r=gans&v=judge',
    '#/01?r=gans&v=duel',
    '#/02',
    '#/03',
  ])
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
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      await page.waitForTimeout(1500);
      const shifts = await page.evaluate(
        () => (window as unknown as { shifts: [number, string][] }).shifts,
      );
      const sum = shifts.reduce((total, [value]) => total + value, 0);
      expect(sum, JSON.stringify(shifts)).toBeLessThan(MOST);
    });
