import { describe, expect, it } from 'vitest';
import { PLANES, SPACES } from './colour';
import {
  colourAt,
  largestDifference,
  mergePicture,
  onWhite,
  planeAlone,
  planeAsGrey,
  splitPicture,
} from './colourPlanes';

const rgba = [255, 128, 64, 255, 0, 0, 0, 0, 10, 200, 30, 255, 0, 0, 0, 128];
const picture = onWhite(rgba, 2, 2);

describe('pictures', () => {
  it('lie on white where they are transparent', () => {
    expect(colourAt(picture, 1, 0)).toEqual([255, 255, 255]);
    expect(colourAt(picture, 1, 1)).toEqual([127, 127, 127]);
  });

  it('have one plane for each name', () => {
    for (const space of SPACES)
      expect(splitPicture(picture, space).levels.map(({ length }) => length)).toEqual(
        PLANES[space].map(() => 4),
      );
  });

  it.each([
    ['rgb', 0],
    ['cmyk', 0],
    ['ycbcr', 1],
    ['hsv', 3],
  ] as const)('come back from %s with at most %i levels of difference', (space, most) => {
    const planes = splitPicture(picture, space);
    const back = mergePicture(
      planes,
      planes.levels.map(() => true),
    );
    expect(largestDifference(back, picture)).toBeLessThanOrEqual(most);
  });

  it('lose what is switched off', () => {
    const noGreen = mergePicture(splitPicture(picture, 'rgb'), [true, false, true]);
    expect(colourAt(noGreen, 0, 0)).toEqual([255, 0, 64]);
    // Without saturation what is left is the largest of the three.
    const noSaturation = mergePicture(splitPicture(picture, 'hsv'), [true, false, true]);
    expect(colourAt(noSaturation, 0, 1)).toEqual([200, 200, 200]);
    // Without its two chroma planes, a picture is its luma.
    const noChroma = mergePicture(splitPicture(picture, 'ycbcr'), [true, false, false]);
    expect(colourAt(noChroma, 0, 0)).toEqual([159, 159, 159]);
    // No ink at all: paper.
    const paper = mergePicture(splitPicture(picture, 'cmyk', 1), [false, false, false, false]);
    expect(colourAt(paper, 0, 1)).toEqual([255, 255, 255]);
  });

  it('show one plane in its colour, and as its numbers', () => {
    const planes = splitPicture(picture, 'cmyk');
    expect(colourAt(planeAlone(planes, 0), 0, 1)).toEqual([10, 255, 255]);
    expect(colourAt(planeAsGrey(planes, 0), 0, 1)).toEqual([245, 245, 245]);
    // A hue is seen at full saturation and light: orange's, here.
    expect(colourAt(planeAlone(splitPicture(picture, 'hsv'), 0), 0, 0)).toEqual([255, 84, 0]);
  });
});
