import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLANES, SPACES, splitColour } from '../../core/colour';
import { colourSteps, type ColourStep } from './colourSteps';

/** The formula as shown, worked out by JavaScript. */
function workOut({ tokens, level }: ColourStep): number {
  if (tokens.length === 0) return level;
  const text = tokens
    .map((token) => (typeof token === 'string' ? token : token.value.toFixed(token.digits)))
    .join('')
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('−', '-')
    .replaceAll(';', ',')
    .replaceAll('max', 'Math.max');
  return new Function(`return ${text}`)() as number;
}

const level = fc.integer({ min: 0, max: 255 });
const colour = fc.tuple(level, level, level);

describe.each(SPACES)('the arithmetic of %s', (space) => {
  it('gives, worked out as it is written, the level that is stored', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom(0, 0.25, 0.5, 1), (given, black) => {
        const steps = colourSteps(given, space, black);
        expect(steps.map(({ plane }) => plane)).toEqual(PLANES[space].map(({ name }) => name));
        const levels = splitColour(given, space, black);
        steps.forEach((step, i) => {
          expect(step.level).toBe(levels[i]);
          expect(workOut(step)).toBeCloseTo(step.exact, 6);
          expect(Math.abs(step.exact - step.level)).toBeLessThanOrEqual(0.5 + 1e-9);
        });
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

it('says a hue in degrees and a saturation as a share', () => {
  const [hue, saturation, value] = colourSteps([255, 128, 0], 'hsv');
  expect(hue.said!.value).toBeCloseTo(30.12, 2);
  expect(saturation.said).toEqual({ value: 1, unit: 'share' });
  expect(value.said).toEqual({ value: 1, unit: 'share' });
});
