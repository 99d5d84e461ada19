/** The steps that led to an entry of the browser's history, kept in its state: what each changed, and so what undoes it. */

/** What the page's parts say, by their letters. */
export type Texts = Readonly<Record<string, string | null>>;

/** The texts that a step changed, as they were before it. */
export type Step = Texts;

/** In what texts differ, as they were before. */
export const changed = (before: Texts, after: Texts): Step =>
  Object.fromEntries(Object.entries(before).filter(([letter, text]) => text !== after[letter]));

export const isNothing = (step: Step): boolean => Object.keys(step).length === 0;

/** What an entry's state says of the steps that led to it; null where nobody has written that. */
export function stepsIn(state: unknown): readonly Step[] | null {
  const { steps } = (state ?? {}) as { steps?: unknown };
  return Array.isArray(steps) ? (steps as Step[]) : null;
}

/** The letters of what was opened between two entries, whichever comes first; null where none lies between them. */
export function lettersBetween(
  one: readonly Step[],
  other: readonly Step[],
): ReadonlySet<string> | null {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length === long.length) return null;
  return new Set(long.slice(short.length).flatMap((step) => Object.keys(step)));
}

/** Where closing leads: to an entry, as the number of steps that led to it, and what is still open that was not there. */
export interface Return {
  to: number;
  remains: Step;
}

/**
 * Back over the steps that opened what is closed, to where its texts are the ones of now. What was opened on the way must still
 * be open, or going back would lose it.
 *
 * @param steps that led here
 * @param closed the texts that closing changed, as they were before
 * @param now what the page says after closing
 * @returns null where no step leads there: a link had opened it, or something else has been opened and closed since
 */
export function returnFrom(steps: readonly Step[], closed: Step, now: Texts): Return | null {
  const letters = Object.keys(closed);
  let there: Texts = { ...now, ...closed };
  const others = new Set<string>();
  for (let to = steps.length - 1; to >= 0; to--) {
    const step = steps[to];
    if (!letters.some((letter) => letter in step))
      Object.keys(step).forEach((letter) => others.add(letter));
    there = { ...there, ...step };
    if (!letters.every((letter) => there[letter] === now[letter])) continue;
    const remains = changed(there, now);
    return [...others].every((letter) => letter in remains) ? { to, remains } : null;
  }
  return null;
}

/** Whether the last step opened some of what is closed. */
export const isOfLast = (steps: readonly Step[], closed: Step): boolean =>
  Object.keys(closed).some((letter) => letter in (steps.at(-1) ?? {}));
