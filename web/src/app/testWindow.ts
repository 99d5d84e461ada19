/** For tests only: the parts of the browser's window that the address needs, behaving as browsers do. */
import type { PageWindow } from './page.svelte';

type Listener = () => void;

export class TestWindow implements PageWindow {
  readonly #entries: { hash: string; state: unknown }[];
  #at = 0;
  readonly #listeners: Record<string, Listener[]> = {};
  readonly #stored = new Map<string, string>();
  readonly navigator = { languages: ['en-GB'] };
  /** How often an entry's address was replaced. */
  replaced = 0;

  constructor(hash = '') {
    this.#entries = [{ hash, state: null }];
  }

  readonly location = ((own) => ({
    get hash() {
      return own.#entries[own.#at].hash;
    },
  }))(this);

  readonly history = ((own) => ({
    get state() {
      return own.#entries[own.#at].state;
    },
    pushState(state: unknown, _: string, hash: string) {
      own.#entries.splice(++own.#at, Infinity, { hash, state });
    },
    replaceState(state: unknown, _: string, hash: string) {
      if (hash !== own.#entries[own.#at].hash) own.replaced++;
      own.#entries[own.#at] = { hash, state };
    },
    go(by: number) {
      own.#at += by;
      own.#tell('popstate');
      own.#tell('hashchange');
    },
  }))(this);

  readonly sessionStorage = {
    getItem: (key: string) => this.#stored.get(key) ?? null,
    setItem: (key: string, text: string) => void this.#stored.set(key, text),
    removeItem: (key: string) => void this.#stored.delete(key),
  };

  addEventListener(type: string, listener: Listener, { signal }: { signal: AbortSignal }): void {
    (this.#listeners[type] ??= []).push(() => signal.aborted || listener());
  }

  matchMedia(): { matches: boolean; addEventListener(): void } {
    return { matches: false, addEventListener: () => {} };
  }

  /** Which of them is shown, from 0. */
  get at(): number {
    return this.#at;
  }

  get entries(): readonly string[] {
    return this.#entries.map(({ hash }) => hash);
  }

  /** Somebody follows a link, or writes into the address bar. */
  visit(hash: string): void {
    this.history.pushState(null, '', hash);
    this.#tell('popstate');
    this.#tell('hashchange');
  }

  back(): void {
    this.history.go(-1);
  }

  forward(): void {
    this.history.go(1);
  }

  /** The page is left, and opened again at the address as it was when that began. */
  reload(): void {
    const { hash } = this.#entries[this.#at];
    this.#tell('beforeunload');
    this.#entries[this.#at].hash = hash;
    for (const type of Object.keys(this.#listeners)) delete this.#listeners[type];
  }

  #tell(type: string): void {
    for (const listener of this.#listeners[type] ?? []) listener();
  }
}
