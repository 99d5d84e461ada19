/** What the manifests of a generator and of its discriminator say beyond a network's; throws a sentence where they don't. */
import type { Realness } from '../core/realness';
import { sizeOf } from '../core/tensor';
import type { Direction, Manifest } from './manifest';

/** What a generator is given: noise, then a place for each label. */
export interface GeneratorFacts {
  /** How many numbers of noise. */
  size: number;
  labels: readonly string[];
  directions: readonly Direction[];
}

export function generatorFacts({
  model,
  input,
  labels,
  noise,
  directions,
}: Manifest): GeneratorFacts {
  const given = sizeOf(input.shape.slice(1).map(Number));
  const wanted = (noise?.size ?? 0) + labels.length;
  if (!noise || !directions || wanted !== given)
    throw new Error(
      `${model.name}'s manifest has noise.size=${noise?.size} and ${labels.length} labels, its input ${given} numbers; export it again.`,
    );
  const wrong = directions.find(({ vector }) => vector.length !== noise.size);
  if (wrong)
    throw new Error(
      `${model.name}'s direction ${wrong.key} has ${wrong.vector.length} numbers, its noise ${noise.size}; export it again.`,
    );
  return { size: noise.size, labels, directions };
}

export function discriminatorFacts({ model, labels, realness }: Manifest): Realness {
  if (realness?.offsets.length !== labels.length)
    throw new Error(
      `${model.name}'s manifest has ${realness?.offsets.length ?? 'no'} offsets of its realness for ${labels.length} labels; export it again.`,
    );
  return realness;
}
