/** One step of training, slowly: the picture, the weights that are moved, the part that is looked at, the chosen weight. */
import { layerOf } from '../../core/forward';
import { slopeTerms, weightTerms, type Traced } from './gradientTerms';
import { inkOf } from '../../core/greys';
import { initialWeights } from './initialWeights';
import {
  beginWith,
  stepOfWeight,
  type Optimizer,
  type OptimizerSettings,
  type TrainingState,
  type WeightStep,
} from '../../core/optimizers';
import type { Weights } from '../../core/weightSurgery';
import { indexOf, placeOfLargest, positionOf, sizeOf, type Position } from '../../core/tensor';
import type { Stepped, WeightPlace } from '../../core/trainingStep';
import { sequenceOf } from '../../inference/stepSequence';
import type { InferenceClient, Results } from '../../inference/client';
import { examplesOf, type Example } from '../../bench';
import { Latest } from '../../kit/latest.svelte';
import { messageOf } from '../../kit/messageOf';
import { placesAlong, Slide } from '../../kit/timeline/slide.svelte';
import {
  decodeSlowStep,
  encodeSlowStep,
  MOST_STEPS,
  RATES,
  STEP_PARTS,
  type Asked,
  type StepPart,
} from './slowStepAddress';

/** Parts a second: long enough to be read. */
const PART_SPEED = 0.25;

/** The example that stands there until something is drawn. */
const FIRST_EXAMPLE = 7;
/** Usual ones: where a step is small enough to follow and large enough to see. */
const USUAL_RATE: Record<Optimizer, number> = {
  sgd: 0.01,
  momentum: 0.01,
  adam: 0.001,
  adamw: 0.001,
};

/** What reads the picture on the page's pad, and whose weights are moved; null until it is there. */
export interface SlowStepPage {
  readonly detector: {
    readonly client: Pick<InferenceClient, 'manifest' | 'weights' | 'study'>;
    /** Null where nothing is drawn. */
    readonly pixels: Uint8Array | null;
    readonly tensors: Results | null;
  } | null;
  /** Address of the folder of the network's files. */
  readonly modelBase: string;
}

/** Everything that a series of steps follows from. */
interface Begin extends OptimizerSettings {
  picture: Uint8Array;
  label: number;
  seed: number | null;
}

/** A step that was taken. */
interface Past {
  loss: number;
  gradients: Stepped['before']['gradients'];
}

/** A series of steps, with the next one worked out in full but not taken. */
interface Row {
  begin: Begin;
  made: readonly Past[];
  /** The weights before the next step. */
  state: TrainingState;
  next: Stepped;
}

/** What one step did to the chosen weight, or will do. */
export interface WeightHistory extends WeightStep {
  count: number;
  loss: number;
  gradient: number;
  /** Before the step. */
  from: number;
  /** Before the step, as PyTorch keeps them. */
  firstFrom: number;
  secondFrom: number;
}

/** What a push of one weight did, and of which one, from where, how far. */
interface Check {
  row: Row;
  place: WeightPlace;
  epsilon: number;
  up: number;
  down: number;
}

const isSameBegin = (a: Begin, b: Begin) =>
  (Object.keys(a) as (keyof Begin)[]).every((name) => a[name] === b[name]);

export class SlowStep {
  readonly #page: SlowStepPage;
  readonly #rows = new Latest(() => this.#step());
  readonly #checks = new Latest(() => this.#nudge());
  #asked = $state.raw<Asked>(decodeSlowStep(null));
  #examples = $state.raw<readonly Example[]>([]);
  #failure = $state<string | null>(null);
  #row = $state.raw<Row | null>(null);
  #check = $state.raw<Check | null>(null);
  #initial: { seed: number; weights: Weights } | null = null;

  /** Along the parts. */
  readonly slide: Slide;

