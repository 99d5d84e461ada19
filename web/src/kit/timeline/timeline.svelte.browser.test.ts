/** The bar under a slide: steps, the handle, the speeds, and playing. */
import { beforeEach, expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { i18n } from '../i18n/i18n.svelte';
import { placesAlong, Slide } from './slide.svelte';
import { stepBySpace, stepsBySpace } from './spaceBar';
import Timeline from './Timeline.svelte';

let at = $state({ index: 0 });
const PLACES = 20;
function shown(): Slide {
  const slide = new Slide(
    placesAlong(
      'places',
      () => at.index,
      (index) => (at.index = index),
    ),
    () => [1, 1, PLACES],
  );
  render(Timeline, { slide });
  return slide;
}
beforeEach(() => {
  i18n.language = 'en';
  at = { index: 0 };
});

it('steps on and back, and says where it is', async () => {
  shown();
  const position = document.querySelector<HTMLElement>('.position')!;
  await page.getByTestId('slide-forward').click();
  await page.getByTestId('slide-forward').click();
  await expect.element(position).toHaveTextContent('3 / 20');
  await page.getByTestId('slide-back').click();
  await expect.element(position).toHaveTextContent('2 / 20');
});

it('the handle goes where the keys lead it', async () => {
  shown();
  (page.getByTestId('slide-position').element() as HTMLElement).focus();
  await userEvent.keyboard('{End}');
  await expect.poll(() => at.index).toBe(PLACES - 1);
  await userEvent.keyboard('{Home}{ArrowRight}');
  await expect.poll(() => at.index).toBe(1);
});

it('plays, pauses, and at the fastest is at the end at once', async () => {
  const slide = shown();
  const play = page.getByTestId('slide-play');
  await play.click();
  await expect.element(play).toHaveAttribute('aria-pressed', 'true');
  await play.click();
  await expect.element(play).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('combobox').selectOptions('all at once');
  expect(slide.speed).toBe(Infinity);
  await play.click();
  expect(at.index).toBe(PLACES - 1);
});

it('the space bar goes on in the slide in sight until its end, then it is the page’s', () => {
  const slide = shown();
  expect([stepBySpace(), at.index]).toEqual([true, 1]);
  slide.seek(PLACES - 1);
  expect([stepBySpace(), at.index]).toEqual([false, PLACES - 1]);
});

it('of two in sight the one nearer the middle goes on; what is scrolled away does not', () => {
  const gone: string[] = [];
  const leave = [-90, 10, window.innerHeight / 2, window.innerHeight + 10].map((top) => {
    const box = document.createElement('div');
    box.style.cssText = `position: fixed; top: ${top}px; height: 20px`;
    document.body.append(box);
    const end = stepsBySpace(() => {
      gone.push(`${top}`);
      return top > 100;
    })(box);
    return () => {
      end();
      box.remove();
    };
  });
  expect(stepBySpace()).toBe(true);
  expect(gone).toEqual([`${window.innerHeight / 2}`]);
  // What is at its end leaves the bar to the next.
  leave[2]();
  expect(stepBySpace()).toBe(false);
  expect(gone.slice(1)).toEqual(['10']);
  for (const end of leave) end();
  expect(stepBySpace()).toBe(false);
});
