/** A feature's place, in words and as a place of the drawing. */
import type { FeaturePlace, FeatureSettings } from './manualFeatures';
import { i18n } from '../../kit/i18n/i18n.svelte';
import type { manual } from './words.pt-BR';
import type { Place } from '../../core/place';
import { degreesOf } from './rowsAt';

export function wordsOfFeature(
  feature: FeaturePlace,
  settings: FeatureSettings,
  words: typeof manual,
): string {
  const at = (row: number, column: number) => words.at(i18n.number(row), i18n.number(column));
  switch (feature.group) {
    case 'hog':
      return words.hogFeature(
        degreesOf(feature.orientation, settings),
        at(feature.row, feature.column),
        at(feature.blockRow, feature.blockColumn),
      );
    case 'zoning':
      return words.zoneFeature(at(feature.row, feature.column));
    case 'profiles':
      return words.profileFeatures[feature.profile](i18n.number(feature.index));
  }
}

/** The middle of its cell or zone; a row or column as it crosses where one looks. */
export function placeOfFeature(
  feature: FeaturePlace,
  { cell, zone }: FeatureSettings,
  place: Place,
): Place {
  const middle = (index: number, size: number) => index * size + Math.floor(size / 2);
  if (feature.group === 'profiles')
    return feature.profile.startsWith('row')
      ? { ...place, row: feature.index }
      : { ...place, column: feature.index };
  const size = feature.group === 'hog' ? cell : zone;
  return { row: middle(feature.row, size), column: middle(feature.column, size) };
}
