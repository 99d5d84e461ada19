import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  featurePlace,
  GROUPS,
  joined,
  manualFeatures,
  type FeatureSettings,
} from './manualFeatures';

interface Case {
  name: string;
  pixels: string;
  features: string;
}

const path = fileURLToPath(
  new URL('../../../../tests/parity/manual/features.json', import.meta.url),
);
const text = JSON.parse(readFileSync(path, 'utf8'));
const settings: FeatureSettings = text.settings;
const cases: Case[] = text.cases;

const bytes = (encoded: string) => new Uint8Array(Buffer.from(encoded, 'base64'));
const numbers = (encoded: string) => new Float32Array(bytes(encoded).buffer);
const find = (name: string) => cases.find((one) => one.name === name)!;

describe('manual features, on the cases that scikit-image and Python wrote', () => {
  it('has cases, the blank picture among them', () => {
    expect(cases.length).toBeGreaterThan(20);
    expect(numbers(find('blank').features).every((value) => value === 0)).toBe(true);
  });

  it.each(cases.map((one) => [one.name, one] as const))('%s, within 1e-5', (_, one) => {
    const { groups } = manualFeatures(bytes(one.pixels), settings);
    const made = joined(groups, GROUPS);
    const wanted = numbers(one.features);
    expect(made.length).toBe(wanted.length);
    let worst = 0;
    for (let i = 0; i < wanted.length; i++) worst = Math.max(worst, Math.abs(made[i] - wanted[i]));
    expect(worst).toBeLessThanOrEqual(1e-5);
  });

  it('has as many numbers in each group as Python', () => {
    const { groups } = manualFeatures(bytes(find('ring').pixels), settings);
    const sizes = Object.fromEntries(GROUPS.map((group) => [group, groups[group].length]));
    expect(sizes).toEqual(text.sizes);
  });
});

describe('what a feature is of', () => {
  const { side } = settings;

  /** A picture of nothing but one bright pixel inside a cell changes only what lies on that cell and its neighbours. */
  it('is where the picture changed', () => {
    const [row, column] = [13, 18];
    const dot = new Uint8Array(side * side);
    dot[row * side + column] = 255;
    const blank = manualFeatures(new Uint8Array(side * side), settings).groups;
    const { groups } = manualFeatures(dot, settings);
    for (const group of GROUPS) {
      const changed = [...groups[group].keys()].filter((i) => groups[group][i] !== blank[group][i]);
      expect(changed.length).toBeGreaterThan(0);
      for (const index of changed) {
        const place = featurePlace(group, index, settings);
        if (place.group === 'profiles')
          expect(place.index).toBe(place.profile.startsWith('row') ? row : column);
        else {
          // Central differences reach one pixel further.
          expect(Math.abs(place.row - row / settings.cell)).toBeLessThan(1.5);
          expect(Math.abs(place.column - column / settings.cell)).toBeLessThan(1.5);
        }
      }
    }
  });

  it('tells all of them apart', () => {
    for (const group of GROUPS) {
      const places = Array.from({ length: text.sizes[group] }, (_, index) =>
        JSON.stringify(featurePlace(group, index, settings)),
      );
      expect(new Set(places).size).toBe(places.length);
    }
  });

  it('names the direction in which brightness changes', () => {
    // Rows alike, columns ever brighter: the gradient points to the right, 0°.
    const ramp = Uint8Array.from({ length: side * side }, (_, i) => (i % side) * 9);
    const { groups } = manualFeatures(ramp, settings);
    const directions = [...groups.hog.keys()]
      .filter((i) => groups.hog[i] > 0)
      .map((i) => featurePlace('hog', i, settings))
      .map((place) => (place.group === 'hog' ? place.orientation : null));
    expect(new Set(directions)).toEqual(new Set([0]));
  });

  it('counts strokes where they begin', () => {
    const ring = manualFeatures(bytes(find('ring').pixels), settings).groups.profiles;
    // A ring is crossed twice in the middle, once at its very top, nowhere above it.
    expect([ring[2 * side + 13], ring[3 * side + 13]]).toEqual([2, 2]);
    expect([ring[2 * side + 4], ring[2 * side]]).toEqual([1, 0]);
  });
});
