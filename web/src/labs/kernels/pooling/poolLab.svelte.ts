/** The pooling laboratory: a picture or the kernel laboratory's result, pooled, and pooled again once it has moved. */
import {
  POOL_KINDS,
  poolCells,
  poolPlane,
  poolProblem,
  type PoolKind,
  type Pooling,
  type PoolProblem,
} from './poolPlane';
import {
  DIRECTIONS,
  shiftPixels,
  STEPS,
  survival,
  toleranceOf,
  type Direction,
} from '../../../core/shift';
import type { Plane } from '../../../core/tensor';
import type { KernelLab } from '../kernelLab.svelte';
import { PlaneLab } from '../planeLab.svelte';
import { fieldProblem, readWhole, type FieldProblem, type Limits } from '../wholeNumber';

export const POOL_SETTINGS = ['size', 'stride', 'padding', 'dilation'] as const;
export type PoolSetting = (typeof POOL_SETTINGS)[number];
export const POOL_LIMITS: Record<PoolSetting, Limits> = {
  size: [1, 8],
  stride: [1, 16],
  padding: [0, 4],
  dilation: [1, 4],
};

export type PoolLabProblem = PoolProblem | FieldProblem<PoolSetting>;

type Texts = Readonly<Record<PoolSetting, string>>;

const DECK: Texts = { size: '2', stride: '2', padding: '0', dilation: '1' };

export class PoolLab extends PlaneLab {
  readonly #kernels: KernelLab;
  #texts = $state.raw<Texts>(DECK);
  #kind = $state<PoolKind>('max');
  #last: {
    pooling: Pooling;
    input: Plane;
    output: Plane;
    moved: Plane;
    pooledMoved: Plane;
  } | null = null;
  direction = $state<Direction>('right');
  /** Whether the kernel laboratory's result is pooled, as in a network, or the picture itself. */
  isAfterKernel = $state(true);

  texts = $derived(this.#texts);
  kind = $derived(this.#kind);
  #input = $derived.by(() => {
    if (this.isAfterKernel) return this.#kernels.result?.planes.at(-1)?.[0] ?? null;
    return this.#kernels.picture.grey;
  });
  #asked = $derived.by(() => readPooling(this.#kind, this.#texts));
  problem = $derived.by((): PoolLabProblem | null => {
    if ('rule' in this.#asked) return this.#asked;
    return this.#input && poolProblem(this.#asked, this.#input.width, this.#input.height);
  });
  /** The last result that could be computed; null until there is a picture. */
  result = $derived.by(() => {
    if (this.#input && !this.problem && !('rule' in this.#asked)) {
      const [input, pooling] = [this.#input, this.#asked];
      const moved = movedPlane(input, this.direction);
      const [output, pooledMoved] = [poolPlane(input, pooling), poolPlane(moved, pooling)];
      this.#last = { pooling, input, output, moved, pooledMoved };
    }
    return this.#last;
  });
  isStale = $derived(this.problem !== null);
  protected output = $derived.by(() => this.result?.output ?? null);
  cells = $derived(this.result && poolCells(this.result.input, this.result.pooling, this.at));
  /** The share of the values that stay when the picture moves, before pooling and after it. */
  stays = $derived.by(() => {
    if (!this.result) return null;
    const { input, moved, output, pooledMoved } = this.result;
    const tolerance = toleranceOf(input.data);
    return {
      tolerance,
      before: survival(input.data, moved.data, tolerance),
      after: survival(output.data, pooledMoved.data, tolerance),
    };
  });

  constructor(kernels: KernelLab) {
    super();
    this.#kernels = kernels;
  }

  /** Looks at the result whose window begins at or before this place of the input. */
  pointInput(row: number, column: number): void {
    const { stride = 1, padding = 0 } = this.result?.pooling ?? {};
    const to = (place: number) => Math.floor((place + padding) / stride);
    this.point(to(row), to(column));
  }

  setKind(kind: PoolKind): void {
    this.#kind = kind;
  }

  /** A new size takes the stride with it, as PyTorch's default does, unless the stride was chosen. */
  type(setting: PoolSetting, text: string): void {
    // The current valid result is the one to keep, whether or not anybody has looked at it.
    void this.result;
    const follows = setting === 'size' && this.#texts.stride === this.#texts.size;
    this.#texts = { ...this.#texts, [setting]: text, ...(follows && { stride: text }) };
    this.uncover();
  }

  /** For the address: "max_2.2.0.1_right_kernel_3.4". */
  get text(): string {
    const { pooling } = this.result ?? {};
    const numbers = POOL_SETTINGS.map((setting) => pooling?.[setting] ?? this.#texts[setting]);
    const source = this.isAfterKernel ? 'kernel' : 'picture';
    return [this.#kind, numbers.join('.'), this.direction, source, this.placeText].join('_');
  }

  go(text: string): void {
    const [kind, numbers = '', direction, source, place = ''] = text.split('_');
    const parts = numbers.split('.');
    this.#kind = POOL_KINDS.find((name) => name === kind) ?? 'max';
    const texts = Object.fromEntries(
      POOL_SETTINGS.map((setting, i) => [setting, parts[i] ?? DECK[setting]]),
    ) as Texts;
    this.#texts = 'rule' in readPooling(this.#kind, texts) ? DECK : texts;
    this.direction = DIRECTIONS.find((name) => name === direction) ?? 'right';
    this.isAfterKernel = source !== 'picture';
    this.goTo(place);
  }
}

function readPooling(kind: PoolKind, texts: Texts): Pooling | FieldProblem<PoolSetting> {
  const pooling: Pooling = { kind, size: 1, stride: 1, padding: 0, dilation: 1 };
  for (const setting of POOL_SETTINGS) {
    if (setting === 'dilation' && kind === 'average') continue;
    const value = readWhole(texts[setting], POOL_LIMITS[setting]);
    if (value === null) return fieldProblem(setting, texts[setting], POOL_LIMITS[setting]);
    pooling[setting] = value;
  }
  return pooling;
}

function movedPlane({ data, width, height }: Plane, direction: Direction): Plane {
  const [down, right] = STEPS[direction];
  return { data: shiftPixels(Float32Array.from(data), width, down, right), width, height };
}
