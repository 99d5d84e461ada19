/** The kernel laboratory: a picture, one kernel or two in sequence, the position looked at; the last valid result stays. */
import { filterTerms, type Edges } from '../../core/filter';
import { classicKernel, hasClassics, type KernelName } from '../../core/kernels';
import type { Plane } from '../../core/tensor';
import type { LabPicture } from './picture/labPicture.svelte';
import type { LearnedKernels } from '../../bench';
import { readStages, runStages, type LabProblem, type LabResult } from './labRun';
import { messageOf } from '../../kit/messageOf';
import { PlaneLab } from './planeLab.svelte';
import { classicStage, decodeStage, encodeStage, resized, type Setting, type Stage } from './stage';

/** In which colours a result is painted: as a picture from 0 to 1, or signed around the paper's colour. */
export const LOOKS = ['auto', 'picture', 'signed'] as const;
export type Look = (typeof LOOKS)[number];

/** Weights that sum to about 1 keep a picture's light: what they make is shown as a picture, anything else signed. */
const KEEPS_LIGHT = [0.5, 1.5];

export class KernelLab extends PlaneLab {
  readonly picture: LabPicture;
  #stages = $state.raw<readonly Stage[]>([classicStage('sobelX')]);
  #chosen = $state(0);
  #isColour = $state(false);
  #channel = $state(0);
  #wrong = $state.raw<LabProblem | null>(null);
  #learned = $state.raw<LearnedKernels | null>(null);
  #isLoading = $state(false);
  #isLeftOut = $state(false);
  #last: LabResult | null = null;
  readonly #loadLearned: () => Promise<LearnedKernels>;
  look = $state<Look>('auto');

