/** How a change of the picture is written: 3 px, −30°, × 0.85, 40%. */
import { i18n } from '../../kit/i18n/i18n.svelte';
import type { CurveName, Setting } from './variationSettings';
import { versusWords } from './words';

const PERCENT = 100;

/** The slider on which a curve's values lie. */
const SLIDER_OF: Record<CurveName, Setting> = {
  shifted: 'right',
  rotated: 'rotation',
  scaled: 'scale',
  thickened: 'thickness',
  noisy: 'noise',
};

/** As many decimals as it takes, at most two. */
function plain(value: number): string {
  const digits = [0, 1].find((digits) => Math.abs(value - Number(value.toFixed(digits))) < 1e-6);
  return i18n.number(value, digits ?? 2);
}

export const settingText = (setting: Setting, value: number): string =>
  versusWords().values[setting](plain(setting === 'noise' ? PERCENT * value : value));

/** A value of a curve, without its unit: the axis says it. */
export const tickText = (curve: CurveName, value: number): string =>
  plain(curve === 'noisy' ? PERCENT * value : value);

export const curveText = (curve: CurveName, value: number): string =>
  settingText(SLIDER_OF[curve], value);