  part = $derived.by(() => this.#asked.part);
  partIndex = $derived.by(() => STEP_PARTS.indexOf(this.#asked.part));
  /** Seed of the weights before any training; null for the shipped ones. */
  seed = $derived.by(() => this.#asked.seed);
  optimizer = $derived.by(() => this.#asked.optimizer);
  learningRate = $derived.by(() => this.#asked.rate ?? USUAL_RATE[this.#asked.optimizer]);
  epsilon = $derived.by(() => this.#asked.epsilon);
  /** Why there is nothing to see. */
  error = $derived.by(() => this.#failure ?? this.#rows.error ?? this.#checks.error);

  #drawn = $derived.by(() => this.#page.detector?.pixels ?? null);
  #example = $derived.by(() => this.#examples.find(({ label }) => label === FIRST_EXAMPLE) ?? null);
  /** Whether the picture is what the page's pad holds. */
  isDrawn = $derived.by(() => this.#drawn !== null);
  picture = $derived.by(() => this.#drawn ?? this.#example?.pixels ?? null);
  /** What the page reads the picture as. */
  read = $derived.by(() => {
    if (!this.isDrawn) return this.#example?.label ?? null;
    const output = this.#page.detector?.client.manifest.output;
    const logits = output && this.#page.detector?.tensors?.[output];
    return logits ? logits.indexOf(Math.max(...logits)) : null;
  });
  label = $derived.by(() => this.#asked.label ?? this.read);

  #begin = $derived.by((): Begin | null => {
    const { picture, label, seed, optimizer, learningRate } = this;
    return picture && label !== null ? { picture, label, seed, optimizer, learningRate } : null;
  });
  /** The step looked at; one of another picture or other settings stays until the new one is there. */
  row = $derived(this.#row);
  /** Whether what is shown is what was asked for. */
  isCurrent = $derived.by(
    () =>
      this.#row !== null &&
      this.#begin !== null &&
      isSameBegin(this.#row.begin, this.#begin) &&
      this.#row.made.length === this.#asked.count,
  );
  /** Steps taken. */
  count = $derived.by(() => this.#row?.made.length ?? 0);
  traced = $derived.by((): Traced | null => {
    if (!this.#row || !this.#page.detector) return null;
    const { values, slopes } = this.#row.next.before;
    const sequence = sequenceOf(this.#page.detector.client.manifest);
    return { ...sequence, weights: this.#row.state.weights, values, slopes };
  });
  gradients = $derived.by(() => this.#row?.next.before.gradients ?? null);
  /** The chosen weight: at first the one of the first layer that had the largest gradient when the row began. */
  place = $derived.by((): WeightPlace | null => {
    const { weight } = this.#asked;
    const shape = weight && this.#row?.state.weights.get(weight.name)?.shape;
    if (weight && shape && weight.index < sizeOf(shape)) return weight;
    const first = this.#row?.made[0]?.gradients ?? this.gradients;
    const [name] = first?.keys() ?? [];
    return first && name ? { name, index: placeOfLargest(first.get(name)!) } : null;
  });
  gradient = $derived.by(() =>
    this.place ? (this.gradients?.get(this.place.name)?.[this.place.index] ?? 0) : 0,
  );
  sum = $derived.by(() =>
    this.traced && this.place ? weightTerms(this.traced, this.place) : null,
  );
  /** From a gradient of that sum to where it came from, step by step back to the logits. */
  trail = $derived.by(() => {
    const { traced, place } = this;
    if (!traced || !place) return [];
    const steps: { name: string; at: Position; sum: ReturnType<typeof slopeTerms> }[] = [];
    let layer = layerOf(traced, place.name);
    for (const index of this.#asked.trail) {
      if (index >= sizeOf(layer.shape)) break;
      const at = positionOf(layer.shape, index);
      const sum = slopeTerms(traced, layer.name, at);
      steps.push({ name: layer.name, at, sum });
      if (!sum) break;
      ({ layer } = sum);
    }
    return steps;
  });
  /** What every step did to the chosen weight, and what the next will do. */
  history = $derived.by((): WeightHistory[] => {
    const { place } = this;
    if (!this.#row || !place) return [];
    const { begin, made, next } = this.#row;
    const weights = this.#weightsOf(begin.seed)?.get(place.name);
    let [weight, first, second] = [weights?.data[place.index] ?? 0, 0, 0];
    return [...made, next.before].map(({ loss, gradients }, i) => {
      const gradient = gradients.get(place.name)![place.index];
      const step = stepOfWeight(begin, weight, gradient, first, second, i + 1);
      const from = { from: weight, firstFrom: first, secondFrom: second };
      // Kept in single precision, as all weights are.
      [weight, first, second] = [step.weight, step.first, step.second].map(Math.fround);
      return { ...step, ...from, count: i + 1, loss, gradient };
    });
  });
  /** The finite difference of the chosen weight; null until it is worked out. */
  check = $derived.by(() => {
    const check = this.#check;
    const isOfThis =
      check?.row === this.#row &&
      check?.place.name === this.place?.name &&
      check?.place.index === this.place?.index &&
      check?.epsilon === this.epsilon;
    return isOfThis ? check : null;
  });

  constructor(page: SlowStepPage) {
    this.#page = page;
    this.slide = new Slide(
      placesAlong(
        'step-parts',
        () => this.partIndex,
        (index) => this.#ask({ part: STEP_PARTS[index] }),
      ),
      () => [1, 1, STEP_PARTS.length],
      [PART_SPEED, PART_SPEED],
    );
  }

  /** Fetches the examples; a failure is in `error`. */
  async open(): Promise<void> {
    const manifest = this.#page.detector?.client.manifest;
    if (!manifest || this.#examples.length > 0) return;
    this.#failure = null;
    try {
      this.#examples = await examplesOf(manifest, this.#page.modelBase);
    } catch (error) {
      this.#failure = messageOf(error);
    }
  }

  /** Works out what is asked for now; call it whenever that changes. */
  update(): void {
    if (this.#begin && !this.isCurrent) this.#rows.update();
  }

  /** Works out the finite difference of the chosen weight; call it likewise. */
  verify(): void {
    if (this.#row && this.place && !this.check) this.#checks.update();
  }

  #ask(change: Partial<Asked>): void {
    this.#asked = { ...this.#asked, ...change };
  }

  showPart(part: StepPart): void {
    this.slide.pause();
    this.#ask({ part });
  }

  /** What it should be read as; null for what the page reads it as. */
  setLabel(label: number | null): void {
    this.#ask({ label: label === this.read ? null : label, count: 0 });
  }

  /** Weights before any training, from this seed; null for the shipped ones. */
  beginFrom(seed: number | null): void {
    this.#ask({ seed, count: 0 });
  }

  setOptimizer(optimizer: Optimizer): void {
    this.#ask({ optimizer, rate: null, count: 0 });
  }

  /** @param index of RATES */
  setRate(index: number): void {
    this.#ask({ rate: RATES[index], count: 0 });
  }

  setEpsilon(epsilon: number): void {
    this.#ask({ epsilon });
  }

  choose(weight: WeightPlace): void {
    this.#ask({ weight, trail: [] });
  }

  /** The weight of a tensor that has the largest gradient. */
  chooseFrom(name: string): void {
    const gradients = this.gradients?.get(name);
    if (gradients) this.choose({ name, index: placeOfLargest(gradients) });
  }

  /** Opens where the gradient at a place came from: `depth` steps behind the chosen weight's own sum. */
  follow(depth: number, shape: readonly number[], at: Position): void {
    this.#ask({ trail: [...this.#asked.trail.slice(0, depth), indexOf(shape, at)] });
  }

  /** Back to this many steps. */
  unfollow(depth: number): void {
    this.#ask({ trail: this.#asked.trail.slice(0, depth) });
  }

  /** Takes the step: all weights of the section's own copy move. */
  apply(): void {
    if (this.isCurrent) this.#ask({ count: Math.min(MOST_STEPS, this.#asked.count + 1) });
  }

  /** Back to the weights that it began with. */
  restart(): void {
    this.#ask({ count: 0 });
  }

  #weightsOf(seed: number | null): Weights | null {
    const client = this.#page.detector?.client;
    if (!client) return null;
    if (seed === null) return client.weights;
    if (this.#initial?.seed !== seed)
      this.#initial = {
        seed,
        weights: initialWeights(client.manifest.layers, client.weights, seed),
      };
    return this.#initial.weights;
  }

  /** From the current series, if it leads to what is asked for, or else from the beginning. */
  async #step(): Promise<void> {
    const begin = this.#begin;
    const client = this.#page.detector?.client;
    const weights = begin && this.#weightsOf(begin.seed);
    if (!client || !begin || !weights) return;
    const { picture, label, optimizer, learningRate } = begin;
    const settings = { optimizer, learningRate };
    const work = (state: TrainingState) =>
      client.study({ kind: 'step', state, picture: inkOf(picture), label, settings });
    const known = this.#row && isSameBegin(this.#row.begin, begin) ? this.#row : null;
    let row = known && known.made.length <= this.#asked.count ? known : null;
    if (!row) {
      const state = beginWith(weights);
      row = { begin, made: [], state, next: await work(state) };
    }
    while (row.made.length < this.#asked.count) {
      if (this.#rows.isOutdated) return;
      const { before, state }: Stepped = row.next;
      const made: Past[] = [...row.made, { loss: before.loss, gradients: before.gradients }];
      row = { begin, made, state, next: await work(state) };
    }
    this.#row = row;
  }

  async #nudge(): Promise<void> {
    const { place, epsilon } = this;
    const row = this.#row;
    const client = this.#page.detector?.client;
    if (!client || !row || !place) return;
    const { up, down } = await client.study({
      kind: 'nudge',
      weights: row.state.weights,
      values: row.next.before.values,
      label: row.begin.label,
      place,
      epsilon,
    });
    this.#check = { row, place, epsilon, up, down };
  }

  /** For the address, see slowStepAddress.ts. */
  get text(): string | null {
    return encodeSlowStep(this.#asked);
  }

  /** Follows the address; what can't be read gets its default. */
  go(text: string | null): void {
    this.slide.pause();
    this.#asked = decodeSlowStep(text);
  }
}
