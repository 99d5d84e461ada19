/** Chapter 03: one picture, the kernel laboratory and the pooling laboratory over it. */
import type { DrawingState } from './drawing.svelte';
import { KernelLab } from './kernelLab.svelte';
import { LabPicture } from './labPicture.svelte';
import { examplesAt, learnedKernelsAt } from './learnedKernels';
import { PoolLab } from './poolLab.svelte';

export const LABS = ['kernel', 'pool'] as const;
export type Lab = (typeof LABS)[number];

/** Between the parts of the address's text; no part holds it twice in a row. */
const BETWEEN = '__';

export class TakingApart {
  readonly picture: LabPicture;
  readonly kernels: KernelLab;
  readonly pooling: PoolLab;
  lab = $state<Lab>('kernel');
  readonly #opening: string;

  constructor(drawing: DrawingState, modelBase: string) {
    this.picture = new LabPicture(drawing, () => examplesAt(modelBase));
    this.kernels = new KernelLab(this.picture, () => learnedKernelsAt(modelBase));
    this.pooling = new PoolLab(this.kernels);
    this.#opening = this.#whole;
  }

  /** For the address; null as long as nothing differs from how the chapter opens. */
  get text(): string | null {
    const text = this.#whole;
    return text === this.#opening ? null : text;
  }

  /** Follows the address to the nearest state that exists. */
  go(text: string | null): void {
    const [lab, picture, kernels, pooling] = (text ?? this.#opening).split(BETWEEN);
    const opening = this.#opening.split(BETWEEN);
    this.lab = LABS.find((name) => name === lab) ?? 'kernel';
    this.picture.go(picture ?? opening[1]);
    this.kernels.go(kernels ?? opening[2]);
    this.pooling.go(pooling ?? opening[3]);
  }

  get #whole(): string {
    return [this.lab, this.picture.text, this.kernels.text, this.pooling.text].join(BETWEEN);
  }
}
