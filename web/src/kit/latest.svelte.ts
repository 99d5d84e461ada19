/** Computes something again after every change: one run in flight; latest wins. */
import { messageOf } from './messageOf';

export class Latest {
  readonly #run: () => Promise<void>;
  #error = $state<string | null>(null);
  #isRunning = false;
  #isOutdated = false;

  /** The last error; null once a run succeeded. */
  error = $derived(this.#error);

  /** @param run computes from the state it finds when it begins */
  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  /** Whether something has changed since the run in flight began. */
  get isOutdated(): boolean {
    return this.#isOutdated;
  }

  async update(): Promise<void> {
    if (this.#isRunning) {
      this.#isOutdated = true;
      return;
    }
    this.#isRunning = true;
    try {
      do {
        this.#isOutdated = false;
        await this.#run();
      } while (this.#isOutdated);
      this.#error = null;
    } catch (error) {
      this.#error = messageOf(error);
    } finally {
      this.#isRunning = false;
    }
  }
}
