/**
 * How one weight follows its gradient, in PyTorch's order of operations (torch.optim.SGD, Adam, AdamW).
 * Adam: Kingma and Ba 2015, https://arxiv.org/abs/1412.6980; AdamW: Loshchilov and Hutter 2019,
 * https://arxiv.org/abs/1711.05101. Checked against PyTorch on tests/parity/training/steps.json.
 */
import type { Weights } from './weightSurgery';

export const OPTIMIZERS = ['sgd', 'momentum', 'adam', 'adamw'] as const;
export type Optimizer = (typeof OPTIMIZERS)[number];

export interface OptimizerSettings {
  optimizer: Optimizer;
  learningRate: number;
}

/** Whether it keeps means of the gradient and of its square. */
export const isAdam = (optimizer: Optimizer): boolean =>
  optimizer === 'adam' || optimizer === 'adamw';

/** PyTorch's own; momentum, which has no default there, has this repository's. */
export const MOMENTUM = 0.9;
export const BETAS = [0.9, 0.999] as const;
export const EPSILON = 1e-8;
/** AdamW's. */
export const WEIGHT_DECAY = 0.01;

/** What a step does to one weight, number by number; numbers that an optimiser lacks are 0. */
export interface WeightStep {
  /** Running mean of gradients (Adam), or their decaying sum (momentum), after this step. */
  first: number;
  /** Running mean of squared gradients, after this step. */
  second: number;
  /** The same, corrected for having begun at 0. */
  firstCorrected: number;
  secondCorrected: number;
  /** What weight decay alone takes off. */
  decay: number;
  /** What is taken off in all. */
  step: number;
  /** After the step. */
  weight: number;
}

/**
 * @param first and second: the weight's moments before this step, 0 at the beginning
 * @param count of this step, from 1
 */
export function stepOfWeight(
  { optimizer, learningRate }: OptimizerSettings,
  weight: number,
  gradient: number,
  first: number,
  second: number,
  count: number,
): WeightStep {
  if (optimizer === 'sgd' || optimizer === 'momentum') {
    const velocity = optimizer === 'momentum' ? MOMENTUM * first + gradient : 0;
    const step = learningRate * (optimizer === 'momentum' ? velocity : gradient);
    return {
      first: velocity,
      second: 0,
      firstCorrected: 0,
      secondCorrected: 0,
      decay: 0,
      step,
      weight: weight - step,
    };
  }
  const [beta1, beta2] = BETAS;
  const m = beta1 * first + (1 - beta1) * gradient;
  const v = beta2 * second + (1 - beta2) * gradient * gradient;
  const firstCorrected = m / (1 - beta1 ** count);
  const secondCorrected = v / (1 - beta2 ** count);
  const decay = optimizer === 'adamw' ? learningRate * WEIGHT_DECAY * weight : 0;
  const step = decay + (learningRate * firstCorrected) / (Math.sqrt(secondCorrected) + EPSILON);
  return {
    first: m,
    second: v,
    firstCorrected,
    secondCorrected,
    decay,
    step,
    weight: weight - step,
  };
}

export type Moments = ReadonlyMap<string, Float32Array>;

/** Weights in mid-training: what an optimiser needs to go on. */
export interface TrainingState {
  weights: Weights;
  /** One for every weight, under its tensor's name; empty before the first step. */
  first: Moments;
  second: Moments;
  /** Steps taken. */
  count: number;
}

export const beginWith = (weights: Weights): TrainingState => ({
  weights,
  first: new Map(),
  second: new Map(),
  count: 0,
});

/** One step of all weights; those given are not changed. */
export function stepOfAll(
  state: TrainingState,
  gradients: ReadonlyMap<string, Float32Array>,
  settings: OptimizerSettings,
): TrainingState {
  const [hasFirst, hasSecond] = [settings.optimizer !== 'sgd', isAdam(settings.optimizer)];
  const weights = new Map(state.weights);
  const [first, second] = [new Map<string, Float32Array>(), new Map<string, Float32Array>()];
  const count = state.count + 1;
  for (const [name, gradient] of gradients) {
    const { data, shape } = state.weights.get(name)!;
    const moved = new Float32Array(data.length);
    const [m, v] = [state.first.get(name), state.second.get(name)];
    const nextM = hasFirst ? new Float32Array(data.length) : null;
    const nextV = hasSecond ? new Float32Array(data.length) : null;
    for (let i = 0; i < data.length; i++) {
      const step = stepOfWeight(settings, data[i], gradient[i], m?.[i] ?? 0, v?.[i] ?? 0, count);
      moved[i] = step.weight;
      if (nextM) nextM[i] = step.first;
      if (nextV) nextV[i] = step.second;
    }
    weights.set(name, { data: moved, shape });
    if (nextM) first.set(name, nextM);
    if (nextV) second.set(name, nextV);
  }
  return { weights, first, second, count };
}
