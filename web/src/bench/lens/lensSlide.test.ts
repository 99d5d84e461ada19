/** The timeline's positions are the lens's places, row by row. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Lens } from './lens.svelte';
import { placesAlong, Slide } from '../../kit/timeline/slide.svelte';

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

describe('playing', () => {
  let index = 0;
  let isThere = true;
  /** As fast as the frames come. */
  const FAST = 1000;
  const along = (count: number) =>
    new Slide(
      placesAlong(
        'places',
        () => (isThere ? index : null),
        (to) => (index = to),
      ),
      () => [1, 1, count],
      [1, FAST, Infinity],
    );
  beforeEach(() => {
    [index, isThere] = [0, true];
  });

  it('goes on to the end and stops there; again begins at the first place', async () => {
    const places = along(100);
    places.play();
    expect(places.isPlaying).toBe(true);
    await vi.waitFor(() => expect(places.isPlaying).toBe(false));
    expect(index).toBe(99);
    places.play();
    expect(index).toBe(0);
    places.pause();
  });

  it('waits while a pointer rests on it, and is paused and taken up again', async () => {
    const places = along(100_000);
    places.hold(true);
    places.toggle();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([places.isPlaying, index]).toEqual([true, 0]);
    places.hold(false);
    await vi.waitFor(() => expect(index).toBeGreaterThan(0));
    places.toggle();
    expect(places.isPlaying).toBe(false);
    const at = index;
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(index).toBe(at);
  });

  it('at the fastest is at the end at once, also on the way there', async () => {
    const places = along(50);
    places.speed = Infinity;
    places.play();
    expect([index, places.isPlaying]).toEqual([49, false]);
    index = 0;
    places.speed = 1;
    places.play();
    places.speed = Infinity;
    await vi.waitFor(() => expect(index).toBe(49));
  });

  it('ends where something else is opened', async () => {
    const places = along(100_000);
    places.play();
    isThere = false;
    await vi.waitFor(() => expect(places.isPlaying).toBe(false));
    places.seek(7);
    expect(places.index).toBe(0);
  });

  it('where motion is unwelcome there is only the end', () => {
    const asked = vi.spyOn(globalThis, 'matchMedia').mockReturnValue({ matches: true } as never);
    along(9).play();
    expect(index).toBe(8);
    asked.mockRestore();
  });
});
