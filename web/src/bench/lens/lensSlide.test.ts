/** The timeline's positions are the lens's places, row by row. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Lens } from './lens.svelte';
import { Slide } from '../../kit/timeline/slide.svelte';

describe('the slide', () => {
  const shape = [32, 26, 20];
  let lens: Lens;
  let slide: Slide;
  beforeEach(() => {
    lens = new Lens();
    lens.setShapes(() => shape);
    slide = new Slide(lens, () => shape);
    lens.open({ layer: 'conv1_relu', channel: 7, row: 9, column: 16 });
  });

  it('counts all positions and knows where it is', () => {
    expect(slide.count).toBe(520);
    expect(slide.index).toBe(196);
  });

  it('steps forward over the end of a row, and back', () => {
    slide.seek(199);
    slide.step(1);
    expect(lens.unit).toMatchObject({ channel: 7, row: 10, column: 0 });
    slide.step(-1);
    expect(lens.unit).toMatchObject({ channel: 7, row: 9, column: 19 });
  });

  it('stops at both ends', () => {
    slide.seek(-5);
    expect(slide.index).toBe(0);
    slide.seek(9999);
    expect(slide.index).toBe(519);
  });

  it('a vector is one position', () => {
    const vector = new Slide(lens, () => [10]);
    expect(vector.count).toBe(1);
  });
});
