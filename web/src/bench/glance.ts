/** What a picture shows at a glance, while the camera runs. */
import { cornersOf } from '../core/ink/sheet';
import { ALL_STEPS } from '../core/normalize';
import type { InferenceClient } from '../inference/client';
import type { Picture } from './drawing/drawing.svelte';
import { judgeAll } from './prediction/judgeAll';
import { numberText } from './prediction/numberText';
import { normalizeNumber } from './preprocess/placedDigits';

export interface Glance {
  /** The number as it reads; empty where nothing is written. */
  text: string;
  /** The sheet's corners as shares of the picture, clockwise; null where the picture is all sheet, or none. */
  corners: { x: number; y: number }[] | null;
}

const NOTHING: Glance = { text: '', corners: null };

export async function glance(
  client: Pick<InferenceClient, 'manifest' | 'study'>,
  { rgba, width, height }: Picture,
): Promise<Glance> {
  const { manifest } = client;
  const number = normalizeNumber(rgba, width, height, ALL_STEPS, manifest.preprocessing);
  if (!number || number.digits.length === 0) return NOTHING;
  const pictures = number.digits.map(({ normalized }) => normalized.pixels);
  const predictions = await judgeAll(client, pictures, manifest);
  const digits = pictures.map((pixels, i) => ({
    pixels,
    prediction: predictions[i],
    placed: null,
  }));
  const sheet = number.digits[0].normalized.found?.sheet;
  return {
    text: numberText(digits, manifest.labels, number),
    corners: sheet
      ? cornersOf(sheet).map(({ x, y }) => ({
          x: (x + 0.5) / sheet.width,
          y: (y + 0.5) / sheet.height,
        }))
      : null,
  };
}
