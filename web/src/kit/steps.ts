/**
 * What one opens is a step of the browser's history, and the back button undoes it: the lens and each view in it, a laboratory,
 * a station, the tour. What one adjusts (a slider, a stroke, a choice in a list) is no step. Whoever opens something says so
 * here, wherever it is; app/addressKeeper.ts keeps the steps. There is one history, and so one keeper. Without one, as in a
 * test of a single state, things just open.
 */
export interface Steps {
  /** Makes whatever `go` opens one step. */
  open(go: () => void): void;
  /** Returns to where what `go` closes was opened. */
  close(go: () => void): void;
  /** Makes a dialog one step, which the address says nothing of: the back button calls `close`. */
  cover(close: () => void): () => void;
}

let keeper: Steps | null = null;

/** @param signal aborted when the page is gone */
export function keepSteps(steps: Steps, signal: AbortSignal): void {
  keeper = steps;
  signal.addEventListener('abort', () => {
    if (keeper === steps) keeper = null;
  });
}

export const opens = (go: () => void): void => (keeper ? keeper.open(go) : go());

export const closes = (go: () => void): void => (keeper ? keeper.close(go) : go());

/**
 * A dialog opens over the page.
 *
 * @param close called by the back button
 * @returns what to call when the dialog has closed
 */
export const covers = (close: () => void): (() => void) => keeper?.cover(close) ?? (() => {});
