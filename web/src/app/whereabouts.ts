/**
 * Where one was on the page at each step of its history: how far down, and what had the keyboard. Browsers keep the first of the
 * two only, and only where what is scrolled is there at once.
 */
import { MOVED_BY } from '../kit/movedBy';
import { isStill } from '../kit/motion';
import type { Places } from './addressKeeper';

interface Place {
  top: number;
  /** Null where nothing had the keyboard. */
  focus: HTMLElement | null;
  /** Finds it again where it has been drawn anew. */
  selector: string | null;
}

/** What is opened by an action opens within that time. */
const ACTION_MS = 1000;
/** So long a view may take until it is tall enough, and so many frames it must have stayed so. */
const PATIENCE_MS = 2000;
const RESTED_FRAMES = 8;

export class Whereabouts implements Places {
  readonly #places = new Map<number, Place>();
  /** Where one was as one acted last: what an action opens may be drawn before it is known to be a step. */
  #acted: { at: number; place: Place } | null = null;
  #giveUp: () => void = () => {};

  constructor() {
    for (const type of ['click', 'keydown'] as const)
      addEventListener(
        type,
        ({ target }) => (this.#acted = { at: performance.now(), place: here(target) }),
        { capture: true },
      );
    history.scrollRestoration = 'manual';
    // A reload is the browser's.
    addEventListener('beforeunload', () => (history.scrollRestoration = 'auto'));
    addEventListener('pageshow', () => (history.scrollRestoration = 'manual'));
  }

  opens(at: number): void {
    this.#giveUp();
    const acted = this.#acted;
    const isOfAction = acted && performance.now() - acted.at < ACTION_MS;
    this.#places.set(at, isOfAction ? acted.place : here());
  }

  leaves(at: number): void {
    this.#giveUp();
    this.#places.set(at, here());
  }

  returns(at: number, isWhole: boolean): void {
    this.#giveUp();
    const place = this.#places.get(at);
    if (place) this.#giveUp = isWhole ? restore(place) : refocus(() => found(place));
  }

  stays(): void {
    this.#giveUp();
    this.#giveUp = refocus(() => document.getElementById('main'));
  }
}

/** @param target what a click was on: not every browser gives it the keyboard */
function here(target: EventTarget | null = null): Place {
  const active = document.activeElement as HTMLElement | null;
  const hasFocus = active && active !== document.body;
  const focus = hasFocus
    ? active
    : target instanceof Element
      ? target.closest<HTMLElement>('a[href], button, summary, [tabindex]')
      : null;
  return { top: scrollY, focus, selector: focus && selectorOf(focus) };
}

/** By its name in tests or its id, or else by its place below what has one. */
function selectorOf(element: Element): string {
  const testid = element.getAttribute('data-testid');
  if (testid) return `[data-testid="${CSS.escape(testid)}"]`;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const parent = element.parentElement;
  if (!parent) return element.tagName;
  const place = [...parent.children].indexOf(element) + 1;
  return `${selectorOf(parent)} > :nth-child(${place})`;
}

const found = ({ focus, selector }: Place): HTMLElement | null =>
  focus?.isConnected ? focus : selector ? document.querySelector<HTMLElement>(selector) : null;

/** The keyboard alone, where it was lost. */
function refocus(to: () => HTMLElement | null): () => void {
  const frame = requestAnimationFrame(() => {
    if (document.activeElement === document.body) to()?.focus({ preventScroll: true });
  });
  return () => cancelAnimationFrame(frame);
}

/**
 * As soon as the view is there and tall enough, and until it has stayed so.
 *
 * @returns what gives it up
 */
function restore(place: Place): () => void {
  const began = performance.now();
  // What has stayed where it was is gone back to in sight of the reader.
  const isSmooth = !isStill() && (place.focus?.isConnected ?? false);
  let [frame, rested, isOnItsWay, isFocused] = [0, 0, false, false];
  const end = () => {
    cancelAnimationFrame(frame);
    for (const event of MOVED_BY) removeEventListener(event, end, { capture: true });
  };
  const turn = () => {
    const focus = found(place);
    // Given once: who has moved it on since keeps it there.
    if (focus && (!isFocused || document.activeElement === document.body))
      focus.focus({ preventScroll: true });
    isFocused ||= focus !== null;
    const isTall = document.documentElement.scrollHeight - innerHeight >= place.top - 1;
    const isThere = Math.abs(scrollY - place.top) <= 1;
    if (!isThere && isSmooth && isTall && !isOnItsWay) {
      isOnItsWay = true;
      scrollTo({ top: place.top, behavior: 'smooth' });
    } else if (!isThere && !isOnItsWay) scrollTo({ top: place.top, behavior: 'instant' });
    rested = isThere && (focus || !place.focus) ? rested + 1 : 0;
    if (rested >= RESTED_FRAMES || performance.now() - began > PATIENCE_MS) end();
    else frame = requestAnimationFrame(turn);
  };
  for (const event of MOVED_BY) addEventListener(event, end, { capture: true });
  frame = requestAnimationFrame(turn);
  return end;
}
