/** Keeps the address true to what the page shows, and has the page follow it. */
import { tick } from 'svelte';
import type { DrawingState } from '../bench/drawing/drawing.svelte';
import type { AddressPart } from '../kit/addressPart';
import { keepSteps, type Steps } from '../kit/steps';
import { addressOf, followAddress, reopen, textsIn, textsOf } from './pageAddress';
import {
  changed,
  isNothing,
  isOfLast,
  lettersBetween,
  returnFrom,
  stepsIn,
  type Step,
  type Texts,
} from './pageSteps';

/** The parts of the browser's window that it uses. */
export interface AddressWindow {
  readonly location: Pick<Location, 'hash'>;
  readonly history: Pick<History, 'state' | 'pushState' | 'replaceState' | 'go'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  addEventListener(
    type: 'hashchange' | 'popstate' | 'beforeunload',
    listener: () => void,
    options: { signal: AbortSignal },
  ): void;
}

/** Remembers where the reader was on the page at each entry of the history; entries are counted by the steps that led there. */
export interface Places {
  /** The reader opens something from there. */
  opens(at: number): void;
  /** The reader leaves it by the browser's back or forward button. */
  leaves(at: number): void;
  /** The reader comes back to it; `isWhole` if nothing else is open now. */
  returns(at: number, isWhole: boolean): void;
  /** Something closes and the reader stays: the keyboard must not be lost with it. */
  stays(): void;
}

/** The address is written at most this often: browsers refuse more than a few dozen changes a second. */
const WRITE_EVERY_MS = 150;
/** Long enough for the frame to be painted first, short enough for a reload right after a stroke. */
const WRITE_AFTER_MS = 20;
/** Writing takes the browser up to ten milliseconds: while a slide plays, it waits for a rest, or for this long. */
const REST_MS = 200;
const LONGEST_MS = 1500;
/** Where the session keeps what was not in the address yet when the page was left. */
const LEFT = 'esmiuca:left';

export class AddressKeeper implements Steps {
  readonly #parts: readonly AddressPart[];
  readonly #drawing: Pick<DrawingState, 'isDrawing' | 'version'>;
  readonly #window: AddressWindow;
  #written = -WRITE_EVERY_MS;
  #writtenVersion = 0;
  /** The address as this page last wrote or followed it. */
  #known: string | null = null;
  #unwrittenSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #ended = new AbortController();
  /** The steps that led to the current entry of the history. */
  #steps: readonly Step[];
  #places: Places | null = null;
  /** True while something opens or closes: whatever that opens or closes in turn belongs to it. */
  #isChanging = false;
  /** Completes what has just opened or closed: some texts are known only after the views are updated. */
  #finish: (() => void) | null = null;
  /** The steps before the one that is not complete yet. */
  #pushed: readonly Step[] | null = null;
  /** True until a closing is complete: what closes because of it belongs to it. */
  #isClosing = false;
  /** The dialogs that are open, each with the number of steps that lead to it. */
  #covers: { at: number; close: () => void }[] = [];
  /** Set while the browser goes back to where something was opened: what is open now and was not open there. */
  #remains: Step | null = null;

