/** One neuron, z = Σ w·x + b and ReLU(z), on two inputs; and three of them in two layers. */
import { relu } from '../../../core/relu';

export interface Neuron {
  weights: readonly [number, number];
  bias: number;
}

export type Inputs = readonly [number, number];

/** Before ReLU. */
export const sumAt = ({ weights, bias }: Neuron, inputs: Inputs): number =>
  weights[0] * inputs[0] + weights[1] * inputs[1] + bias;

/** What two inputs of 0 or 1 are to become, for 00, 01, 10 and 11. */
export const TASKS = {
  and: [false, false, false, true],
  or: [false, true, true, true],
  xor: [false, true, true, false],
} as const;
export type Task = keyof typeof TASKS;

export const CORNERS: readonly Inputs[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

/** Which corners are answered right, where more than 0 says yes. */
export const rightAt = (task: Task, answer: (inputs: Inputs) => number): boolean[] =>
  CORNERS.map((corner, i) => answer(corner) > 0 === TASKS[task][i]);

/** Two neurons, and a third that reads what they let through: it says yes where exactly one input is on. */
export const LAYERS: { hidden: readonly [Neuron, Neuron]; output: Neuron } = {
  hidden: [
    { weights: [1, 1], bias: 0 },
    { weights: [1, 1], bias: -1 },
  ],
  output: { weights: [1, -2], bias: -0.5 },
};

export function layersAt({ hidden, output }: typeof LAYERS, inputs: Inputs): number {
  const [one, other] = hidden;
  return sumAt(output, [relu(sumAt(one, inputs)), relu(sumAt(other, inputs))]);
}
