/** Vectors of noise: drawn, moved along a direction, and the way from one to another. */
import { normal } from '../../core/random';

type Vector = ArrayLike<number>;

/** `size` independent numbers of the standard normal distribution, the same for the same seed. */
export const normalNoise = (size: number, seed: number): Float32Array =>
  Float32Array.from({ length: size }, normal(seed));

export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Along `direction`, of length 1, to where its share of the vector is `position`; everything across it stays. */
export function movedTo(vector: Vector, direction: Vector, position: number): Float32Array {
  const step = position - dot(vector, direction);
  return Float32Array.from(vector, (value, i) => value + step * direction[i]);
}

/** Shorter ways than this are straight, to all decimals. */
const STRAIGHT = 1e-4;

/**
 * The way from `a` (share 0) to `b` (share 1) around the origin. Noise of many numbers nearly always has about the same
 * length: halfway along a straight line it would be shorter than any that was trained on.
 *
 * Source: Shoemake 1985, "Animating rotation with quaternion curves"; for noise White 2016, "Sampling generative networks".
 */
export function spherical(a: Vector, b: Vector, share: number): Float32Array {
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  const angle = lengths > 0 ? Math.acos(Math.min(1, Math.max(-1, dot(a, b) / lengths))) : 0;
  const sine = Math.sin(angle);
  const [ofA, ofB] =
    sine < STRAIGHT
      ? [1 - share, share]
      : [Math.sin((1 - share) * angle) / sine, Math.sin(share * angle) / sine];
  return Float32Array.from(a, (value, i) => ofA * value + ofB * b[i]);
}