  /**
   * Follows the address as it is now, and every change from then on.
   *
   * A link that opens a lens is one entry, and Back leads to where the link was: browsers skip entries that a page adds before
   * anybody has acted on it, and a step put below would hold back whoever came from there. Closing works as everywhere.
   *
   * @param parts in the order of the address
   * @param drawing the part that is not written while the pen moves
   */
  constructor(
    parts: readonly AddressPart[],
    drawing: Pick<DrawingState, 'isDrawing' | 'version'>,
    browser: AddressWindow = window,
  ) {
    this.#parts = parts;
    this.#drawing = drawing;
    this.#window = browser;
    this.#recover();
    this.#steps = stepsIn(browser.history.state) ?? [];
    this.#stamp(this.#steps);
    this.#follow();
    const { signal } = this.#ended;
    browser.addEventListener('popstate', () => this.#arrive(), { signal });
    browser.addEventListener('hashchange', () => this.#follow(), { signal });
    browser.addEventListener('beforeunload', () => this.#leave(), { signal });
    keepSteps(this, signal);
  }

  /** The page is gone: the window's address is another's now. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
  }

  /** Has `places` remember where the reader was on the page. */
  keepPlaces(places: Places): void {
    this.#places = places;
  }

  /** What the page shows now. */
  get address(): string {
    return addressOf(this.#parts);
  }

  /** Reads everything the address depends on: an effect that calls this runs again when there is something to write. */
  watch(): void {
    for (const part of this.#parts)
      if (part.watch) part.watch();
      else void part.text;
  }

  /** Writes the address: soon after a stroke, the rest once it is still; never while the pen moves. */
  write(): void {
    clearTimeout(this.#timer); // what waits when the pen comes down, too: lifted, it brings the next writing
    if (this.#drawing.isDrawing) return;
    const now = performance.now();
    this.#unwrittenSince ??= now;
    const wait =
      this.#drawing.version === this.#writtenVersion
        ? Math.min(REST_MS, this.#unwrittenSince + LONGEST_MS - now)
        : Math.max(WRITE_AFTER_MS, this.#written + WRITE_EVERY_MS - now);
    this.#timer = setTimeout(() => this.writeNow(), wait);
  }

  /** Writes the address at once, unless somebody else has just changed it: then that is followed. */
  writeNow(): void {
    clearTimeout(this.#timer);
    const { location, history } = this.#window;
    if (location.hash !== this.#known || this.#remains) return;
    const { address } = this;
    this.#unwrittenSince = null;
    this.#writtenVersion = this.#drawing.version;
    if (address === location.hash) return;
    this.#written = performance.now();
    history.replaceState(history.state, '', address);
    this.#known = location.hash;
  }

  /** Makes what `go` opens a step of the history: the back button returns to what was before. No step if nothing opens. */
  open(go: () => void): void {
    if (this.#isChanging) return go();
    this.#finish?.();
    this.writeNow(); // going back must return to what was left
    const before = textsOf(this.#parts);
    this.#change(go);
    this.#finishSoon(() => this.#push(before));
    // At once, as far as the texts are known by now.
    this.#push(before);
  }

  /**
   * Goes back in the history to where it was opened, and keeps what was adjusted since. What was opened later and stays open
   * becomes a step from there. If a link opened it, there is nothing to go back to: then closing is a step.
   */
  close(go: () => void): void {
    if (this.#isChanging || this.#isClosing) return this.#change(go);
    this.#finish?.();
    this.writeNow();
    const before = textsOf(this.#parts);
    this.#change(go);
    this.#isClosing = true;
    this.#finishSoon(() => {
      this.#isClosing = false;
      this.#return(before);
    });
  }

  cover(close: () => void): () => void {
    this.#finish?.();
    this.writeNow();
    this.#places?.opens(this.#steps.length);
    this.#steps = [...this.#steps, {}];
    this.#window.history.pushState({ steps: this.#steps }, '', this.address);
    this.#known = this.#window.location.hash;
    const cover = { at: this.#steps.length, close };
    this.#covers.push(cover);
    return () => {
      if (!this.#covers.includes(cover)) return; // the back button did it
      this.#covers = this.#covers.filter((other) => other !== cover);
      this.#remains = {};
      this.#window.history.go(cover.at - 1 - this.#steps.length);
    };
  }

  /** Closes the dialogs that were opened after this entry. */
  #uncover(): void {
    const over = this.#covers.filter(({ at }) => at > this.#steps.length);
    this.#covers = this.#covers.filter((cover) => !over.includes(cover));
    for (const { close } of over) close();
  }

  #change(go: () => void): void {
    const isWithin = this.#isChanging;
    this.#isChanging = true;
    try {
      go();
    } finally {
      this.#isChanging = isWithin;
    }
  }

  #finishSoon(finish: () => void): void {
    const own = () => {
      if (this.#finish !== own) return;
      this.#finish = null;
      finish();
      this.#pushed = null;
    };
    this.#finish = own;
    tick().then(own);
  }

  #push(before: Texts): void {
    const step = changed(before, textsOf(this.#parts));
    if (isNothing(step)) return;
    if (this.#remains) {
      this.#remains = { ...step, ...this.#remains };
      return;
    }
    const { history, location } = this.#window;
    const { address } = this;
    if (this.#pushed) {
      this.#steps = [...this.#pushed, step];
      history.replaceState({ steps: this.#steps }, '', address);
    } else {
      this.#places?.opens(this.#steps.length);
      this.#pushed = this.#steps;
      this.#steps = [...this.#steps, step];
      history.pushState({ steps: this.#steps }, '', address);
    }
    this.#known = location.hash;
  }

  #return(before: Texts): void {
    const now = textsOf(this.#parts);
    const closed = changed(before, now);
    if (isNothing(closed) || this.#remains) return;
    const back = returnFrom(this.#steps, closed, now);
    if (back) {
      this.#remains = back.remains;
      this.#places?.returns(back.to, isNothing(back.remains));
      this.#window.history.go(back.to - this.#steps.length);
      return;
    }
    if (isOfLast(this.#steps, closed)) this.writeNow();
    else this.#push(before);
    this.#places?.stays();
  }

  /** The browser is back where the closed thing was opened. */
  #arrive(): void {
    const { history, location } = this.#window;
    const remains = this.#remains;
    if (!remains) {
      // A dialog's entry may have the address of the one before, which nobody is told of then.
      if (location.hash !== this.#known) return;
      this.#steps = stepsIn(history.state) ?? this.#steps;
      return this.#uncover();
    }
    this.#remains = null;
    this.#known = location.hash;
    this.#steps = stepsIn(history.state) ?? [];
    if (isNothing(remains)) return this.writeNow();
    this.#steps = [...this.#steps, remains];
    history.pushState({ steps: this.#steps }, '', this.address);
    this.#known = location.hash;
  }

  #stamp(steps: readonly Step[]): void {
    const { history } = this.#window;
    if (stepsIn(history.state)) return;
    history.replaceState({ ...history.state, steps }, '', this.#window.location.hash);
  }

  /** A reload goes to the address as it was when the reload began: what was not written by then is kept for it. */
  #leave(): void {
    const { location } = this.#window;
    const before = location.hash;
    this.writeNow();
    if (location.hash === before) return;
    try {
      this.#window.sessionStorage.setItem(LEFT, JSON.stringify([before, location.hash]));
    } catch {
      // Some browsers are set to keep nothing: then the last moment is lost.
    }
  }

  #recover(): void {
    const { location, history } = this.#window;
    try {
      const { sessionStorage } = this.#window;
      const [before, after] = JSON.parse(sessionStorage.getItem(LEFT) ?? '[]') as string[];
      sessionStorage.removeItem(LEFT);
      if (after && before === location.hash) history.replaceState(history.state, '', after);
    } catch {
      // As above.
    }
  }

  /**
   * Back and forward: undoes or repeats what was opened in between, and leaves alone what was adjusted since. Any other new
   * address: whatever it does not change stays as it is, because it may have changed since it was last written.
   */
  #follow(): void {
    const before = this.#known;
    const { hash } = this.#window.location;
    if (hash === before) return;
    const steps = stepsIn(this.#window.history.state);
    const opened = steps && lettersBetween(this.#steps, steps);
    this.#known = hash;
    if (steps && opened && before !== null) {
      this.#places?.leaves(this.#steps.length);
      this.#steps = steps;
      this.#uncover();
      reopen(this.#parts, hash, opened);
      this.write();
      this.#places?.returns(steps.length, true);
      return;
    }
    if (before !== null) this.#places?.leaves(this.#steps.length);
    followAddress(this.#parts, hash, before);
    if (before === null || steps) return;
    const textOf = textsIn(before);
    const left = Object.fromEntries(this.#parts.map(({ letter }) => [letter, textOf(letter)]));
    this.#steps = [...this.#steps, changed(left, textsOf(this.#parts))];
    this.#stamp(this.#steps);
  }
}
