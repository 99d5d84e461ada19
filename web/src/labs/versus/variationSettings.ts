/** What can be done to a picture, by sliders and presets, and as a text for the address. */
import { STILL, type Variation } from './variations';

export type Setting = keyof Variation;

export const SETTINGS: Record<Setting, { least: number; most: number; step: number }> = {
  right: { least: -8, most: 8, step: 1 },
  down: { least: -8, most: 8, step: 1 },
  rotation: { least: -60, most: 60, step: 5 },
  scale: { least: 0.5, most: 1.5, step: 0.05 },
  thickness: { least: -2, most: 4, step: 0.5 },
  noise: { least: 0, most: 0.8, step: 0.05 },
};
export const SETTING_NAMES = Object.keys(SETTINGS) as Setting[];

export const PRESETS = {
  moved: { right: 3 },
  turned: { rotation: 30 },
  smaller: { scale: 0.6 },
  thicker: { thickness: 3 },
  noisy: { noise: 0.4 },
} as const satisfies Record<string, Partial<Variation>>;
export type Preset = keyof typeof PRESETS;
export const PRESET_NAMES = Object.keys(PRESETS) as Preset[];

/** A measured curve, and where on it a variation stands. */
export const CURVES = {
  shifted: ({ right, down }: Variation) => Math.hypot(right, down),
  rotated: ({ rotation }: Variation) => Math.abs(rotation),
  scaled: ({ scale }: Variation) => scale,
  thickened: ({ thickness }: Variation) => thickness,
  noisy: ({ noise }: Variation) => noise,
} as const;
export type CurveName = keyof typeof CURVES;
export const CURVE_NAMES = Object.keys(CURVES) as CurveName[];

/** How many of the curves' variations are at work: a curve is measured with one alone. */
export const atWork = (variation: Variation): CurveName[] =>
  CURVE_NAMES.filter((name) => CURVES[name](variation) !== CURVES[name](STILL));

/** The nearest value that the setting's slider can take. */
export function onSlider(setting: Setting, value: number): number {
  const { least, most, step } = SETTINGS[setting];
  const steps = Math.round((Math.min(most, Math.max(least, value)) - least) / step);
  return Number((least + steps * step).toFixed(4));
}

/** Their letters in the address. */
const LETTERS: Record<Setting, string> = {
  right: 'x',
  down: 'y',
  rotation: 'r',
  scale: 'z',
  thickness: 't',
  noise: 'n',
};

/** ["x3", "rm30"]: what differs from the picture as it is; m is a minus. */
export const variationTexts = (variation: Variation): string[] =>
  SETTING_NAMES.filter((setting) => variation[setting] !== STILL[setting]).map(
    (setting) => LETTERS[setting] + String(variation[setting]).replace('-', 'm'),
  );

/** Whatever can't be read is left as it is in the picture. */
export function readVariation(texts: readonly string[]): Variation {
  const read = { ...STILL };
  for (const setting of SETTING_NAMES) {
    for (const text of texts) {
      const match = /^([a-z])(m?\d{1,3}(?:\.\d{1,2})?)$/.exec(text);
      if (match?.[1] === LETTERS[setting])
        read[setting] = onSlider(setting, Number(match[2].replace('m', '-')));
    }
  }
  return read;
}
