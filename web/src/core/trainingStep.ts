/** One step of training on one picture, whole: forward, loss, backward, update. */
import { gradients } from './backward';
import { crossEntropy } from './crossEntropy';
import { forward, layerOf, type ForwardLayer, type Results64 } from './forward';
import { stepOfAll, type OptimizerSettings, type TrainingState } from './optimizers';
import type { Weights } from './weightSurgery';
import type { AnyTensor } from './tensor';
import { weightGradients } from './weightGradients';

/** A sequence of layers, without weights. */
export interface Sequence {
  layers: readonly ForwardLayer[];
  input: { name: string; shape: readonly number[] };
  output: string;
}

/** What a network says of a picture, and how wrong that is. */
export interface Answer {
  values: Results64;
  loss: number;
  shares: Float64Array;
}

/** The same, with how much every number and every weight is to blame. */
export interface Blame extends Answer {
  /** d loss / d every layer's numbers, the picture's among them. */
  slopes: Results64;
  /** d loss / d every weight. */
  gradients: Map<string, Float32Array>;
}

export function answer(
  { output, ...sequence }: Sequence,
  weights: Weights,
  picture: ArrayLike<number>,
  label: number,
): Answer {
  const known = { [sequence.input.name]: Float64Array.from(picture) };
  const values = forward({ ...sequence, weights }, known);
  const { loss, shares } = crossEntropy(values[output], label);
  return { values, loss, shares };
}

export function blame(
  { output, ...sequence }: Sequence,
  weights: Weights,
  answered: Answer,
  label: number,
): Blame {
  const network = { ...sequence, weights };
  const seed = crossEntropy(answered.values[output], label).slopes;
  const slopes = gradients(network, answered.values, output, seed);
  return { ...answered, slopes, gradients: weightGradients(network, answered.values, slopes) };
}

export interface Stepped {
  before: Blame;
  /** The weights after the step, with their moments. */
  state: TrainingState;
  after: Answer;
}

export function trainingStep(
  sequence: Sequence,
  state: TrainingState,
  picture: ArrayLike<number>,
  label: number,
  settings: OptimizerSettings,
): Stepped {
  const answered = answer(sequence, state.weights, picture, label);
  const before = blame(sequence, state.weights, answered, label);
  const next = stepOfAll(state, before.gradients, settings);
  return { before, state: next, after: answer(sequence, next.weights, picture, label) };
}

/** One weight of a network. */
export interface WeightPlace {
  /** Its tensor's. */
  name: string;
  index: number;
}

/** The loss with one weight a little larger and a little smaller; all in float64. */
export function nudged(
  { output, ...sequence }: Sequence,
  weights: Weights,
  values: Results64,
  label: number,
  { name, index }: WeightPlace,
  epsilon: number,
): { up: number; down: number } {
  const { name: from } = layerOf(sequence, name);
  const { data, shape } = weights.get(name)!;
  const own = Float64Array.from(data);
  const changed = new Map<string, AnyTensor>(weights).set(name, { data: own, shape });
  const network = { ...sequence, weights: changed };
  const lossAt = (value: number) => {
    own[index] = value;
    return crossEntropy(forward(network, values, from)[output], label).loss;
  };
  return { up: lossAt(data[index] + epsilon), down: lossAt(data[index] - epsilon) };
}
