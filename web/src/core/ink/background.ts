/**
 * What ink lies on: one even level, or paper under an uneven light.
 * The Python side is src/esmiuca/images/background.py, which explains the numbers, line by line.
 */
import type { Preprocessing } from '../preprocessing';
import type { Plane } from '../tensor';
import { labelMask } from './components';
import { withoutEdges } from './edges';
import { above, countOf, type Mask } from './mask';
import { close, localMean, localSum, open } from './morphology';
import { extremes, median, otsuThreshold, strokeStrength } from './threshold';

/** The local mean looks at an eighth of the longer side in each direction. */
const WINDOW_FRACTION = 8;
const PART = 0.25;
const LEAST_BACKGROUND = 0.2;
const GRAIN = 0.012;
const BETWEEN = 0.25;
const ALL_AROUND = 0.95;
const FRAME = 0.35;
const PIECE = 0.005;
const PIECES = 0.3;
const PAPER = 3;
const NEAR_PAPER = 0.01;
const STROKE = 0.5;
const HALVINGS = 3;
const SMALLEST_RADIUS = 4;
const GROWTH = 1.15;
const DARKEST = 0.05;
/** A normal distribution's standard deviation, as a multiple of the median deviation. */
const OF_MEDIAN = 1.4826;

/** The luminance of an even background; null where there is no such thing. */
export function evenLevel(light: Plane, constants: Preprocessing): number | null {
  const [low, high] = extremes(light.data);
  const contrast = high - low;
  const ring = border(light).sort();
  const last = ring.length - 1;
  if (
    ring[Math.floor(0.9 * last)] - ring[Math.floor(0.1 * last)] >
    constants.flat_background * contrast
  )
    return levelOfTwo(light, low, contrast);
  const level = ring[last >> 1];
  let [background, even] = [0, 0];
  for (let i = 0; i < light.data.length; i++) {
    const away = Math.abs(light.data[i] - level);
    if (away <= PART * contrast) background++;
    if (away <= GRAIN * contrast) even++;
  }
  if (background < LEAST_BACKGROUND * light.data.length) return levelOfTwo(light, low, contrast);
  return 2 * even >= background ? level : null;
}

/** Strokes that reach the edges, of a digit cut out tightly: two levels, of which the background is perfectly even. */
function levelOfTwo(light: Plane, low: number, contrast: number): number | null {
  const { data } = light;
  const raised = { ...light, data: Float64Array.from(data, (value) => value - low) };
  const bright = above(raised, otsuThreshold(raised.data, contrast));
  const isBright = (i: number) => bright.data[i] === 1;
  const values = Float64Array.from(data);
  const levels = [
    median(values.filter((_, i) => !isBright(i))),
    median(values.filter((_, i) => isBright(i))),
  ];
  const away = values.map((value, i) => Math.abs(value - levels[bright.data[i]]));
  if (away.filter((value) => value > PART * contrast).length > BETWEEN * away.length) return null;
  // The background is what there is more of, what the edges show, and what a stroke cuts into pieces.
  const dark = { ...bright, data: bright.data.map((value) => 1 - value) };
  const more = Math.sign(pieces(bright) - pieces(dark));
  const ring = border({ ...light, data: Float64Array.from(bright.data) });
  const shown = ring.reduce((sum, value) => sum + value, 0) / ring.length;
  const area = countOf(bright) / away.length;
  let background = 2 * area + shown + PIECES * more > 1.5 ? 1 : 0;
  if (shown >= ALL_AROUND && area <= FRAME) background = 0;
  if (1 - shown >= ALL_AROUND && 1 - area <= FRAME) background = 1;
  const own = away.filter((_, i) => bright.data[i] === background);
  const even = own.filter((value) => value <= GRAIN * contrast).length;
  return 2 * even >= own.length ? levels[background] : null;
}

/** How many connected parts of some size a mask has. */
function pieces(mask: Mask): number {
  const { labels, count } = labelMask(mask);
  const sizes = new Float64Array(count + 1);
  for (const label of labels) sizes[label]++;
  return sizes.subarray(1).filter((size) => size > PIECE * labels.length).length;
}

/** The pixels of the outermost rows and columns, each once. */
function border({ data, width, height }: Plane): Float64Array {
  if (Math.min(width, height) <= 2) return Float64Array.from(data);
  const ring: number[] = [];
  for (let column = 0; column < width; column++)
    ring.push(data[column], data[(height - 1) * width + column]);
  for (let row = 1; row < height - 1; row++)
    ring.push(data[row * width], data[row * width + width - 1]);
  return Float64Array.from(ring);
}

