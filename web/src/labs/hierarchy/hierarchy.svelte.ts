/** Chapter 03's third laboratory: a network that tells garments apart, its answer as a tree, what its units look for. */
import { blocksOf } from './blocks';
import { labelTree, sharedTree } from '../../core/labelTree';
import { SHARE_DIGITS } from '../../kit/i18n/i18n.svelte';
import { joinParts, splitParts } from '../../kit/chapter/partTexts';
import {
  EMPTY,
  loadExamples,
  pixelsIn,
  pixelsText,
  strokesIn,
  strokesText,
  type Drawing,
  type Example,
  type ModelBench,
} from '../../bench';
import { FeatureSheets } from './featureSheets.svelte';
import { loadLabEvaluation, type Measured } from '../../kit/measured/labEvaluation';
import { messageOf } from '../../kit/messageOf';
import { closes, opens } from '../../kit/steps';

/** A map or a class whose visualisation is open. */
export interface Feature {
  layer: string;
  channel: number;
}

/** The folder of the network, and the file of its examples, under the laboratories' folder. */
export const GARMENT_MODEL = 'vgg-fashion';
const LABORATORY = 'lab/';
const EXAMPLES = `${LABORATORY}fashion-mnist.json`;
/** The label of the example that is shown at first: the deck's story ends at a boot as well as at a beagle. */
const FIRST_LABEL = 9;
/** Separates the parts of the address's text; no part contains it. */
const BETWEEN = '..';
const NETWORK_OPEN = 'n';

export class Hierarchy {
  readonly bench: ModelBench;
  readonly features: FeatureSheets;
  /** Whether the whole network is shown. */
  isNetworkOpen = $state(false);
  #feature = $state.raw<Feature | null>(null);
  #garments = $state.raw<readonly Example[]>([]);
  #measured = $state.raw<Measured | null>(null);
  #failure = $state<string | null>(null);
  /** The example to show as soon as the examples are there: its number, or null for the first boot. */
  #asked = $state<{ garment: number | null } | null>({ garment: null });
  #isOpening = false;

