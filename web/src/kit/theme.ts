/**
 * Colour scales as look-up tables: 256 entries of RGBA in one 32-bit word, written straight into an ImageData.
 * Stops are those of the look; the interpolation is d3's, in Lab, so that equal steps look equal.
 */
import { rgb } from 'd3-color';
import { interpolateLab, piecewise } from 'd3-interpolate';

export type Theme = 'light' | 'dark';

const SCALE_STEPS = 256;

const PAPER: Record<Theme, string> = { light: '#FFFDF8', dark: '#251D18' };

/** Values ≥ 0. Zero is the card's own colour in both themes. */
const ACTIVATION: Record<Theme, string[]> = {
  light: [PAPER.light, '#F9D9AE', '#EE8B3A', '#A83C12', '#3A1409'],
  dark: [PAPER.dark, '#6B3413', '#C8651F', '#F5AE66', '#FFF1DC'],
};

/** Signed values: negative, zero, positive. */
const DIVERGING: Record<Theme, string[]> = {
  light: ['#1F6F8B', '#A9CBD3', PAPER.light, '#F3B98F', '#D9601A'],
  dark: ['#5CB2CF', '#2F5563', PAPER.dark, '#7A431F', '#F08A43'],
};

const PIXEL = ['#000000', '#FFFFFF'];

export type Scale = Uint32Array;

export interface Scales {
  /** Index 0 is zero, 255 the layer's largest value. */
  activation: Scale;
  /** Index 0 is −limit, 127.5 zero, 255 +limit. */
  diverging: Scale;
  /** Black to white, as the network sees pixels. */
  pixel: Scale;
}

function table(stops: string[]): Scale {
  const colour = piecewise(interpolateLab, stops);
  return Uint32Array.from({ length: SCALE_STEPS }, (_, index) => {
    const { r, g, b } = rgb(colour(index / (SCALE_STEPS - 1)));
    // ImageData's bytes are R, G, B, A; every platform in use is little-endian.
    return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
  });
}

const cache = new Map<Theme, Scales>();

/** The scales of a theme, made once. */
export function scales(theme: Theme): Scales {
  let found = cache.get(theme);
  if (!found) {
    found = {
      activation: table(ACTIVATION[theme]),
      diverging: table(DIVERGING[theme]),
      pixel: table(PIXEL),
    };
    cache.set(theme, found);
  }
  return found;
}
