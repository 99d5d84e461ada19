/** What the figure of a group of features is given. */
import type { Place } from '../../core/place';
import type { FeatureSettings } from './manualFeatures';

export interface FigureProps {
  /** Grey levels of the drawing; null before there are any. */
  pixels: Uint8Array | null;
  /** What was measured, or what it says, in the order of the group; null before there is any. */
  values: Float64Array | null;
  /** Whether the values are for (above zero) and against. */
  isSigned: boolean;
  settings: FeatureSettings;
  label: string;
  place: Place;
  onplace: (place: Place) => void;
}