  garments = $derived(this.#garments);
  feature = $derived(this.#feature);
  /** What was measured on the network; null if that was with other weights. */
  measured = $derived.by(() => {
    const weights = this.bench.detector?.manifest.files.weights.sha256;
    return this.#measured?.sha256.weights === weights ? this.#measured : null;
  });
  /** Why examples or figures did not load. */
  failure = $derived(this.#failure);
  /** Which example is shown; null where it is something else. */
  garment = $derived.by(() => {
    const { pixels } = this.bench.drawing.current;
    const index = this.#garments.findIndex((garment) => garment.pixels === pixels);
    return index < 0 ? null : index;
  });
  /** The labels' keys, by their numbers; none until the network is there. */
  keys = $derived.by((): readonly string[] => this.bench.detector?.manifest.labels ?? []);
  blocks = $derived.by(() => blocksOf(this.bench.detector?.manifest.layers ?? []));
  /** The answer at every level; null where nothing is shown yet. */
  tree = $derived.by(() => {
    const { detector } = this.bench;
    const levels = detector?.manifest.hierarchy;
    const shares = detector?.prediction.probabilities;
    return levels && shares ? sharedTree(labelTree(levels), shares, SHARE_DIGITS) : null;
  });

  constructor(bench: ModelBench) {
    this.bench = bench;
    this.features = new FeatureSheets(`${bench.modelBase}${LABORATORY}${bench.model.name}/`);
  }

  /** Fetches network, examples and figures, once. */
  open(): void {
    this.bench.open();
    if (!this.#isOpening) this.#load();
  }

  async #load(): Promise<void> {
    this.#isOpening = true;
    this.#failure = null;
    try {
      this.#garments = await loadExamples(this.bench.modelBase + EXAMPLES);
      if (this.#asked) this.#show(this.#asked.garment);
      const { models } = await loadLabEvaluation(this.bench.modelBase);
      this.#measured = models[this.bench.model.name] ?? null;
    } catch (error) {
      this.#failure = messageOf(error);
      this.#isOpening = false;
    }
  }

  get #first(): number {
    return Math.max(
      0,
      this.#garments.findIndex(({ label }) => label === FIRST_LABEL),
    );
  }

  /** Shows an example; null for the first boot. */
  #show(garment: number | null): void {
    if (this.#garments.length === 0) {
      this.#asked = { garment };
      return;
    }
    this.#asked = null;
    const index = garment !== null && garment in this.#garments ? garment : this.#first;
    this.bench.drawing.loadPixels(this.#garments[index].pixels);
  }

  choose(garment: number): void {
    this.#show(garment);
  }

  /** Opens the panel of a feature, or another one in it; null closes it. */
  openFeature(feature: Feature | null): void {
    const set = () => void (this.#feature = feature);
    if (!feature) closes(set);
    else if (this.#feature?.layer === feature.layer) set();
    else opens(set);
  }

  /** For the address: "g12..block1_relu1.3..…", last the picture to compare with; null while nothing differs from how the laboratory opens. */
  get text(): string | null {
    const { lens, surgery } = this.bench;
    const feature = this.#feature && `${this.#feature.layer}.${this.#feature.channel}`;
    const parts = [
      this.#picture,
      lens.text,
      surgery.text,
      this.isNetworkOpen ? NETWORK_OPEN : null,
      feature,
      this.bench.compare.text,
    ];
    return joinParts(parts, BETWEEN);
  }

  /** "g12", strokes, or the pixels that were seen; null for the first boot. */
  get #picture(): string | null {
    if (this.#asked) return this.#asked.garment === null ? null : `g${this.#asked.garment}`;
    if (this.garment !== null) return this.garment === this.#first ? null : `g${this.garment}`;
    const { strokes, pixels, picture } = this.bench.drawing.current;
    if (strokes.length > 0) return `s${strokesText(strokes)}`;
    const seen = pixels ?? (picture ? this.bench.detector?.pixels : null);
    return seen ? `p${pixelsText(seen)}` : 'e';
  }

  /** Follows the address to the nearest state that exists. */
  go(text: string | null): void {
    const [picture = null, lens = null, surgery = null, network, feature = null, kept = null] =
      splitParts(text, BETWEEN);
    if (picture !== this.#picture) this.#goPicture(picture);
    this.#goOpen(lens, feature);
    this.bench.surgery.go(surgery);
    this.isNetworkOpen = network === NETWORK_OPEN;
    this.bench.compare.go(kept);
  }

  /** What is open in the lens, and the feature's panel. */
  reopen(text: string | null): void {
    const [, lens = null, , , feature = null] = splitParts(text, BETWEEN);
    this.#goOpen(lens, feature);
  }

  #goOpen(lens: string | null, feature: string | null): void {
    this.bench.lens.go(lens);
    const [, layer, channel] = /^(\w+)\.(\d{1,4})$/.exec(feature ?? '') ?? [];
    this.#feature = layer ? { layer, channel: Number(channel) } : null;
  }

  #goPicture(text: string | null): void {
    const drawing = text === null ? null : drawingOf(text);
    if (drawing) {
      this.#asked = null;
      this.bench.drawing.load(drawing);
    } else this.#show(/^g\d{1,3}$/.test(text ?? '') ? Number(text!.slice(1)) : null);
  }
}

/** Null where the text names an example, or nothing that can be read. */
function drawingOf(text: string): Drawing | null {
  if (text === 'e') return EMPTY;
  const strokes = text.startsWith('s') ? strokesIn(text.slice(1)) : null;
  if (strokes) return { ...EMPTY, strokes };
  const pixels = text.startsWith('p') ? pixelsIn(text.slice(1)) : null;
  return pixels && { ...EMPTY, pixels };
}
