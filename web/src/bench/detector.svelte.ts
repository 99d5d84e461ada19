/** The network's answer to the drawing, kept up to date: one run in flight; latest wins. */
import { tick } from 'svelte';
import { inkOf } from '../core/greys';
import {
  ALL_STEPS,
  normalizeInk,
  normalizePicture,
  type Normalized,
  type Preprocessing,
  type Steps,
} from '../core/normalize';
import { normalizeDigits, normalizeNumber, type PlacedNumber } from './preprocess/placedDigits';
import {
  patched,
  patchesBetween,
  wholePatches,
  type Operation,
  type Weights,
} from '../core/weightSurgery';
import type { InferenceClient, Manifest, Results } from '../inference/client';
import { Answers } from './answers';
import type { Drawing, DrawingState } from './drawing/drawing.svelte';
import { Latest } from '../kit/latest.svelte';
import type { NumberReading } from './prediction/numberReading.svelte';
import { judgeAll } from './prediction/judgeAll';
import { BLANK, judge, type Prediction } from './prediction/readAnswer';
import { bestCut, bestHalves, isSure, MAX_PARTS } from './prediction/touching';
import { TouchingDigits, type Whole } from './prediction/touchingDigits';
import { INK_SIDE, rasterize } from './drawing/rasterize';
import type { Surgery } from './surgery/surgery.svelte';

export type { Prediction };

/** What enters the network, and how it was made. */
interface Seen {
  pixels: Uint8Array;
  /** Null for pixels that were given as they are. */
  normalized: Normalized | null;
}

/** A drawing as the network gets it: one picture, several where digits stand side by side, none where nothing is drawn. */
interface Look {
  drawing: Drawing;
  steps: Steps;
  digits: readonly Seen[];
  /** With its cuts and corrections; null for what can't be a number. */
  number: PlacedNumber | null;
  /** What may touch, and has not been asked about. */
  unknown: readonly Whole[];
}

export class Detector {
  readonly client: InferenceClient;
  /** Whether somebody is looking at numbers that the network view does not draw. */
  needsAll: () => boolean = () => true;
  /** Whether its answers are shown anywhere; if not, it does not run. Call `update` after a change. */
  isWatched: () => boolean = () => true;
  readonly #drawing: DrawingState;
  readonly #surgery: Surgery;
  /** Null where a picture is always one thing, never several digits. */
  readonly #number: NumberReading | null;
  readonly #answers = new Answers();
  readonly #runs = new Latest(() => this.#run());
  #seen = $state.raw<Seen | null>(null);
  #tensors = $state.raw<Results | null>(null);
  /** These come a moment before the tensors, so that the percentages don't wait for the maps. */
  #logits = $state.raw<Float32Array | null>(null);
  #weights = $state.raw<Weights | null>(null);
  /** Weights from another training of the same network; null for the shipped ones. */
  #others = $state.raw<Weights | null>(null);
  /** What the worker's weights are now: as training left them, plus the operations since. */
  #latest: Weights;
  #trained: Weights;
  #operated: readonly Operation[] = [];
  /** The last drawing looked at, and the input made from it: surgery does not change that. */
  #looked: Look | null = null;
  readonly #touching = new TouchingDigits();
  #steps = $state.raw<Steps>(ALL_STEPS);
  #latencyMs = $state(0);
  #unshown: (() => void) | null = null;
  /** A message posted during a frame arrives right after it; a timer may miss the next frame too. */
  readonly #painted = new MessageChannel();
  /** How many percentages are still to be painted. */
  #unpainted = 0;

