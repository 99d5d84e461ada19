/** Keeps the address true to what the page shows, and has the page follow it. */
import type { DrawingState } from '../bench/drawing/drawing.svelte';
import type { AddressPart } from '../kit/addressPart';
import { addressOf, followAddress } from './pageAddress';

/** The parts of the browser's window that it uses. */
export interface AddressWindow {
  readonly location: Pick<Location, 'hash'>;
  readonly history: Pick<History, 'state' | 'pushState' | 'replaceState'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  addEventListener(
    type: 'hashchange' | 'beforeunload',
    listener: () => void,
    options: { signal: AbortSignal },
  ): void;
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

export class AddressKeeper {
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

  /**
   * Follows the address as it is now, and every change from then on.
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
    this.#follow();
    const { signal } = this.#ended;
    browser.addEventListener('hashchange', () => this.#follow(), { signal });
    browser.addEventListener('beforeunload', () => this.#leave(), { signal });
  }

  /** The page is gone: the window's address is another's now. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ended.abort();
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
    if (location.hash !== this.#known) return;
    const { address } = this;
    this.#unwrittenSince = null;
    this.#writtenVersion = this.#drawing.version;
    if (address === location.hash) return;
    this.#written = performance.now();
    history.replaceState(history.state, '', address);
    this.#known = location.hash;
  }

  /** Makes what is shown from now on its own step: the browser's back button returns to what was before. */
  step(go: () => void): void {
    this.writeNow(); // going back must return to what was left
    go();
    this.#window.history.pushState(null, '', this.address);
    this.#known = this.#window.location.hash;
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

  /** Follows only what has changed in the address; the rest stays: it may have changed since it was last written. */
  #follow(): void {
    const before = this.#known;
    this.#known = this.#window.location.hash;
    followAddress(this.#parts, this.#known, before);
  }
}
