/** What the view of the network's quality shows, as a short text in the address: "all", "l4r9.2130", "known". */
import type { Evaluation, Mistake } from '../../kit/measured/evaluation';

/** Which mistakes are listed, and which of them is open. */
export interface QualityView {
  /** Only those with this label; null for any. */
  label: number | null;
  /** Only those that are read as this; null for any. */
  readAs: number | null;
  /** Only those whose label is known to be wrong. */
  isKnown: boolean;
  /** The open one's index among the test images; null for the first of the list. */
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

/**
 * The images of the list, the surest answers first: mistakes, or whatever label is known to be wrong, also where the
 * network reads it as the label says.
 */
export function listed(
  { mistaken, label_errors }: Pick<Evaluation['test'], 'mistaken' | 'label_errors'>,
  { label, readAs, isKnown }: QualityView,
): Mistake[] {
  const chosen = isKnown
    ? knownErrors({ mistaken, label_errors })
    : mistaken.filter(
        (mistake) =>
          (label === null || mistake.label === label) &&
          (readAs === null || mistake.read_as === readAs),
      );
  return [...chosen].sort((a, b) => b.percentage - a.percentage || a.index - b.index);
}

/** All that the record knows; an older one knows those among the mistakes. */
export const knownErrors = ({
  mistaken,
  label_errors,
}: Pick<Evaluation['test'], 'mistaken' | 'label_errors'>): readonly Mistake[] =>
  label_errors.images.length > 0
    ? label_errors.images
    : mistaken.filter(({ known_label_error }) => known_label_error);
