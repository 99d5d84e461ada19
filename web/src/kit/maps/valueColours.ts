/** Colours of single cells, from the same scales as the pictures, and the text colour that can be read on them. */
import type { Scale } from '../theme';

export type Paint = 'pixel' | 'activation' | 'diverging';

/** What decides how a network's numbers are painted. */
export interface PaintedNetwork {
  readonly input: { readonly name: string };
  isSigned(layer: string): boolean;
}

/** What a layer's numbers, or the picture's, are painted with. */
export function paintOf(data: PaintedNetwork, name: string): Paint {
  if (name === data.input.name) return 'pixel';
  return data.isSigned(name) ? 'diverging' : 'activation';
}

/** Where a value lies on its scale, 0–1; signed values have zero in the middle. */
export function shareOf(value: number, most: number, paint: Paint): number {
  const share = most > 0 ? value / most : 0;
  return Math.min(1, Math.max(0, paint === 'diverging' ? (share + 1) / 2 : share));
}

const wordAt = (scale: Scale, share: number) => scale[Math.round(share * (scale.length - 1))];

export function colourAt(scale: Scale, share: number): string {
  const word = wordAt(scale, share);
  return `rgb(${word & 255} ${(word >> 8) & 255} ${(word >> 16) & 255})`;
}

/** Black or white, whichever has more contrast (WCAG 2.2, relative luminance). */
export function textAt(scale: Scale, share: number): string {
  const word = wordAt(scale, share);
  const [red, green, blue] = [word, word >> 8, word >> 16].map((byte) => {
    const level = (byte & 255) / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Where black and white have the same contrast: (L + 0.05)² = 1.05 · 0.05.
  return luminance > Math.sqrt(1.05 * 0.05) - 0.05 ? '#000' : '#fff';
}
