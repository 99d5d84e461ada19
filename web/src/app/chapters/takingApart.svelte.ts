/**
 * Chapter 03: one picture with the kernel laboratory and the pooling laboratory over it, and the hierarchy with a network
 * and a picture of its own.
 */
import type { DrawingState } from '../../bench/drawing/drawing.svelte';
import { Hierarchy } from '../../labs/hierarchy/hierarchy.svelte';
import { KernelLab } from '../../labs/kernels/kernelLab.svelte';
import { LabPicture } from '../../labs/kernels/picture/labPicture.svelte';
import { examplesAt, learnedKernelsAt } from '../../bench/learnedKernels';
import type { ModelBench } from '../../bench/modelBench.svelte';
import { opens } from '../../kit/steps';
import { PoolLab } from '../../labs/kernels/pooling/poolLab.svelte';

export const LABS = ['kernel', 'pool', 'hierarchy'] as const;
export type Lab = (typeof LABS)[number];

const labOf = (text: string): Lab => LABS.find((name) => name === text) ?? 'kernel';

/** Separates the parts of the address's text; only the last part may contain it. */
const BETWEEN = '__';

export class TakingApart {
  readonly picture: LabPicture;
  readonly kernels: KernelLab;
  readonly pooling: PoolLab;
  readonly hierarchy: Hierarchy;
  #lab = $state<Lab>('kernel');
  readonly #opening: string;

  lab = $derived(this.#lab);

  /** @param garments the network that tells garments apart, on a bench of its own */
  constructor(drawing: DrawingState, modelBase: string, garments: ModelBench) {
    this.picture = new LabPicture(drawing, () => examplesAt(modelBase));
    this.kernels = new KernelLab(this.picture, () => learnedKernelsAt(modelBase));
    this.pooling = new PoolLab(this.kernels);
    this.hierarchy = new Hierarchy(garments);
    this.#opening = this.#whole;
  }

  open(lab: Lab): void {
    opens(() => (this.#lab = lab));
  }

  /** For the address; null while nothing differs from how the chapter opens. */
  get text(): string | null {
    const text = this.#whole;
    return text === this.#opening ? null : text;
  }

  /** Follows the address to the nearest state that exists. */
  go(text: string | null): void {
    const [lab, picture, kernels, pooling, ...hierarchy] = (text ?? this.#opening).split(BETWEEN);
    const opening = this.#opening.split(BETWEEN);
    this.#lab = labOf(lab);
    this.picture.go(picture ?? opening[1]);
    this.kernels.go(kernels ?? opening[2]);
    this.pooling.go(pooling ?? opening[3]);
    this.hierarchy.go(hierarchy.join(BETWEEN) || null);
  }

  /** The laboratory, and what is open in it. */
  reopen(text: string | null): void {
    const [lab, , , , ...hierarchy] = (text ?? this.#opening).split(BETWEEN);
    this.#lab = labOf(lab);
    this.hierarchy.reopen(hierarchy.join(BETWEEN) || null);
  }

  get #whole(): string {
    const parts = [this.#lab, this.picture.text, this.kernels.text, this.pooling.text];
    const hierarchy = this.hierarchy.text;
    return [...parts, ...(hierarchy ? [hierarchy] : [])].join(BETWEEN);
  }
}
