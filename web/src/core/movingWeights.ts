/**
 * The weights of a training run's moments, as `esmiuca studio record` writes them. Tensors of few numbers are there as they
 * were at each moment. A large one is what it was at first and how it moved: a few directions, the same for all moments,
 * each with how far along it a moment lies,
 *
 *   W(t) = W(0) + Σₖ course(t, k) · direction(k)
 *
 * with the directions in whole numbers from −127 to 127. src/esmiuca/export/studio/moving.py says how they are found.
 */
import { partsOfSafetensors, tensorOf, type Part } from './safetensors';
import { sizeOf, type Tensor } from './tensor';

/** Endings of a large tensor's two parts. */
const DIRECTIONS = '.directions';
const COURSE = '.course';
/** Numbers that are put together at a time: they stay in the processor's nearest memory while every direction is added. */
const BLOCK = 4096;

interface Moved {
  start: Tensor;
  /** One for each direction, as many numbers as the tensor has. */
  directions: readonly Int8Array[];
  /** How far along each of them, moment by moment: (T, K). */
  course: Float32Array;
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
    if (name.endsWith(COURSE)) continue;
    if (!name.endsWith(DIRECTIONS)) {
      whole.set(name, tensorOf(part, name));
      continue;
    }
    const tensor = name.slice(0, -DIRECTIONS.length);
    moved.set(tensor, readMoved(tensor, part, parts.get(tensor + COURSE), start.get(tensor)));
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
  directions: Part,
  course: Part | undefined,
  start: Tensor | undefined,
): Moved {
  const [count, ...shape] = directions.shape;
  if (!course || !start || directions.dtype !== 'I8' || sizeOf(shape) !== start.data.length)
    throw new Error(
      `The run's ${name} does not fit what runs of this kind begin with; load both again.`,
    );
  const numbers = new Int8Array(directions.bytes);
  return {
    start,
    directions: Array.from({ length: count }, (_, k) =>
      numbers.subarray(k * start.data.length, (k + 1) * start.data.length),
    ),
    course: tensorOf(course, name).data,
  };
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

function putTogether({ start, directions, course }: Moved, moment: number): Float32Array {
  const result = start.data.slice();
  for (let from = 0; from < result.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, result.length);
    directions.forEach((direction, k) => {
      const far = course[moment * directions.length + k];
      for (let i = from; i < to; i++) result[i] += far * direction[i];
    });
  }
  return result;
}
