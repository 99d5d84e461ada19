/** A neuron to set by hand: two inputs, two weights, a bias, and what it should say. */
import {
  LAYERS,
  layersAt,
  rightAt,
  sumAt,
  TASKS,
  type Inputs,
  type Neuron,
  type Task,
} from './neuronArithmetic';

export const TASK_NAMES = Object.keys(TASKS) as Task[];
/** What has a slider. */
export const KNOBS = ['first', 'second', 'bias', 'x', 'y'] as const;
export type Knob = (typeof KNOBS)[number];
export const RANGES: Record<Knob, { least: number; most: number }> = {
  first: { least: -2, most: 2 },
  second: { least: -2, most: 2 },
  bias: { least: -2, most: 2 },
  x: { least: 0, most: 1 },
  y: { least: 0, most: 1 },
};
/** Sliders move in tenths. */
export const STEPS = 10;

type Settings = Record<Knob, number>;
const START: Settings = { first: 1, second: 0.5, bias: -0.7, x: 1, y: 0.5 };
const FIRST_TASK: Task = 'and';

const onSlider = (knob: Knob, value: number): number => {
  const { least, most } = RANGES[knob];
  return Math.min(most, Math.max(least, Math.round(value * STEPS) / STEPS)) + 0;
};

export class NeuronLab {
  #settings = $state.raw<Settings>(START);
  task = $state<Task>(FIRST_TASK);
  /** Whether two neurons stand before it. */
  isLayered = $state(false);

  settings = $derived(this.#settings);
  neuron = $derived<Neuron>({
    weights: [this.#settings.first, this.#settings.second],
    bias: this.#settings.bias,
  });
  inputs = $derived<Inputs>([this.#settings.x, this.#settings.y]);
  /** Which of the four corners are right. */
  right = $derived(rightAt(this.task, (inputs) => this.answer(inputs)));

  /** More than 0 says yes. */
  answer(inputs: Inputs): number {
    return this.isLayered ? layersAt(LAYERS, inputs) : sumAt(this.neuron, inputs);
  }

  set(knob: Knob, value: number): void {
    this.#settings = { ...this.#settings, [knob]: onSlider(knob, value) };
  }

  point([x, y]: Inputs): void {
    this.#settings = { ...this.#settings, x: onSlider('x', x), y: onSlider('y', y) };
  }

  /** For the address, in tenths: "xor.10.-5.3.10.5-l"; null where nothing differs from how it opens. */
  get text(): string | null {
    const tenths = (settings: Settings) =>
      KNOBS.map((knob) => Math.round(settings[knob] * STEPS)).join('.');
    const layers = this.isLayered ? '-l' : '';
    const text = `${this.task}.${tenths(this.#settings)}${layers}`;
    return text === `${FIRST_TASK}.${tenths(START)}` ? null : text;
  }

  /** Whatever can't be read is left at its default; a number beyond its slider becomes the nearest. */
  go(text: string | null): void {
    const [, task, numbers, layers] = /^(\w+)\.([-\d.]+?)(-l)?$/.exec(text ?? '') ?? [];
    const tenths = (numbers ?? '').split('.').map(Number);
    const isWhole = tenths.length === KNOBS.length && tenths.every(Number.isFinite);
    this.task = TASK_NAMES.find((name) => name === task) ?? FIRST_TASK;
    this.isLayered = layers !== undefined;
    this.#settings = isWhole
      ? (Object.fromEntries(
          KNOBS.map((knob, i) => [knob, onSlider(knob, tenths[i] / STEPS)]),
        ) as Settings)
      : START;
  }
}
