/** What the running camera's pictures are read as, on the shipped network. */
import { expect, it } from 'vitest';
import { glance } from './glance';
import { loadedHost } from './testHost';

const [WIDTH, HEIGHT] = [200, 160];

/** A picture of one grey, with rectangles of others: [left, top, right, bottom, grey]. */
function picture(ground: number, ...parts: [number, number, number, number, number][]) {
  const rgba = new Uint8ClampedArray(4 * WIDTH * HEIGHT).fill(255);
  for (const [left, top, right, bottom, grey] of [[0, 0, WIDTH, HEIGHT, ground], ...parts])
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++)
        rgba.fill(grey, 4 * (row * WIDTH + column), 4 * (row * WIDTH + column) + 3);
  return { rgba, width: WIDTH, height: HEIGHT };
}

it('reads what is on the sheet, and says where the sheet is', async () => {
  const { client } = (await loadedHost()).detector!;
  const seen = await glance(
    client,
    picture(90, [30, 20, 170, 140, 240], [70, 45, 78, 110, 20], [120, 45, 128, 110, 20]),
  );
  expect(seen.text).toBe('1\u00a01');
  const around = [
    [30, 20],
    [170, 20],
    [170, 140],
    [30, 140],
  ];
  seen.corners!.forEach(({ x, y }, i) => {
    expect(Math.abs(x * WIDTH - around[i][0])).toBeLessThan(6);
    expect(Math.abs(y * HEIGHT - around[i][1])).toBeLessThan(6);
  });
});

it('finds no sheet where the picture is all sheet, and nothing where it is empty', async () => {
  const { client } = (await loadedHost()).detector!;
  expect(await glance(client, picture(240, [96, 40, 104, 120, 20]))).toEqual({
    text: '1',
    corners: null,
  });
  expect(await glance(client, picture(240))).toEqual({ text: '', corners: null });
});
