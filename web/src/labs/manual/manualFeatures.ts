/**
 * What people chose to measure in a digit before networks chose for themselves: three groups of numbers, side by side.
 * `src/esmiuca/manual/features.py` computes the same; `tests/parity/manual` holds the cases on which both agree.
 */
import { concatenated } from '../../core/concatenated';
import { blockFeatures, cellHistograms, hogPlace, type HogPlace, type HogSettings } from './hog';
import { PROFILES, profileCounts, zoneInk, type Profile } from './profiles';

export const GROUPS = ['hog', 'zoning', 'profiles'] as const;
export type Group = (typeof GROUPS)[number];

/** As the classifiers' manifest holds them. */
export interface FeatureSettings extends HogSettings {
  /** Pixels a side of the picture. */
  side: number;
  /** Pixels a side of a zone. */
  zone: number;
  /** Ink from which on a pixel belongs to a stroke. */
  ink: number;
}

export interface ManualFeatures {
  /** HOG's cells before contrast is evened out, which is what is drawn. [rows, columns, orientations] */
  histograms: Float64Array;
  groups: Record<Group, Float64Array>;
}

const WHITE = 255;

/** @param pixels grey levels, white ink on black */
export function manualFeatures(pixels: Uint8Array, settings: FeatureSettings): ManualFeatures {
  const { side, cell, zone } = settings;
  const ink = Float64Array.from(pixels, (grey) => grey / WHITE);
  const histograms = cellHistograms(ink, side, settings);
  return {
    histograms,
    groups: {
      hog: blockFeatures(histograms, Math.floor(side / cell), settings),
      zoning: zoneInk(ink, side, zone),
      profiles: profileCounts(ink, side, settings.ink),
    },
  };
}

/** The features of these groups in one row, as the classifier reads them. */
export const joined = (
  groups: Record<Group, Float64Array>,
  chosen: readonly Group[],
): Float32Array<ArrayBuffer> => concatenated(chosen.map((group) => groups[group]));

/** What one feature describes. */
export type FeaturePlace =
  | ({ group: 'hog' } & HogPlace)
  | { group: 'zoning'; row: number; column: number }
  | { group: 'profiles'; profile: Profile; index: number };

/** @param index within the group */
export function featurePlace(group: Group, index: number, settings: FeatureSettings): FeaturePlace {
  const { side, cell, zone } = settings;
  switch (group) {
    case 'hog':
      return { group, ...hogPlace(index, Math.floor(side / cell), settings) };
    case 'zoning': {
      const zones = Math.floor(side / zone);
      return { group, row: Math.floor(index / zones), column: index % zones };
    }
    case 'profiles':
      return { group, profile: PROFILES[Math.floor(index / side)], index: index % side };
  }
}
