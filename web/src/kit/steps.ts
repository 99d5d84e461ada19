/**
 * What one opens is a step of the browser's history, which goes back to before it: a lens and each view in it, a laboratory, a
 * station, the tour. What one adjusts (a slider, a stroke, which of a list is looked at) is not. There is one history, so there
 * is one who keeps it, see app/addressKeeper.ts; without one, as in a test of a state alone, things just open.
 */
export interface Steps {
  /** Whatever `go` opens is one step. */
  open(go: () => void): void;
  /** What `go` closes leads back to where it was opened. */
  close(go: () => void): void;
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
