import { describe, expect, it } from 'vitest';
import { boundsOfEach, inkOfEach, labelComponents } from './components';

/** Ink from a sketch: # is drawn. */
function sketch(...rows: string[]) {
  const data = Float64Array.from([...rows.join('')].map((mark) => (mark === '#' ? 1 : 0)));
  return { data, width: rows[0].length, height: rows.length };
}

describe('labelComponents', () => {
  it('joins corners, and branches that meet further down', () => {
    const { labels, count } = labelComponents(sketch('#.#..#', '#.#.#.', '.#....', '.....#'), 0.5);
    expect(count).toBe(3);
    expect([...labels]).toEqual([
      ...[1, 0, 1, 0, 0, 2],
      ...[1, 0, 1, 0, 2, 0],
      ...[0, 1, 0, 0, 0, 0],
      ...[0, 0, 0, 0, 0, 3],
    ]);
  });

  it('does not join the end of a row with the beginning of the next', () => {
    expect(labelComponents(sketch('..#', '#..', '..#'), 0.5).count).toBe(3);
  });

  it('agrees with a flood fill on random ink', () => {
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let trial = 0; trial < 40; trial++) {
      const [width, height] = [1 + Math.floor(random() * 20), 1 + Math.floor(random() * 20)];
      const ink = { data: Float64Array.from({ length: width * height }, random), width, height };
      const found = labelComponents(ink, 0.55);
      expect(found).toEqual(flood(ink.data, width, height, 0.55));
    }
  });
});

function flood(data: Float64Array, width: number, height: number, threshold: number) {
  const labels = new Int32Array(width * height);
  let count = 0;
  const spread = (row: number, column: number): void => {
    const at = row * width + column;
    if (row < 0 || row >= height || column < 0 || column >= width) return;
    if (labels[at] > 0 || data[at] <= threshold) return;
    labels[at] = count;
    for (const down of [-1, 0, 1])
      for (const across of [-1, 0, 1]) spread(row + down, column + across);
  };
  data.forEach((value, at) => {
    if (value <= threshold || labels[at] > 0) return;
    count++;
    spread(Math.floor(at / width), at % width);
  });
  return { labels, count };
}

describe('boundsOfEach', () => {
  it('holds each component', () => {
    const ink = sketch('#..', '#..', '..#');
    expect(boundsOfEach(labelComponents(ink, 0.5), ink).slice(1)).toEqual([
      { top: 0, bottom: 2, left: 0, right: 1 },
      { top: 2, bottom: 3, left: 2, right: 3 },
    ]);
    expect([...inkOfEach(labelComponents(ink, 0.5), ink)]).toEqual([0, 2, 1]);
  });
});
