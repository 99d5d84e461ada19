import { describe, expect, it } from 'vitest';
import { SPACES } from '../../core/colour';
import { Colours, type GivenPicture } from './colours.svelte';

const picture: GivenPicture = {
  rgb: Uint8ClampedArray.from([255, 0, 0, 0, 255, 0, 10, 20, 30, 255, 255, 255]),
  width: 2,
  height: 2,
  name: null,
  fullWidth: 2,
  fullHeight: 2,
};

function lab(text: string | null = null): Colours {
  const colours = new Colours();
  colours.show(picture);
  colours.go(text);
  return colours;
}

describe('the address of the colour laboratory', () => {
  it('is empty at the start', () => expect(lab().text).toBeNull());

  it.each([
    'cmyk-1101-60-grey-pillow-1.0',
    'hsv-011-0',
    'ycbcr-100-100-1.1',
    'grey-1-35-grey',
    'rgb-110-100',
  ])('%s comes back', (text) => expect(lab(text).text).toBe(text));

  it.each(['', 'lab-111-100', 'rgb-11-100', 'rgb-111-1000', 'rgb-111--3', 'rgb-111-100-a.b'])(
    '%j opens the default',
    (text) => expect(lab(text).text).toBeNull(),
  );

  it('of a pixel outside shows the nearest one', () =>
    expect(lab('rgb-111-100-900.900').pixel).toEqual({ x: 1, y: 1 }));
});

describe('planes', () => {
  it('make the picture again where all are on, and say what rounding cost', () => {
    for (const space of SPACES.filter((name) => name !== 'grey')) {
      const colours = lab();
      colours.setSpace(space);
      expect(colours.loss).toBeLessThanOrEqual(3);
      colours.toggle(0);
      expect(colours.loss).toBeNull();
    }
  });

  it('are switched by number, and no other number does anything', () => {
    const colours = lab();
    colours.toggle(1);
    expect(colours.isOn).toEqual([true, false, true]);
    colours.toggle(3);
    expect(colours.isOn).toEqual([true, false, true]);
    expect(Array.from(colours.merged!.rgb.subarray(3, 6))).toEqual([0, 0, 0]);
  });

  it('are all on in a new space', () => {
    const colours = lab('rgb-000-100');
    colours.setSpace('cmyk');
    expect(colours.isOn).toEqual([true, true, true, true]);
  });

  it('stay within the stage', () => {
    const colours = lab();
    colours.setSpread(7);
    expect(colours.spread).toBe(1);
    colours.setSpread(-7);
    expect(colours.spread).toBe(0);
  });
});

it('a pixel moves from the middle, and stops at the edges', () => {
  const colours = lab();
  colours.move(-1, 0);
  expect(colours.pixel).toEqual({ x: 0, y: 1 });
  colours.move(-1, 5);
  expect(colours.pixel).toEqual({ x: 0, y: 1 });
});