  /** Every layer's numbers by name; null where nothing is drawn. */
  tensors = $derived(this.#tensors);
  /** The 28×28 grey levels that the network saw; null where nothing is drawn. */
  pixels = $derived(this.#seen?.pixels ?? null);
  normalized = $derived(this.#seen?.normalized ?? null);
  prediction = $derived.by((): Prediction =>
    this.#logits ? judge(this.#logits, this.manifest) : BLANK,
  );
  /** From the change to the numbers, without painting. */
  latencyMs = $derived(this.#latencyMs);
  error = $derived.by(() => this.#runs.error);
  steps = $derived(this.#steps);

  constructor(
    client: InferenceClient,
    drawing: DrawingState,
    surgery: Surgery,
    number: NumberReading | null,
  ) {
    this.client = client;
    this.#drawing = drawing;
    this.#surgery = surgery;
    this.#number = number;
    this.#latest = this.#trained = client.weights;
    this.#painted.port1.onmessage = () => {
      this.#unpainted--;
      this.#show();
    };
    drawing.onChange(() => this.update());
    surgery.onChange(() => this.update());
    number?.onChange(() => this.update());
    this.update();
  }

  /** What holds for these weights: temperature and refusal were fitted only to the shipped ones. */
  manifest = $derived.by((): Manifest => {
    const { manifest } = this.client;
    if (!this.#others) return manifest;
    return { ...manifest, temperature: 1, refusal: { ...manifest.refusal, threshold: 0 } };
  });

  /** Whether it runs with the weights that the manifest describes. */
  isShipped = $derived.by(() => this.#others === null);

  /** As training left them, before any surgery. */
  get trained(): Weights {
    return this.#others ?? this.client.weights;
  }

  /** The weights that the tensors were computed with. */
  get weights(): Weights {
    return this.#weights ?? this.trained;
  }

  /**
   * Runs with another training's weights from now on.
   *
   * @param weights all of them, by the manifest's names; null for the shipped ones
   */
  setTrained(weights: Weights | null): Promise<void> {
    this.#others = weights;
    this.#surgery.setTrained({ layers: this.client.manifest.layers, weights: this.trained });
    return this.update();
  }

  setStep(step: keyof Steps, on: boolean): void {
    this.setSteps({ ...this.#steps, [step]: on });
  }

  setSteps(steps: Steps): void {
    this.#steps = steps;
    this.update();
  }

  /** Runs the network on the drawing as it is now; calls during a run make one more run. */
  async update(): Promise<void> {
    if (this.isWatched()) await this.#runs.update();
  }

  async #run(): Promise<void> {
    const start = performance.now();
    const weights = this.#operate();
    const look = this.#look();
    const { digits } = look;
    const shown = this.#number?.indexOf(digits.length) ?? 0;
    const seen = digits[shown];
    if (!seen) {
      this.#weights = weights;
      this.#seen = this.#tensors = this.#logits = this.#unshown = null;
      this.#number?.tell([], 0, null);
      return;
    }
    const answer = (logits: Float32Array) => {
      this.#logits = logits;
      this.#latencyMs = performance.now() - start;
      if (digits.length > 1) this.#answers.add(seen.pixels, weights, logits);
      this.#tell(look, shown, weights);
      // As soon as the percentages are in the page, they get a frame of their own.
      this.#unpainted++;
      tick().then(() => requestAnimationFrame(() => this.#painted.port2.postMessage(null)));
    };
    const { tensors } = await this.client.run(inkOf(seen.pixels), this.#outputs(), answer);
    this.#unshown = () => {
      this.#seen = seen;
      this.#tensors = tensors;
      this.#weights = weights;
    };
    if (this.#unpainted === 0) this.#show();
    if (digits.length > 1) await this.#readOthers(look, shown, weights);
    // How good a cut is, only the shipped network as it was trained can say.
    const canSay = this.isShipped && this.#operated.length === 0;
    if (look.unknown.length > 0 && canSay && !this.#drawing.isDrawing)
      await this.#cutApart(look, weights);
  }

  /** Reports what is known so far about each digit of a number. */
  #tell({ digits, number, drawing }: Look, shown: number, weights: Weights): void {
    const known = digits.map(({ pixels }, i) => {
      const logits = digits.length > 1 ? this.#answers.find(pixels, weights) : this.#logits;
      return {
        pixels,
        prediction: logits && judge(logits, this.manifest),
        placed: number?.digits[i] ?? null,
      };
    });
    const frame = drawing.picture ?? { width: INK_SIDE, height: INK_SIDE };
    this.#number?.tell(known, shown, number && { ...number, frame });
  }

  /** Asks the network about every way to cut what may be several digits, all in one go; shows what comes of it. */
  async #cutApart({ unknown, digits }: Look, weights: Weights): Promise<void> {
    const { manifest } = this;
    const logits = this.#logits;
    const known = ({ digit }: Whole): Prediction | null => {
      const { pixels } = digit.normalized;
      const found =
        digits.length === 1 && digits[0].pixels === pixels
          ? logits
          : this.#answers.find(pixels, weights);
      return found && judge(found, manifest);
    };
    const said = (pictures: readonly Uint8Array[]) => judgeAll(this.client, pictures, manifest);
    const wholes: Prediction[] = [];
    for (const whole of unknown)
      wholes.push(known(whole) ?? (await said([whole.digit.normalized.pixels]))[0]);
    let left = MAX_PARTS;
    const tried = unknown.map((whole, i) => {
      const { digit, isSplit } = whole;
      const isTried = left > 0 && (isSplit || !isSure(wholes[i]));
      const own = isTried ? digit.parts!() : [];
      left -= own.length;
      return { whole, said: wholes[i], parts: left < 0 ? [] : own };
    });
    const parts = tried.flatMap((one) => one.parts);
    const judged = parts.length > 0 ? await said(parts.map(({ pixels }) => pixels)) : [];
    if (this.#runs.isOutdated || weights !== this.#latest) return;
    let at = 0;
    let isCut = false;
    for (const { whole, said: one, parts: own } of tried) {
      const about = judged.slice(at, (at += own.length));
      const { digit, isSplit } = whole;
      const cut = isSplit ? bestHalves(own, about) : bestCut(one, digit.inkBox, own, about);
      this.#touching.learn(whole, cut);
      isCut ||= cut !== null;
    }
    if (!isCut) return;
    this.#looked = null;
    void this.#runs.update();
  }

  /** Runs the network on digits without an answer yet; if the drawing has changed meanwhile, that goes first. */
  async #readOthers(look: Look, shown: number, weights: Weights): Promise<void> {
    const { digits } = look;
    const pictures = digits.map(({ pixels }) => pixels);
    this.#answers.keep(pictures, weights);
    const unknown = pictures.filter((pixels) => !this.#answers.find(pixels, weights));
    for (const pixels of unknown) {
      if (this.#runs.isOutdated) return;
      const { output } = this.manifest;
      const { tensors } = await this.client.run(inkOf(pixels), [output]);
      this.#answers.add(pixels, weights, tensors[output]);
    }
    if (unknown.length > 0) this.#tell(look, shown, weights);
  }

  /** Shows the last answer in full. */
  #show(): void {
    this.#unshown?.();
    this.#unshown = null;
  }

  /**
   * What the network view draws while the pen moves and nothing is taken apart: the numbers before a ReLU, a third
   * of all, come with the run that follows the last move.
   */
  #outputs(): string[] | undefined {
    if (!this.#drawing.isDrawing || this.needsAll()) return undefined;
    const { layers } = this.client.manifest;
    const beforeRelu = layers.filter(({ op }) => op === 'relu').map(({ input }) => input);
    return layers.map(({ name }) => name).filter((name) => !beforeRelu.includes(name));
  }

  /** Brings the worker's weights up to date with the surgery, and returns them. */
  #operate(): Weights {
    const { layers } = this.client.manifest;
    const { operations } = this.#surgery;
    const { trained } = this;
    if (trained !== this.#trained) {
      this.client.patch(wholePatches(trained));
      this.#latest = this.#trained = trained;
      this.#operated = [];
    }
    const patches = patchesBetween({ layers, weights: trained }, this.#operated, operations);
    this.#operated = operations;
    if (patches.length > 0) {
      this.client.patch(patches);
      this.#latest = patched(this.#latest, patches);
    }
    return this.#latest;
  }

  #look(): Look {
    const { current } = this.#drawing;
    if (this.#looked?.drawing !== current || this.#looked.steps !== this.#steps)
      this.#looked = this.#see(current);
    return this.#looked;
  }

  #see(drawing: Drawing): Look {
    const { pixels } = drawing;
    const look = { drawing, steps: this.#steps, number: null, unknown: [] };
    if (pixels) {
      const isDrawn = pixels.some((grey) => grey > 0);
      return { ...look, digits: isDrawn ? [{ pixels, normalized: null }] : [] };
    }
    const constants = this.manifest.preprocessing;
    const seen = (normalized: Normalized) => ({ pixels: normalized.pixels, normalized });
    const found = this.#number && digitsOf(drawing, this.#steps, constants);
    if (!found) return { ...look, digits: wholeOf(drawing, this.#steps, constants).map(seen) };
    const { number, unknown } = this.#touching.apply(found, drawing.corrections ?? []);
    const digits = number.digits.map(({ normalized }) => seen(normalized));
    return { ...look, digits, number, unknown };
  }
}

/** What was drawn or given as a number; null for a picture that is none. */
function digitsOf(
  { strokes, picture }: Drawing,
  steps: Steps,
  constants: Preprocessing,
): PlacedNumber | null {
  if (picture)
    return normalizeNumber(picture.rgba, picture.width, picture.height, steps, constants);
  if (strokes.length > 0) return normalizeDigits(rasterize(strokes), steps, constants);
  return { digits: [], signs: [], breaks: [] };
}

/** What was drawn or given, as one thing. */
function wholeOf(
  { strokes, picture }: Drawing,
  steps: Steps,
  constants: Preprocessing,
): Normalized[] {
  const whole = picture
    ? normalizePicture(picture.rgba, picture.width, picture.height, steps, constants)
    : strokes.length > 0
      ? normalizeInk(rasterize(strokes), steps, constants)
      : null;
  return whole ? [whole] : [];
}
