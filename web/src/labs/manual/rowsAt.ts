/** The numbers at one place of the drawing: its HOG cell's directions, its zone, its row, its column. */
import type { FeatureSettings, Group, ManualFeatures } from './manualFeatures';
import type { Said } from './manualScore';
import { PROFILES, type Profile } from './profiles';
import { i18n, VALUE_DIGITS } from '../../kit/i18n/i18n.svelte';
import type { manual } from './words.pt-BR';
import type { Place } from '../../core/place';

export interface PlaceRow {
  key: string;
  name: string;
  group: Group;
  /** Null before there is any. */
  measured: number | null;
  saying: number | null;
  /** Decimals of what was measured: none where strokes are counted. */
  digits: number;
}

const HALF_TURN = 180;

/** The middle of a bin, in degrees: the direction in which brightness changes. */
export const degreesOf = (orientation: number, { orientations }: FeatureSettings): string =>
  `${i18n.number(((orientation + 0.5) * HALF_TURN) / orientations)}°`;

const isRow = (profile: Profile) => profile.startsWith('row');
const isCount = (profile: Profile) => profile.endsWith('Strokes');

export function rowsAt(
  place: Place,
  features: ManualFeatures | null,
  said: Said | null,
  settings: FeatureSettings,
  words: typeof manual,
): PlaceRow[] {
  const { side, cell, zone, orientations } = settings;
  const at = (size: number) =>
    Math.floor(place.row / size) * Math.floor(side / size) + Math.floor(place.column / size);
  const directions = Array.from({ length: orientations }, (_, orientation): PlaceRow => {
    const index = at(cell) * orientations + orientation;
    return {
      key: `hog-${orientation}`,
      name: words.edge(degreesOf(orientation, settings)),
      group: 'hog',
      measured: features && features.histograms[index],
      saying: said && said.hog[index],
      digits: VALUE_DIGITS,
    };
  });
  const profiles = PROFILES.map((profile, i): PlaceRow => {
    const index = i * side + (isRow(profile) ? place.row : place.column);
    return {
      key: profile,
      name: words.profiles[profile],
      group: 'profiles',
      measured: features && features.groups.profiles[index],
      saying: said && said.profiles[index],
      digits: isCount(profile) ? 0 : VALUE_DIGITS,
    };
  });
  const inZone: PlaceRow = {
    key: 'zone',
    name: words.zone,
    group: 'zoning',
    measured: features && features.groups.zoning[at(zone)],
    saying: said && said.zoning[at(zone)],
    digits: VALUE_DIGITS,
  };
  return [...directions, inZone, ...profiles];
}
