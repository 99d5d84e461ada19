/** How this view writes shares: finer than the page's one decimal, since networks differ in the second. */
import { i18n } from '../../kit/i18n/i18n.svelte';
import { qualityWords } from './words';

/** 0.9954 → "99.54%". */
export const exact = (share: number) => `${i18n.number(100 * share, 2)}%`;

/** 0.0022 → "0.22 pp": a difference of shares. */
export const points = (share: number) => qualityWords().points(i18n.number(100 * share, 2));

/** A corruption, curve or data set by its name in the record, in words where there are any. */
export const nameOf = (names: Record<string, string>, name: string) =>
  names[name] ?? name.replaceAll('_', ' ');
