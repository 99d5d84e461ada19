/** The GAN laboratory's second part: the discriminator as a CNN, on the game's digits and on the visitor's own drawing. */
import type { Gan } from '../gan.svelte';
import { JudgeGame } from './judgeGame.svelte';
import { joinParts, splitParts } from '../../../kit/chapter/partTexts';
import {
  Judging,
  PANELS,
  ModelBench,
  type DrawingReader,
  type FetchedNetwork,
  type LabModel,
} from '../../../bench';

/** Separates the parts of the address's text; no part contains it. */
const BETWEEN = '..';

export class Judge {
  readonly game: JudgeGame;
  /** The discriminator on the page's drawing. */
  readonly bench: ModelBench;
  /** What the page's detector reads of the pixels that the discriminator sees. */
  readonly reading: Judging<FetchedNetwork>;
  /** What the drawing is judged as; null follows the detector. */
  #chosen = $state<number | null>(null);
  #isShown = false;

  chosen = $derived(this.#chosen);
  /** For each digit, how probably the drawing is a real one; null where nothing is drawn. */
  shares = $derived.by(() => this.bench.detector?.prediction.probabilities ?? null);
  /** The digit that the drawing is judged as; null where nothing is drawn, or not read yet. */
  digit = $derived.by((): number | null =>
    this.shares ? (this.#chosen ?? this.reading.answer) : null,
  );
  /** The one of the digit that it is judged as. */
  share = $derived(this.shares && this.digit !== null ? this.shares[this.digit] : null);

  /** @param page the drawing that is judged, and where the networks' files are */
  constructor(
    gan: Gan,
    detector: FetchedNetwork,
    discriminator: LabModel,
    page: Pick<DrawingReader, 'drawing' | 'modelBase'>,
  ) {
    this.game = new JudgeGame(gan, page.modelBase);
    this.bench = new ModelBench(discriminator, {
      ...page,
      labels: (keys) => [...keys],
      judgedAs: () => this.digit,
    });
    this.reading = new Judging(detector);
  }

  /** Fetches what is needed; again after a failure. */
  async open(): Promise<void> {
    await Promise.all([this.#openBench(), this.game.open(), this.reading.model.open()]);
  }

  async #openBench(): Promise<void> {
    this.#isShown = true;
    await this.bench.open();
    const { detector } = this.bench;
    if (!detector) return;
    detector.isWatched = () => this.#isShown;
    await detector.update();
  }

  /** What is drawn elsewhere is not judged. */
  leave(): void {
    this.#isShown = false;
  }

  /** @param digit null for the one that the detector reads */
  choose(digit: number | null): void {
    this.#chosen = digit;
  }

  /** Opens the arithmetic of the drawing's percentage. */
  openShare(digit: number): void {
    const { data, lens } = this.bench;
    if (data) lens.open({ layer: data.percentages, channel: digit, row: 0, column: 0 });
  }

  /** Puts one of the game's pictures onto the pad, and opens what the discriminator says of it. */
  takeApart({ pixels, label }: { pixels: Uint8Array; label: number }): void {
    this.bench.drawing.loadPixels(pixels);
    this.choose(label);
    this.openShare(label);
  }

  /** For the address: "g12345.7.4.5..7..conv1_relu.3.5.5..…"; null while nothing differs from how it opens. */
  get text(): string | null {
    const { lens, surgery } = this.bench;
    return joinParts([this.game.text, this.#chosen, lens.text, surgery.text], BETWEEN);
  }

  /** Follows the address to the nearest state that exists. */
  go(text: string | null): void {
    const [game = null, digit, lens = null, surgery = null] = splitParts(text, BETWEEN);
    this.game.go(game);
    this.#chosen = /^\d$/.test(digit ?? '') ? Number(digit) : null;
    this.#goLens(lens);
    this.bench.surgery.go(surgery);
  }

  /** What is open in the lens. */
  reopen(text: string | null): void {
    this.#goLens(splitParts(text, BETWEEN)[2] ?? null);
  }

  #goLens(text: string | null): void {
    const isPanel = PANELS.some((panel) => panel === text);
    this.bench.lens.go(isPanel ? null : text);
  }
}
