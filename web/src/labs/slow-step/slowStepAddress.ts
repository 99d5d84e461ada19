/**
 * The slow step's text in the address: "update-7-3-adam-0.01-4-conv1.weight~12-5-400.3", without what is at its default.
 * Part, seed or "t" for the trained weights, label, optimiser, learning rate, steps made, chosen weight, −log of ε, trail.
 */
import { OPTIMIZERS, type Optimizer } from '../../core/optimizers';
import type { WeightPlace } from '../../core/trainingStep';

/** What happens in one step, in its order. */
export const STEP_PARTS = [
  'forward',
  'loss',
  'backward',
  'weight',
  'check',
  'update',
  'after',
] as const;
export type StepPart = (typeof STEP_PARTS)[number];
/** Steps in a series: the gradients of each are kept. */
export const MOST_STEPS = 10;
/** Learning rates to choose from. */
export const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const;
/** How far a weight is pushed to check its gradient: too far and the loss curves, too little and no digits are left. */
export const EPSILONS = [0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10, 1e-12] as const;
const FIRST_SEED = 1;
const FIRST_EPSILON = 1e-5;
const TRAINED = 't';

/** What one has asked for. */
export interface Asked {
  part: StepPart;
  /** Null for the shipped weights. */
  seed: number | null;
  /** Null for what is read. */
  label: number | null;
  optimizer: Optimizer;
  /** Null for the optimiser's usual one. */
  rate: number | null;
  /** Steps taken. */
  count: number;
  /** Null for the first layer's weight with the largest gradient. */
  weight: WeightPlace | null;
  epsilon: number;
  /** Places whose gradient is opened, each in the layer after the one before. */
  trail: readonly number[];
}

export function encodeSlowStep(asked: Asked): string | null {
  const { part, seed, label, optimizer, rate, count, weight, epsilon, trail } = asked;
  const fields = [
    part === STEP_PARTS[0] ? '' : part,
    seed === FIRST_SEED ? '' : (seed ?? TRAINED),
    label ?? '',
    optimizer === OPTIMIZERS[0] ? '' : optimizer,
    rate ?? '',
    count || '',
    weight ? `${weight.name}~${weight.index}` : '',
    epsilon === FIRST_EPSILON ? '' : Math.round(-Math.log10(epsilon)),
    trail.join('.'),
  ];
  return fields.join('-').replace(/-+$/, '') || null;
}

/** What can't be read gets its default. */
export function decodeSlowStep(text: string | null): Asked {
  const [part, seed, label, optimizer, rate, count, weight, epsilon, trail] = (text ?? '').split(
    '-',
  );
  const [name, index] = (weight ?? '').split('~');
  const at = number(index);
  return {
    part: STEP_PARTS.find((one) => one === part) ?? STEP_PARTS[0],
    seed: seed === TRAINED ? null : (number(seed) ?? FIRST_SEED),
    label: upTo(9, number(label)),
    optimizer: OPTIMIZERS.find((one) => one === optimizer) ?? OPTIMIZERS[0],
    rate: RATES.find((one) => String(one) === rate) ?? null,
    count: upTo(MOST_STEPS, number(count)) ?? 0,
    weight: name && at !== null ? { name, index: at } : null,
    epsilon:
      EPSILONS.find((one) => Math.round(-Math.log10(one)) === number(epsilon)) ?? FIRST_EPSILON,
    trail: /^\d{1,7}(\.\d{1,7})*$/.test(trail ?? '') ? trail.split('.').map(Number) : [],
  };
}

const number = (text = ''): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);
const upTo = (most: number, value: number | null) =>
  value !== null && value <= most ? value : null;
