/** A manifest's layers as core/trainingStep.ts takes them. */
import type { Sequence } from '../core/trainingStep';
import type { Manifest } from './manifest';

export const sequenceOf = ({ layers, input, output }: Manifest): Sequence => ({
  layers,
  input: { name: input.name, shape: input.shape.slice(1).map(Number) },
  output,
});
