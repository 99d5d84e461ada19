/** Digits as a person's pen might draw them: strokes of points in a unit square, y downwards. */

export type Point = readonly [x: number, y: number];
export type Strokes = readonly (readonly Point[])[];

/** `count` points of an ellipse's arc; angles in turns, 0 at the right, growing clockwise. */
function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number, count = 24) {
  return Array.from({ length: count }, (_, i): Point => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / (count - 1));
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
  });
}

export const DIGITS: Readonly<Record<number, Strokes>> = {
  0: [arc(0.5, 0.5, 0.24, 0.36, -0.25, 0.77, 40)],
  1: [
    [
      [0.5, 0.14],
      [0.5, 0.86],
    ],
  ],
  2: [[...arc(0.5, 0.32, 0.22, 0.18, -0.5, 0.08), [0.28, 0.84], [0.76, 0.84]]],
  3: [[...arc(0.46, 0.32, 0.22, 0.17, -0.42, 0.25), ...arc(0.46, 0.67, 0.25, 0.18, -0.25, 0.42)]],
  4: [
    [
      [0.4, 0.14],
      [0.24, 0.54],
      [0.78, 0.54],
    ],
    [
      [0.62, 0.2],
      [0.6, 0.86],
    ],
  ],
  7: [
    [
      [0.24, 0.18],
      [0.74, 0.18],
      [0.44, 0.86],
    ],
  ],
};
