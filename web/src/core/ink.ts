/**
 * Where is the ink? Turns a picture's luminance into a map of ink: 0 is background, 1 is the fullest stroke.
 * The Python side is src/esmiuca/images/ink.py, line by line.
 */
import { dropSpecks } from './components';
import type { Preprocessing } from './preprocessing';
import type { Plane } from './tensor';

const OTSU_BINS = 256;
/** The local mean looks at an eighth of the longer side in each direction. */
const WINDOW_FRACTION = 8;

/** Luminance in 0–1, transparency laid on a contrasting background; null where all is transparent. */
export function luminance(
  rgba: Uint8ClampedArray | Uint8Array,
  width: number,
  height: number,
): Plane | null {
  const count = width * height;
  const data = new Float64Array(count);
  let transparent = false;
  let opacity = 0;
  let weighted = 0;
  for (let i = 0; i < count; i++) {
    const light = (0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2]) / 255;
    const alpha = rgba[4 * i + 3] / 255;
    data[i] = light;
    opacity += alpha;
    weighted += alpha * light;
    transparent ||= alpha < 1;
  }
  if (!transparent) return { data, width, height };
  if (opacity === 0) return null;
  const background = weighted / opacity < 0.5 ? 1 : 0;
  for (let i = 0; i < count; i++) {
    const alpha = rgba[4 * i + 3] / 255;
    data[i] = alpha * data[i] + (1 - alpha) * background;
  }
  return { data, width, height };
}

/** The ink in 0–1, dark on light or light on dark; null where nothing is drawn. */
export function findInk(light: Plane, constants: Preprocessing): Plane | null {
  const [low, high] = extremes(light.data);
  const contrast = high - low;
  if (contrast < constants.min_contrast) return null;
  const ring = border(light).sort();
  const last = ring.length - 1;
  const spread = ring[Math.floor(0.9 * last)] - ring[Math.floor(0.1 * last)];
  if (spread <= constants.flat_background * contrast)
    return inkOnEvenBackground(light, ring[last >> 1], low, high);
  return inkOnUnevenBackground(light, constants);
}

function extremes(data: ArrayLike<number>): [low: number, high: number] {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < data.length; i++) {
    if (data[i] < low) low = data[i];
    if (data[i] > high) high = data[i];
  }
  return [low, high];
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

function inkOnEvenBackground(light: Plane, background: number, low: number, high: number): Plane {
  const darker = background - low;
  const lighter = high - background;
  const sign = darker >= lighter ? -1 : 1;
  const most = Math.max(darker, lighter);
  const data = Float64Array.from(
    light.data,
    (value) => Math.max(0, sign * (value - background)) / most,
  );
  return { ...light, data };
}

function inkOnUnevenBackground(light: Plane, constants: Preprocessing): Plane | null {
  const radius = Math.max(2, Math.floor(Math.max(light.width, light.height) / WINDOW_FRACTION));
  const mean = localMean(light, radius);
  const deviation = Float64Array.from(light.data, (value, i) => value - mean[i]);
  // Strokes are few and far from the mean, paper is much and near it: the cube lets the strokes decide.
  const skew = deviation.reduce((sum, d) => sum + d * d * d, 0);
  const sign = skew <= 0 ? -1 : 1;
  const ink = deviation.map((d) => Math.max(0, sign * d));
  const most = extremes(ink)[1];
  if (most <= 0) return null;
  const threshold = otsuThreshold(ink, most);
  const data = ink.map((value) => Math.min(1, Math.max(0, (value - 0.5 * threshold) / threshold)));
  return dropSpecks({ ...light, data }, constants.crop_threshold);
}

/** The mean of the (2·radius + 1)² pixels around each pixel, of those that exist, by an integral image. */
function localMean({ data, width, height }: Plane, radius: number): Float64Array {
  const stride = width + 1;
  const integral = new Float64Array(stride * (height + 1));
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      sum += data[row * width + column];
      integral[(row + 1) * stride + column + 1] = integral[row * stride + column + 1] + sum;
    }
  }
  const result = new Float64Array(width * height);
  for (let row = 0; row < height; row++) {
    const top = Math.max(row - radius, 0);
    const bottom = Math.min(row + radius + 1, height);
    for (let column = 0; column < width; column++) {
      const left = Math.max(column - radius, 0);
      const right = Math.min(column + radius + 1, width);
      const total =
        integral[bottom * stride + right] -
        integral[top * stride + right] -
        integral[bottom * stride + left] +
        integral[top * stride + left];
      result[row * width + column] = total / ((bottom - top) * (right - left));
    }
  }
  return result;
}

/** The threshold that best splits values in [0, most] in two: the middle of the best of 256 bins (Otsu 1979). */
export function otsuThreshold(values: Float64Array, most: number): number {
  const counts = new Float64Array(OTSU_BINS);
  for (const value of values)
    counts[Math.min(OTSU_BINS - 1, Math.floor((value / most) * OTSU_BINS))]++;
  const total = values.length;
  const sum = counts.reduce((acc, count, bin) => acc + count * bin, 0);
  let below = 0;
  let belowSum = 0;
  let best = -1;
  let first = 0;
  let last = 0;
  for (let bin = 0; bin < OTSU_BINS; bin++) {
    below += counts[bin];
    belowSum += counts[bin] * bin;
    const weight = below * (total - below);
    const difference = belowSum * total - sum * below;
    const variance = weight > 0 ? (difference * difference) / weight : 0;
    if (variance > best) {
      best = variance;
      first = bin;
    }
    if (variance === best) last = bin;
  }
  return (((first + last) / 2 + 0.5) / OTSU_BINS) * most;
}
