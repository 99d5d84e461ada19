/** A bench for a laboratory's network, with its own drawing, lens and surgery beside the front door's. */
import type { Bench } from './bench';
import { Compare } from './compare/compare.svelte';
import { Detector } from './detector.svelte';
import { DrawingState } from './drawing/drawing.svelte';
import type { Example } from './examples';
import { Hover } from './network/hover.svelte';
import type { LabModel } from './labModels.svelte';
import { Lens } from './lens/lens.svelte';
import { Lesson } from './lens/lesson.svelte';
import { NetworkData } from './networkData';
import { Slide } from '../kit/timeline/slide.svelte';
import { Surgery } from './surgery/surgery.svelte';

interface Surroundings {
  /** Address of the folder of the shipped network's files. */
  modelBase: string;
  /** A network's classes in the page's language, by their keys. */
  labels: (keys: readonly string[]) => string[];
  /** The same as a sentence names one of them, "a coat"; left out for digits. */
  nouns?: (keys: readonly string[]) => string[];
  /** Pictures of its kind, once they are there; those that its manifest names if left out. */
  examples?: () => readonly Example[];
  /** The page's drawing, where the network reads what was drawn elsewhere; one of its own if left out. */
  drawing?: DrawingState;
  /** For a discriminator, see Bench. */
  judgedAs?: () => number | null;
}

export class ModelBench implements Bench {
  readonly drawing: DrawingState;
  readonly hover = new Hover();
  readonly lens = new Lens();
  readonly surgery = new Surgery();
  readonly compare = new Compare();
  readonly lesson = new Lesson({
    drawing: () => this.drawing.version,
    unit: () => (this.lens.unit ? this.lens.text : null),
  });
  readonly slide = new Slide(this.lens, () =>
    this.lens.layer ? (this.data?.shape(this.lens.layer) ?? null) : null,
  );
  readonly model: LabModel;
  readonly modelBase: string;
  readonly #around: Surroundings;
  #detector = $state.raw<Detector | null>(null);

  detector = $derived(this.#detector);
  examples = $derived.by(() => this.#around.examples?.() ?? null);
  judgedAs = $derived.by(() => this.#around.judgedAs?.() ?? null);
  data = $derived.by(() => {
    if (!this.#detector) return null;
    const keys = this.#detector.manifest.labels;
    const { labels, nouns } = this.#around;
    return new NetworkData(this.#detector, labels(keys), nouns?.(keys));
  });

  constructor(model: LabModel, around: Surroundings) {
    this.model = model;
    this.drawing = around.drawing ?? new DrawingState();
    this.modelBase = around.modelBase;
    this.#around = around;
  }

  /** Fetches the network once; a failure is in `model.failure`, and opening it again tries again. */
  async open(): Promise<void> {
    await this.model.open();
    const { client } = this.model;
    if (!client || this.#detector) return;
    this.surgery.setTrained({ layers: client.manifest.layers, weights: client.weights });
    this.#detector = new Detector(client, this.drawing, this.surgery, null);
    this.lens.setShapes((name) => this.data?.shape(name) ?? null);
  }
}
