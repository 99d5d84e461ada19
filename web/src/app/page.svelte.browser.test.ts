/** The page's state in a real browser: the address stays true, is followed, and nothing is lost on the way. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { flushSync } from 'svelte';
import { i18n } from '../kit/i18n/i18n.svelte';
import { ALL } from '../labs/quality/qualityAddress';
import { PageState } from './page.svelte';

const LOADS = { timeout: 20_000 };
let page: PageState;
let stop: () => void;

/** A page as it opens at an address. */
function opened(hash: string): PageState {
  stop?.();
  history.replaceState(null, '', hash);
  stop = $effect.root(() => {
    page = new PageState();
    // As the app does: every change in the address is written.
    $effect(() => {
      page.address.watch();
      page.address.write();
    });
  });
  flushSync();
  return page;
}
async function went(hash: string): Promise<void> {
  location.hash = hash;
  await vi.waitFor(() => expect(location.hash).toBe(hash));
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
}
function drawOne(): void {
  page.drawing.begin(0.5, 0.15, 0.5);
  page.drawing.extend([[0.5, 0.85, 0.5]]);
  page.drawing.end();
}

beforeEach(() => sessionStorage.clear());
afterEach(() => stop());

describe('the address', () => {
  it('opens what it names, and the preferred language where it names none', () => {
    const { chapter, appearance } = opened('#/02?lang=en&theme=dark');
    expect([chapter, appearance.choice, i18n.language, appearance.theme]).toEqual([
      '02',
      'dark',
      'en',
      'dark',
    ]);
    opened('#/04');
    expect(['pt-BR', 'en']).toContain(i18n.language);
    expect([page.appearance.theme, page.instead, page.chapters.quality.view]).toEqual([
      expect.any(String),
      null,
      null,
    ]);
  });

  it('is written once the stroke rests, not under the moving pen', async () => {
    opened('#/04?lang=en');
    const before = location.hash;
    page.drawing.begin(0.5, 0.2, 0.5);
    page.drawing.extend([[0.5, 0.8, 0.5]]);
    flushSync();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(location.hash).toBe(before);
    page.drawing.end();
    flushSync();
    await vi.waitFor(() => expect(location.hash).not.toBe(before));
    const drawn = page.drawing.current;
    opened(location.hash);
    const places = ({ strokes }: typeof drawn) =>
      strokes.map(({ points }) => points.map(([x, y]) => [x, y]));
    expect(places(page.drawing.current)).toEqual(places(drawn));
  });

  it('is followed where somebody changes it: what it says otherwise, nothing else', async () => {
    opened('#/04?lang=en');
    drawOne();
    flushSync();
    await went('#/04?lang=pt-BR&theme=dark');
    expect([i18n.language, page.appearance.choice]).toEqual(['pt-BR', 'dark']);
    await went('#/03?lang=pt-BR&theme=light');
    expect([page.chapter, page.appearance.theme]).toEqual(['03', 'light']);
  });
});

describe('the way back', () => {
  it('leads from a chapter to the one before, as it was left', async () => {
    opened('#/04?lang=en');
    page.open('02');
    flushSync();
    expect(location.hash).toMatch(/^#\/02/);
    history.back();
    await vi.waitFor(() => expect(page.chapter).toBe('04'));
  });

  it('leads from what stands in the bench’s place to the bench', async () => {
    opened('#/04?lang=en');
    page.openQuality(ALL);
    flushSync();
    expect(page.instead).toBe('quality');
    page.openStudio();
    flushSync();
    expect([page.instead, page.chapters.quality.view]).toEqual(['studio', null]);
    history.back();
    await vi.waitFor(() => expect(page.instead).toBe('quality'));
    page.bring(new Uint8Array(784).fill(9));
    expect([page.chapter, page.instead, page.drawing.current.pixels![0]]).toEqual(['04', null, 9]);
  });

  it('the tour begins at the front door', () => {
    opened('#/01?lang=en');
    page.startTour();
    expect([page.chapter, page.tour.step]).toEqual(['04', 0]);
    page.tour.go(null);
  });
});

describe('leaving', () => {
  it('what was not written yet is there after a reload', () => {
    opened('#/04?lang=en');
    drawOne();
    const before = location.hash;
    dispatchEvent(new Event('beforeunload'));
    // The reload begins at the address as it was.
    opened(before);
    expect(page.drawing.current.strokes).toHaveLength(1);
  });
});

describe('the network', () => {
  it('is loaded once, in a worker, and reads what is drawn', async () => {
    opened('#/04?lang=en');
    await Promise.all([page.load(), page.load()]);
    expect([page.failure, page.download.loaded]).toEqual([null, page.download.total]);
    drawOne();
    await vi.waitFor(() => expect(page.detector!.prediction.digit).toBe(1), LOADS);
    await vi.waitFor(() => expect(page.data!.tensor('conv1')).not.toBeNull(), LOADS);
    page.lens.open({ layer: 'conv1_relu', channel: 3, row: 4, column: 5 });
    expect(page.slide.count).toBe(26 * 26);
    page.lesson.isGuessing = true;
    flushSync();
    expect(page.lesson.isValueCovered).toBe(true);
    page.address.writeNow();
    expect(location.hash).toContain('conv1_relu.3.4.5');
  });

  it('that can’t be had is said, and asked for again', async () => {
    opened('#/04?lang=en');
    Object.assign(page, { modelBase: `${page.modelBase}nowhere/` });
    await page.load();
    expect(page.failure).toMatch(/404|manifest/);
    Object.assign(page, { modelBase: page.modelBase.replace('nowhere/', '') });
    await page.load();
    expect(page.failure).toBeNull();
  });
});
