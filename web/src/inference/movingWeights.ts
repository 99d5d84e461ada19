/**
 * The weights of a training run's moments, as `esmiuca studio record` writes them. Tensors of few numbers are there as they
 * were at each moment. A large one is what it was at first and how it moved: a few directions, the same for all moments,
 * each with how far along it a moment lies,
 *
 *   W(t) = W(0) + Σₖ course(t, k) · direction(k) + along(t) · seen
 *
 * with the directions in whole numbers from −127 to 127. The last part is a matrix's alone: what rounding lost along the few
 * patterns that its inputs are mostly made of. src/esmiuca/export/studio/moving.py says how all are found.
 */
import { partsOfSafetensors, tensorOf, type Part } from '../core/safetensors';
import { sizeOf, type Tensor } from '../core/tensor';

/** Endings of a large tensor's two parts. */
const DIRECTIONS = '.directions';
const COURSE = '.course';
const SEEN = '.seen';
const ALONG = '.along';
/** Patterns that are added at a time. */
const TOGETHER = 4;

/** A row of whole numbers, mostly zeros: the others, and where they are. */
interface Sparse {
  places: Uint32Array;
  numbers: Int8Array;
}

interface Moved {
  start: Tensor;
  directions: readonly Sparse[];
  /** How far along each of them, moment by moment: (T, K). */
  course: Float32Array;
  /** For a matrix of (L, M): patterns (R, M), and what is added of each, moment by moment (T, L, R). */
  mend: { seen: readonly Float32Array[]; along: Float32Array } | null;
}

export interface MovingWeights {
  /** Moments. */
  count: number;
  /** Moment by moment: (T, …). */
  whole: ReadonlyMap<string, Tensor>;
  moved: ReadonlyMap<string, Moved>;
}

/**
 * @param content the run's file, unpacked
 * @param start weights that every run of this kind begins with
 * @throws where a part is missing or of another size than the others say
 */
export function readMovingWeights(
  content: ArrayBuffer,
  start: ReadonlyMap<string, Tensor>,
): MovingWeights {
  const parts = partsOfSafetensors(content);
  const whole = new Map<string, Tensor>();
  const moved = new Map<string, Moved>();
  for (const [name, part] of parts) {
    if ([COURSE, SEEN, ALONG].some((ending) => name.endsWith(ending))) continue;
    if (!name.endsWith(DIRECTIONS)) {
      whole.set(name, tensorOf(part, name));
      continue;
    }
    const tensor = name.slice(0, -DIRECTIONS.length);
    moved.set(tensor, readMoved(tensor, parts, start.get(tensor)));
  }
  const counts = [
    ...[...whole.values()].map(({ shape }) => shape[0]),
    ...[...moved.values()].map(({ course, directions }) => course.length / directions.length),
  ];
  const [count] = counts;
  if (!count || counts.some((other) => other !== count))
    throw new Error(
      `The run's weights are of ${[...new Set(counts)].join(' and ')} moments; load them again.`,
    );
  return { count, whole, moved };
}

function readMoved(
  name: string,
  parts: ReadonlyMap<string, Part>,
  start: Tensor | undefined,
): Moved {
  const directions = parts.get(name + DIRECTIONS)!;
  const course = parts.get(name + COURSE);
  const [count, ...shape] = directions.shape;
  if (!course || !start || directions.dtype !== 'I8' || sizeOf(shape) !== start.data.length)
    throw new Error(
      `The run's ${name} does not fit what runs of this kind begin with; load both again.`,
    );
  return {
    start,
    directions: rows(new Int8Array(directions.bytes), count).map(sparse),
    course: tensorOf(course, name).data,
    mend: readMend(name, parts, start, course.shape[0]),
  };
}

function readMend(
  name: string,
  parts: ReadonlyMap<string, Part>,
  start: Tensor,
  moments: number,
): Moved['mend'] {
  const [seen, along] = [parts.get(name + SEEN), parts.get(name + ALONG)];
  if (!seen && !along) return null;
  const [patterns, inputs] = seen?.shape ?? [];
  if (
    !seen ||
    !along ||
    start.shape.length !== 2 ||
    inputs !== start.shape[1] ||
    sizeOf(along.shape) !== moments * start.shape[0] * patterns
  )
    throw new Error(`The run's ${name} is mended by what does not fit it; load it again.`);
  return { seen: rows(tensorOf(seen, name).data, patterns), along: tensorOf(along, name).data };
}

function rows<Numbers extends Int8Array | Float32Array>(numbers: Numbers, count: number) {
  const size = numbers.length / count;
  return Array.from(
    { length: count },
    (_, row) => numbers.subarray(row * size, (row + 1) * size) as Numbers,
  );
}

function sparse(row: Int8Array): Sparse {
  const count = row.reduce((sum, number) => sum + (number === 0 ? 0 : 1), 0);
  const [places, numbers] = [new Uint32Array(count), new Int8Array(count)];
  let at = 0;
  for (let place = 0; place < row.length; place++) {
    if (row[place] === 0) continue;
    places[at] = place;
    numbers[at++] = row[place];
  }
  return { places, numbers };
}

/** All weights of a moment by their names; arrays of their own where they had to be put together. */
export function weightsOfMoment(
  { count, whole, moved }: MovingWeights,
  moment: number,
): Map<string, Tensor> {
  const weights = new Map<string, Tensor>();
  for (const [name, { data, shape }] of whole) {
    const size = data.length / count;
    const own = data.subarray(moment * size, (moment + 1) * size);
    weights.set(name, { data: own, shape: shape.slice(1) });
  }
  for (const [name, tensor] of moved)
    weights.set(name, { data: putTogether(tensor, moment), shape: tensor.start.shape });
  return weights;
}

function putTogether({ start, directions, course, mend }: Moved, moment: number): Float32Array {
  const result = start.data.slice();
  directions.forEach(({ places, numbers }, k) => {
    const far = course[moment * directions.length + k];
    for (let i = 0; i < places.length; i++) result[places[i]] += far * numbers[i];
  });
  if (mend) {
    const [lines, width] = start.shape;
    const patterns = mend.seen.length;
    for (let line = 0; line < lines; line++) {
      const at = (moment * lines + line) * patterns;
      const own = result.subarray(line * width, (line + 1) * width);
      addPatterns(own, mend.seen, mend.along.subarray(at, at + patterns));
    }
  }
  return result;
}

/** Adds each pattern times its amount. */
function addPatterns(
  line: Float32Array,
  patterns: readonly Float32Array[],
  amounts: Float32Array,
): void {
  let k = 0;
  for (; k + TOGETHER <= patterns.length; k += TOGETHER) {
    // One pass for four: each number of the line is read and written once for all of them.
    const [a, b, c, d] = patterns.slice(k, k + TOGETHER);
    const [p, q, r, s] = amounts.subarray(k, k + TOGETHER);
    for (let i = 0; i < line.length; i++) line[i] += p * a[i] + q * b[i] + r * c[i] + s * d[i];
  }
  for (; k < patterns.length; k++) {
    const [pattern, amount] = [patterns[k], amounts[k]];
    for (let i = 0; i < line.length; i++) line[i] += amount * pattern[i];
  }
}
