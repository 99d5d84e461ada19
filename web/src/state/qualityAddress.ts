/** What the view of the network's quality shows, as a short text in the address: "all", "l4r9.2130", "known". */
import type { Mistake } from './evaluation';

/** Which mistakes are listed, and which of them is open. */
export interface QualityView {
  /** Only those with this label; null for any. */
  label: number | null;
  /** Only those that are read as this; null for any. */
  readAs: number | null;
  /** Only those whose label is known to be wrong. */
  isKnown: boolean;
  /** Of the open one among the test images; null for the first of the list. */
  index: number | null;
}

export const ALL: QualityView = { label: null, readAs: null, isKnown: false, index: null };

export function encodeQuality({ label, readAs, isKnown, index }: QualityView): string {
  const cell = `${label === null ? '' : `l${label}`}${readAs === null ? '' : `r${readAs}`}`;
  const list = isKnown ? 'known' : cell || 'all';
  return index === null ? list : `${list}.${index}`;
}

/** Null where the view is closed; whatever can't be read lists every mistake. */
export function decodeQuality(text: string | null): QualityView | null {
  if (!text) return null;
  const [list, at = ''] = text.split('.');
  const index = /^\d{1,5}$/.test(at) ? Number(at) : null;
  if (list === 'known') return { ...ALL, isKnown: true, index };
  const [, label, readAs] = /^(?:l(\d))?(?:r(\d))?$/.exec(list) ?? [];
  const digit = (found: string | undefined) => (found === undefined ? null : Number(found));
  return { ...ALL, label: digit(label), readAs: digit(readAs), index };
}

/** The mistakes of the list, the surest first. */
export function listed(
  mistakes: readonly Mistake[],
  { label, readAs, isKnown }: QualityView,
): Mistake[] {
  return mistakes
    .filter(
      (mistake) =>
        (label === null || mistake.label === label) &&
        (readAs === null || mistake.read_as === readAs) &&
        (!isKnown || mistake.known_label_error),
    )
    .sort((a, b) => b.percentage - a.percentage || a.index - b.index);
}
