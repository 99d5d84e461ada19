/** Pixels on the way to other places, the brighter ones on top. */
import { scales, type Theme } from '../../kit/theme';

const SIDE = 28;
/** Points a pixel of the picture. */
const CELL = 12;

/** Slow at both ends. */
const eased = (share: number) => share * share * (3 - 2 * share);

/** Pixels start one after another, from the top: this share of the flight passes until the last one starts. */
const SPREAD = 0.45;

/**
 * @param permutation place i gets the pixel permutation[i]; null leaves all at home
 * @param progress 0: every pixel at home; 1: all at their new places
 */
export function paintFlight(
  canvas: HTMLCanvasElement,
  pixels: Uint8Array,
  permutation: readonly number[] | null,
  progress: number,
  theme: Theme,
): void {
  const size = SIDE * CELL;
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const context = canvas.getContext('2d')!;
  const colours = scales(theme).pixel;
  context.fillStyle = css(colours[0]);
  context.fillRect(0, 0, size, size);
  const goals = Uint16Array.from(pixels.keys());
  permutation?.forEach((from, to) => (goals[from] = to));
  const order = [...pixels.keys()].sort((one, other) => pixels[one] - pixels[other]);
  for (const from of order) {
    if (pixels[from] === 0) continue;
    const to = goals[from];
    const delay = (SPREAD * Math.floor(from / SIDE)) / SIDE;
    const share = eased(Math.min(1, Math.max(0, (progress - delay) / (1 - SPREAD))));
    const x = (from % SIDE) * (1 - share) + (to % SIDE) * share;
    const y = Math.floor(from / SIDE) * (1 - share) + Math.floor(to / SIDE) * share;
    context.fillStyle = css(colours[pixels[from]]);
    context.fillRect(Math.round(x * CELL), Math.round(y * CELL), CELL, CELL);
  }
}

/** One word of a scale (R, G, B, A from its lowest byte) as a colour. */
const css = (word: number) => `rgb(${word & 255} ${(word >> 8) & 255} ${(word >> 16) & 255})`;
