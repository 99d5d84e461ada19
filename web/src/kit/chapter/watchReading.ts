/** The sections of a long page: which one is being read, and keeping the one that an address names in place. */
import type { Reading } from './reading.svelte';

type Places<Section extends string> = Partial<Record<Section, HTMLElement>>;

/** Where a section is being read: a band in the upper half of the window. */
const READ_AT = '-15% 0px -65% 0px';
/** A visitor who moves on is not called back. */
const MOVED_BY = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

/**
 * Tells a page which of its sections is read.
 *
 * @param beginning what stands before the first section, where anything does
 * @returns a function that ends it
 */
export function watchReading<Section extends string>(
  reading: Reading<Section>,
  places: Places<Section>,
  beginning?: HTMLElement,
): () => void {
  const names = Object.keys(places) as Section[];
  const watch = new IntersectionObserver(
    (entries) => {
      const read = entries.find(({ isIntersecting }) => isIntersecting)?.target;
      if (read && !reading.arrival)
        reading.section = names.find((name) => places[name] === read) ?? null;
    },
    { rootMargin: READ_AT },
  );
  if (beginning) watch.observe(beginning);
  for (const name of names) watch.observe(places[name]!);
  return () => watch.disconnect();
}

/**
 * Moves to the section that a link names, and stays on it while what is above it finds its size.
 *
 * @param whole what changes its size
 * @param mostMs how long to wait for that
 * @returns a function that gives it up
 */
export function arrive<Section extends string>(
  reading: Reading<Section>,
  places: Places<Section>,
  whole: HTMLElement,
  mostMs: number,
): (() => void) | undefined {
  const section = reading.arrival && places[reading.arrival];
  if (!section) return undefined;
  const arrived = () => (reading.arrival = null);
  let [height, at] = [-1, 0];
  const stay = new ResizeObserver(() => {
    section.scrollIntoView();
    [height, at] = [whole.clientHeight, scrollY];
  });
  stay.observe(whole);
  // By a scroll bar or another program: no size has changed, and the page stands elsewhere.
  const moved = () => {
    if (whole.clientHeight === height && Math.abs(scrollY - at) > 1) arrived();
  };
  addEventListener('scroll', moved);
  const timer = setTimeout(arrived, mostMs);
  for (const event of MOVED_BY) addEventListener(event, arrived);
  return () => {
    stay.disconnect();
    clearTimeout(timer);
    removeEventListener('scroll', moved);
    for (const event of MOVED_BY) removeEventListener(event, arrived);
  };
}
