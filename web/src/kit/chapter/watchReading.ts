/** The sections of a long page: which one is being read, and keeping the one that an address names in place. */
import { MOVED_BY } from '../movedBy';
import type { Reading } from './reading.svelte';

type Places<Section extends string> = Partial<Record<Section, HTMLElement>>;

/** A section is read once its top has come above this share of the window's height. */
const READ_ABOVE = 0.35;
/** Heights and scroll positions are rounded by the browser. */
const ROUNDING = 2;

/**
 * Which section is read; -1 where what stands before the first one is.
 *
 * @param tops of the sections, in their order, from the window's top
 * @param height of the window
 * @param isAtEnd whether the page can't be scrolled further down: its last sections may be too short to come up
 */
export function sectionRead(tops: readonly number[], height: number, isAtEnd: boolean): number {
  const isAtStart = tops.length > 0 && tops[0]! >= height * READ_ABOVE;
  if (isAtEnd && !isAtStart) return tops.length - 1;
  return tops.findLastIndex((top) => top < height * READ_ABOVE);
}

/**
 * Tells a page which of its sections is read.
 *
 * @param hasBeginning whether something is to be read before the first section
 * @returns a function that ends it
 */
export function watchReading<Section extends string>(
  reading: Reading<Section>,
  places: Places<Section>,
  hasBeginning = false,
): () => void {
  const names = Object.keys(places) as Section[];
  let frame = 0;
  const look = () => {
    frame = 0;
    if (reading.arrival) return;
    const tops = names.map((name) => places[name]!.getBoundingClientRect().top);
    const end = document.documentElement.scrollHeight - innerHeight - ROUNDING;
    const read = sectionRead(tops, innerHeight, scrollY > 0 && scrollY >= end);
    if (read >= 0 || hasBeginning) reading.section = names[read] ?? null;
  };
  const scrolled = () => (frame ||= requestAnimationFrame(look));
  addEventListener('scroll', scrolled, { passive: true });
  return () => {
    removeEventListener('scroll', scrolled);
    cancelAnimationFrame(frame);
  };
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
