/** The ways from one part of the page to another, and back by the browser's button. */
import { tick } from 'svelte';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { i18n } from '../kit/i18n/i18n.svelte';
import { ALL } from '../labs/quality/qualityAddress';
import { PageState } from './page.svelte';
import { TestWindow } from './testWindow';

let browser: TestWindow;
let page: PageState;
const open = (hash: string) => {
  browser = new TestWindow(hash);
  page = new PageState(browser, 'http://localhost/model/');
};
beforeEach(() => open('#/04?lang=en'));
const { language } = i18n;
afterAll(() => void (i18n.language = language));

describe('the address', () => {
  const shown = () => [page.chapter, page.appearance.choice, page.appearance.theme, i18n.language];

  it('opens what it names, and the preferred language where it names none', () => {
    open('#/02?lang=pt-BR&theme=dark');
    expect(shown()).toEqual(['02', 'dark', 'dark', 'pt-BR']);
    open('');
    expect(shown()).toEqual(['04', 'auto', 'light', 'en']);
    expect([page.instead, page.chapters.quality.view]).toEqual([null, null]);
  });

  it('is followed where somebody changes it', () => {
    browser.visit('#/03?lang=pt-BR&theme=dark');
    expect(shown()).toEqual(['03', 'dark', 'dark', 'pt-BR']);
  });

  it('has after a reload what was not written before it', () => {
    page.drawing.begin(0.5, 0.15, 0.5);
    page.drawing.end();
    browser.reload();
    page = new PageState(browser, 'http://localhost/model/');
    expect(page.drawing.current.strokes).toHaveLength(1);
  });
});

it('opens a chapter, and the back button returns', () => {
  page.open('02');
  expect(page.chapter).toBe('02');
  expect(browser.entries).toEqual(['#/04?lang=en', '#/02?lang=en']);
  browser.back();
  expect(page.chapter).toBe('04');
});

it('keeps a chapter’s text while another is open', () => {
  open('#/01?lang=en&r=game');
  page.open('03');
  expect(browser.location.hash).toBe('#/03?lang=en&r=game');
});

it('goes back from a lens to the network, with what was drawn since', async () => {
  page.lens.setShapes(() => [32, 26, 26]);
  page.lens.openLayer('conv1_relu');
  page.lens.open({ layer: 'conv1_relu', channel: 7, row: 9, column: 16 });
  page.lens.move({ channel: 7, row: 9, column: 17 });
  page.address.writeNow();
  expect(browser.entries).toEqual([
    '#/04?lang=en',
    '#/04?lang=en&l=conv1_relu',
    '#/04?lang=en&l=conv1_relu.7.9.17',
  ]);
  await tick();
  const pixels = new Uint8Array(784).fill(3);
  page.drawing.loadPixels(pixels);
  browser.back();
  expect(page.lens.text).toBe('conv1_relu');
  browser.back();
  expect([page.lens.text, page.drawing.current.pixels]).toEqual([null, pixels]);
});

it('goes back along the numbers that were followed', () => {
  const unit = (layer: string) => ({ layer, channel: 3, row: 4, column: 5 });
  page.lens.setShapes(() => [64, 28, 28]);
  page.lens.open(unit('conv2_relu'));
  page.lens.follow(unit('conv1_relu'));
  page.lens.follow(unit('image'));
  browser.back();
  expect(page.lens.trail).toEqual([unit('conv2_relu')]);
  browser.back();
  expect([page.lens.text, page.lens.trail]).toEqual(['conv2_relu.3.4.5', []]);
});

describe('in the bench’s place', () => {
  it('stands how good the network is, as it is asked for', () => {
    page.open('03');
    page.openQuality({ ...ALL, label: 4 });
    expect([page.chapter, page.instead]).toEqual(['04', 'quality']);
    expect(browser.location.hash).toBe('#/04?lang=en&q=l4');
    browser.back();
    expect([page.chapter, page.instead]).toEqual(['03', null]);
  });

  it('or the studio, one at a time', () => {
    page.openQuality(ALL);
    page.openStudio();
    expect(page.instead).toBe('studio');
    expect(browser.location.hash).toBe('#/04?lang=en&o=runs');
    browser.back();
    expect(page.instead).toBe('quality');
    page.openStudio();
    page.open('04');
    expect(page.instead).toBeNull();
  });

  it('until it is closed, which leads back to where it was opened', async () => {
    page.openStudio();
    page.closeInstead();
    await tick();
    expect([page.instead, browser.at]).toEqual([null, 0]);
    page.open('03');
    page.openQuality(ALL);
    page.closeInstead();
    await tick();
    expect(page.chapter).toBe('04');
    browser.back();
    expect([page.chapter, page.instead]).toEqual(['03', null]);
  });

  it('until a picture is brought to the bench', () => {
    page.openQuality(ALL);
    const pixels = new Uint8Array(784).fill(3);
    page.bring(pixels);
    expect(page.instead).toBeNull();
    expect(page.drawing.current.pixels).toBe(pixels);
    browser.back();
    expect(page.instead).toBe('quality');
    expect(page.drawing.isEmpty).toBe(true);
  });
});

describe('the tour', () => {
  it('begins at the front door', () => {
    page.open('02');
    page.startTour();
    expect([page.chapter, page.tour.step]).toEqual(['04', 0]);
    expect(browser.entries).toEqual(['#/04?lang=en', '#/02?lang=en', '#/04?lang=en&t=1']);
    browser.back();
    expect([page.chapter, page.tour.isOpen]).toEqual(['02', false]);
  });

  it('ends where another chapter opens, and goes on on the way back', () => {
    page.startTour();
    page.open('02');
    expect(page.tour.isOpen).toBe(false);
    browser.back();
    expect(page.tour.step).toBe(0);
  });
});