  /** As asked for: the texts in the fields. */
  stages = $derived(this.#stages);
  chosen = $derived(this.#chosen);
  stage = $derived(this.#stages[this.#chosen]);
  isColour = $derived(this.#isColour);
  /** The plane, of three, whose arithmetic is shown. */
  channel = $derived(this.#isColour ? this.#channel : 0);
  learned = $derived(this.#learned);
  isLoadingLearned = $derived(this.#isLoading);
  /** Whether the address asked for something that does not exist. */
  isLeftOut = $derived(this.#isLeftOut);

  #input = $derived.by((): readonly Plane[] | null => {
    if (this.#isColour) return this.picture.planes;
    return this.picture.grey && [this.picture.grey];
  });
  #asked = $derived.by(() => readStages(this.#stages, this.#input?.[0] ?? null));
  problem = $derived.by(
    (): LabProblem | null =>
      this.#wrong ?? (Array.isArray(this.#asked) ? null : (this.#asked as LabProblem)),
  );
  /** The last result that could be computed; null until there is a picture. */
  result = $derived.by((): LabResult | null => {
    if (this.#input && Array.isArray(this.#asked))
      this.#last = runStages(this.#input, this.#asked, this.#stages);
    return this.#last;
  });
  /** Whether what is shown is older than what is asked for. */
  isStale = $derived(!Array.isArray(this.#asked));
  /** What is shown of the chosen stage, on the plane whose arithmetic is shown. */
  shown = $derived.by(() => {
    if (!this.result) return null;
    const { filters, planes } = this.result;
    const stage = Math.min(this.#chosen, filters.length - 1);
    const channel = Math.min(this.channel, planes[0].length - 1);
    return {
      filter: filters[stage],
      before: filters.slice(0, stage + 1),
      input: planes[stage][channel],
      output: planes[stage + 1][channel],
      outputs: planes[stage + 1],
    };
  });
  protected output = $derived.by(() => this.shown?.output ?? null);
  terms = $derived(this.shown && filterTerms(this.shown.input, this.shown.filter, this.at));
  isPicture = $derived.by(() => {
    if (this.look !== 'auto') return this.look === 'picture';
    const kept = (this.shown?.before ?? []).map(({ weights }) => sumOf(weights));
    const light = kept.reduce((product, sum) => product * sum, 1);
    return light >= KEEPS_LIGHT[0] && light <= KEEPS_LIGHT[1];
  });

  constructor(picture: LabPicture, loadLearned: () => Promise<LearnedKernels>) {
    super();
    this.picture = picture;
    this.#loadLearned = loadLearned;
  }

  /** Looks at the result whose window has this place of the picture in its middle. */
  pointInput(row: number, column: number): void {
    const { before } = this.shown ?? { before: [] };
    let place = { row, column };
    for (const { size, stride, dilation, edges, padding } of before) {
      const middle = (dilation * (size - 1)) / 2 - (edges === 'none' ? 0 : padding);
      const to = (from: number) => Math.round((from - middle) / stride);
      place = { row: to(place.row), column: to(place.column) };
    }
    this.point(place.row, place.column);
  }

  choose(stage: number): void {
    this.#chosen = Math.min(this.#stages.length - 1, Math.max(0, stage));
    this.uncover();
  }

  setColour(isColour: boolean, channel = this.#channel): void {
    this.#isColour = isColour;
    this.#channel = channel;
  }

  useClassic(name: KernelName): void {
    const size = hasClassics(this.stage.size) ? this.stage.size : 3;
    const sized = resized(this.stage, size);
    this.#set({ ...sized, kernel: { kind: 'classic', name }, weights: classicKernel(name, size) });
  }

  async useLearned(index: number): Promise<void> {
    const mine = this.#chosen;
    const learned = await this.loadLearned();
    if (learned) this.#replace(mine, withLearned(this.#stages[mine], learned, index));
  }

  /** Fetches the network's weights, once; null where that failed, and then `problem` says so. */
  async loadLearned(): Promise<LearnedKernels | null> {
    if (this.#learned) return this.#learned;
    this.#isLoading = true;
    try {
      this.#learned = await this.#loadLearned();
      this.#fillLearned(this.#learned);
    } catch (error) {
      const message = messageOf(error);
      this.#wrong = { rule: 'learned', message };
    }
    this.#isLoading = false;
    return this.#learned;
  }

  setSize(size: number): void {
    this.#set(resized(this.stage, size));
  }

  /** Returns the weight that was set. */
  setWeight(index: number, value: number): number {
    const weights = this.stage.weights.with(index, value);
    this.#set({ ...this.stage, kernel: { kind: 'own' }, weights });
    return value;
  }

  /** The text typed into a cell is not a number: the kernel stays as it is. */
  rejectWeight(index: number, text: string): void {
    const { size } = this.stage;
    this.#wrong = { rule: 'weight', text, row: Math.floor(index / size), column: index % size };
  }

  setEdges(edges: Edges): void {
    this.#set({ ...this.stage, edges });
  }

  type(setting: Setting, text: string): void {
    this.#set({ ...this.stage, texts: { ...this.stage.texts, [setting]: text } });
  }

  /** A second kernel after the first, or none. */
  setSecond(isOn: boolean): void {
    this.#wrong = null;
    this.#stages = isOn ? [this.#stages[0], classicStage('boxBlur')] : [this.#stages[0]];
    this.choose(isOn ? 1 : 0);
  }

  /** All but the picture, for the address: "grey_auto_0_12.30_sobelX-3 z1*gaussian-3 z1". */
  get text(): string {
    const plane = this.#isColour ? 'rgb'[this.#channel] : 'grey';
    const stages = (this.isStale && this.#last?.stages) || this.#stages;
    const kernels = stages.map(encodeStage).join('*');
    return [plane, this.look, this.#chosen, this.placeText, kernels].join('_');
  }

  /** Follows the address to the nearest state that exists. */
  go(text: string): void {
    const [plane = '', look = '', chosen = '', place = '', kernels = ''] = text.split('_');
    const decoded = kernels.split('*').slice(0, 2).map(decodeStage);
    const channel = 'rgb'.indexOf(plane);
    this.#isLeftOut = !decoded.every(({ isExact }) => isExact);
    this.#wrong = null;
    this.#isColour = plane.length === 1 && channel >= 0;
    this.#channel = Math.max(0, channel);
    this.look = LOOKS.find((name) => name === look) ?? 'auto';
    this.#stages = decoded.map(({ stage }) => stage);
    this.choose(chosen === '1' ? 1 : 0);
    this.goTo(place);
    if (this.#stages.some(({ kernel }) => kernel.kind === 'learned')) this.#askLearned();
  }

  async #askLearned(): Promise<void> {
    const learned = await this.loadLearned();
    if (learned) this.#fillLearned(learned);
  }

  /** What the address asked for before the weights were known. */
  #fillLearned(learned: LearnedKernels): void {
    this.#stages = this.#stages.map((stage) => {
      if (stage.kernel.kind !== 'learned') return stage;
      if (stage.kernel.index >= learned.kernels.length) this.#isLeftOut = true;
      return withLearned(stage, learned, stage.kernel.index);
    });
  }

  #set(stage: Stage): void {
    this.#replace(this.#chosen, stage);
  }

  #replace(index: number, stage: Stage): void {
    // The current valid result is the one to keep, whether or not anybody has looked at it.
    void this.result;
    this.#wrong = null;
    this.#isLeftOut = false;
    this.uncover();
    this.#stages = this.#stages.with(index, stage);
  }
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The stage with a learned kernel, or the nearest one that the network has. */
function withLearned(stage: Stage, { size, kernels }: LearnedKernels, asked: number): Stage {
  const index = Math.min(asked, kernels.length - 1);
  const sized = resized(stage, size);
  return { ...sized, kernel: { kind: 'learned', index }, weights: kernels[index] };
}