/** How far each pixel is from the level, on the side where the farthest is; the strongest stroke's ink is 1. */
export function inkOnLevel(light: Plane, level: number): Plane {
  const ink = distance(light, level);
  if (!border(ink).some((value) => value > 0.5)) return ink;
  const free = withoutEdges(ink, 0);
  if (free === ink) return ink;
  const strongest = extremes(free.data)[1];
  return { ...free, data: Float64Array.from(free.data, (value) => value / strongest) };
}

/** How far each pixel is from the level, on the side where the farthest is; that one's is 1. */
export function distance(light: Plane, level: number): Plane {
  const [low, high] = extremes(light.data);
  const darker = level - low;
  const lighter = high - level;
  const sign = darker >= lighter ? -1 : 1;
  const most = Math.max(darker, lighter);
  const data = new Float64Array(light.data.length);
  for (let i = 0; i < data.length; i++)
    data[i] = Math.max(0, sign * (light.data[i] - level)) / most;
  return { ...light, data };
}

/**
 * How far each pixel is from where strokes are closed, by squares as large as the strokes ask for, up to `radius`.
 *
 * A soft shadow is wider than a stroke: squares that are no larger than they must be follow it.
 */
function apartFromPaper(light: Plane, radius: number, isDark: boolean): Float64Array {
  const { data } = light;
  const smooth = localMean(light, 1);
  const by = (size: number) => {
    const paper = (isDark ? close(smooth, size) : open(smooth, size)).data;
    const apart = new Float64Array(data.length);
    for (let i = 0; i < data.length; i++)
      apart[i] = Math.max(0, isDark ? paper[i] - data[i] : data[i] - paper[i]);
    return apart;
  };
  const whole = by(radius);
  const strong = STROKE * strokeStrength(whole);
  let before: number | null = null;
  for (let halvings = HALVINGS; halvings > 0; halvings--) {
    const size = radius >> halvings;
    if (size < SMALLEST_RADIUS) continue;
    const apart = by(size);
    let now = 0;
    for (let i = 0; i < apart.length; i++) if (apart[i] > strong) now++;
    // Strokes that a square twice as large shows no more of are narrower than it.
    if (before !== null && now <= GROWTH * before) return apart;
    before = now;
  }
  return whole;
}

/** How far each pixel is from the paper around it; a stroke's ink is about 1. null where nothing stands out. */
export function inkOnPaper(light: Plane): Plane | null {
  const { data, width, height } = light;
  const radius = Math.max(2, Math.floor(Math.max(width, height) / WINDOW_FRACTION));
  const mean = localMean(light, radius).data;
  // Strokes are few and far from the mean, paper is much and near it: the cube lets the strokes decide.
  let skew = 0;
  for (let i = 0; i < data.length; i++) {
    const deviation = data[i] - mean[i];
    skew += deviation * deviation * deviation;
  }
  const isDark = skew <= 0;
  const apart = apartFromPaper(light, radius, isDark);
  // Grain lifts the closed paper above the paper's mean.
  const middle = median(apart.slice());
  const grain = OF_MEDIAN * median(apart.map((value) => Math.abs(value - middle)));
  const onPaper = new Float64Array(data.length);
  const ofPaper = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (apart[i] > middle + PAPER * grain + NEAR_PAPER) continue;
    onPaper[i] = 1;
    ofPaper[i] = apart[i];
  }
  const counts = localSum({ ...light, data: onPaper }, radius).data;
  const sums = localSum({ ...light, data: ofPaper }, radius).data;
  const ink = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const lift = counts[i] > 0.5 ? sums[i] / Math.max(counts[i], 1) : middle;
    const share = Math.max(0, apart[i] - lift);
    // Ink takes a share of the light, in the shade as well.
    ink[i] = isDark ? share / Math.max(data[i] + apart[i] - lift, DARKEST) : share;
  }
  const least = Math.max(PAPER * grain, NEAR_PAPER);
  const free = withoutEdges({ data: ink, width, height }, least);
  const strength = strokeStrength(free.data, least);
  if (strength <= 0) return null;
  return { ...free, data: Float64Array.from(free.data, (value) => value / strength) };
}
