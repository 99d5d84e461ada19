/** A pixel back to its ink, and windows of the network's picture on the drawing. */
import { describe, expect, it } from 'vitest';
import deck from '../../../../artifacts/manifest.json';
import { ALL_STEPS, normalizeInk, type Preprocessing } from '../../core/normalize';
import { onPad, windowOnInk } from './onDrawing';
import { pixelOrigin } from './pixel';
import { cutPlane, onSquare } from './planes';
import type { Plane } from '../../core/tensor';

const constants = deck.preprocessing as Preprocessing;

describe('a pixel of the network', () => {
  /** A slanted bar of uneven ink, off centre. */
  const ink: Plane = { data: new Float64Array(280 * 280), width: 280, height: 280 };
  for (let row = 40; row < 213; row++)
    for (let column = 90; column < 121; column++)
      ink.data[row * 280 + column + (row >> 2)] = 0.35 + ((row * 7 + column * 3) % 60) / 100;
  const normalized = normalizeInk(ink, ALL_STEPS, constants)!;

  it('is its weights × ink, rounded to a grey level, for all 784', () => {
    let [inside, grey] = [0, 0];
    for (let row = 0; row < 28; row++) {
      for (let column = 0; column < 28; column++) {
        const origin = pixelOrigin(normalized, row, column);
        const pixel = normalized.pixels[row * 28 + column];
        if (!origin) {
          expect(pixel).toBe(0);
          continue;
        }
        inside++;
        if (pixel > 0 && pixel < 255) grey++;
        const sum = origin.terms.reduce((total, { amount }) => total + amount, 0);
        expect(Math.abs(sum - origin.sum)).toBeLessThan(1e-9);
        expect(origin.terms.reduce((total, { weight }) => total + weight, 0)).toBeCloseTo(1, 9);
        expect(origin.grey).toBe(pixel);
        expect(Math.floor(origin.sum * 255 + 0.5)).toBe(pixel);
      }
    }
    expect(inside).toBe(normalized.box.width * normalized.box.height);
    expect(grey).toBeGreaterThan(20);
  });

  it('lies on the drawing where its ink is', () => {
    const { crop, box, offset } = normalized;
    // Drawn near the top, the first rows of the network's picture lie above the pad.
    const top = { ...normalized, crop: { ...crop, y: 0 } };
    const first = { top: 0, bottom: 0, left: offset.x, right: offset.x };
    expect(windowOnInk(top, first)).toBeNull();
    const exact = {
      top: offset.y,
      bottom: offset.y + box.height - 1,
      left: offset.x,
      right: offset.x + box.width - 1,
    };
    const found = windowOnInk(normalized, exact)!;
    expect(found.x).toBeCloseTo(crop.x, 9);
    expect(found.y).toBeCloseTo(crop.y, 9);
    expect(found.width).toBeCloseTo(crop.width, 9);
    expect(found.height).toBeCloseTo(crop.height, 9);
  });

  it('a wide picture stands in the middle of the pad', () => {
    const place = onPad({ x: 0, y: 0, width: 50, height: 50 }, { width: 100, height: 50 });
    expect(place).toEqual({ x: 0, y: 0.25, width: 0.5, height: 0.5 });
  });

  it('is found again in the crop, in the box and on the canvas', () => {
    const { crop, box, offset, pixels } = normalized;
    const cut = cutPlane(ink, crop);
    expect([cut.width, cut.height]).toEqual([crop.width, crop.height]);
    expect(cut.data[5 * crop.width + 7]).toBeCloseTo(ink.data[(crop.y + 5) * 280 + crop.x + 7], 6);
    const canvas = onSquare(box, 28, offset);
    canvas.data.forEach((value, i) =>
      expect(Math.abs(255 * value - pixels[i])).toBeLessThan(0.501),
    );
  });
});
