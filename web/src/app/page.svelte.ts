/** The page: chapter, language, theme, drawing, network. Keeps the address true and follows it. */
import type { Host } from '../bench/host';
import { InferenceClient } from '../inference/client';
import { i18n, preferredLanguage } from '../kit/i18n/i18n.svelte';
import {
  decodeAddress,
  encodeAddress,
  type Address,
  type ChapterState,
  type ThemeChoice,
} from './pageAddress';
import { FRONT_DOOR, type Chapter } from '../kit/chapter/chapters';
import { beside } from '../kit/beside';
import { BenchNetwork } from '../bench/benchNetwork.svelte';
import { ChapterStates } from './chapterStates.svelte';
import { Compare } from '../bench/compare/compare.svelte';
import { Detector } from '../bench/detector.svelte';
import { DrawingState } from '../bench/drawing/drawing.svelte';
import { Hover } from '../bench/network/hover.svelte';
import { LabModels } from '../bench/labModels.svelte';
import { Lesson } from '../bench/lens/lesson.svelte';
import { Lens } from '../bench/lens/lens.svelte';
import { NetworkData } from '../bench/networkData';
import { decodeQuality, encodeQuality, type QualityView } from '../labs/quality/qualityAddress';
import { NumberReading } from '../bench/prediction/numberReading.svelte';
import { Slide } from '../kit/timeline/slide.svelte';
import { Tour } from '../bench/tour/tour.svelte';
import { Surgery } from '../bench/surgery/surgery.svelte';
import type { Theme } from '../kit/theme';
import { messageOf } from '../kit/messageOf';

/** Folder of manifest.json and the network's files, beside the page wherever it is hosted. */
const MODEL_BASE = beside('model/');

/** The address is written at most this often: browsers refuse more than some dozens of changes a second. */
const WRITE_EVERY_MS = 150;
/** Long enough for the frame to be painted first, short enough for a reload right after a stroke. */
const WRITE_AFTER_MS = 20;
/** Writing it takes the browser up to ten milliseconds: a slide that plays is written when it rests, or every so often. */
const REST_MS = 200;
const LONGEST_MS = 1500;
/** Where the session keeps what the address did not hold yet when the page was left. */
const LEFT = 'esmiuca:left';

/** The studio's text where nothing of it is remembered: any text opens it. */
const STUDIO = 'runs';
/** Of chapter 04, in the bench's place; open where the address has a text of it. */
const INSTEAD = ['quality', 'studio'] as const satisfies ChapterState[];

export class PageState implements Host {
  readonly drawing = new DrawingState();
  readonly number = new NumberReading();
  readonly hover = new Hover();
  readonly lens = new Lens();
  readonly surgery = new Surgery();
  readonly tour = new Tour();
  readonly compare = new Compare();
  readonly chapters = new ChapterStates();
  readonly labModels = new LabModels(MODEL_BASE);
  readonly network = new BenchNetwork(async (text) =>
    (await import('../labs/studio/trainedWeights')).trainedWeights(MODEL_BASE, text),
  );
  readonly lesson = new Lesson({
    drawing: () => this.drawing.version,
    unit: () => (this.lens.unit ? this.lens.text : null),
  });
  readonly slide = new Slide(this.lens, () =>
    this.lens.layer ? this.data!.shape(this.lens.layer) : null,
  );
  chapter = $state<Chapter>(FRONT_DOOR);
  themeChoice = $state<ThemeChoice>('auto');
  detector = $state.raw<Detector | null>(null);
  failure = $state<string | null>(null);
  download = $state({ loaded: 0, total: 0 });
  /** The numbers of the live run, by name. */
  data = $derived(this.detector && new NetworkData(this.detector));
  /** What is shown of how good the network is, in the bench's place; null where the bench is. */
  quality = $derived(decodeQuality(this.chapters.texts.quality));
  /** What stands in the bench's place; null where the bench is. */
  instead = $derived.by(() => INSTEAD.find((name) => this.chapters.texts[name] !== null) ?? null);
  #night = $state(false);
  #written = -WRITE_EVERY_MS;
  #writtenVersion = 0;
  /** The address as this page last wrote or followed it. */
  #known: string | null = null;
  #loading: Promise<void> | null = null;
  #unwrittenSince: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  theme = $derived<Theme>(
    this.themeChoice === 'auto' ? (this.#night ? 'dark' : 'light') : this.themeChoice,
  );

  readonly modelBase = MODEL_BASE;

  constructor() {
    const night = matchMedia('(prefers-color-scheme: dark)');
    this.#night = night.matches;
    night.addEventListener('change', () => (this.#night = night.matches));
    this.#recover();
    this.#follow();
    addEventListener('hashchange', () => this.#follow());
    addEventListener('beforeunload', () => this.#leave());
  }

  /** Loads the network, once: chapters that need none are there without it. */
  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    this.failure = null;
    try {
      const client = await InferenceClient.load(this.modelBase, (loaded, total) => {
        if (total >= this.download.total) this.download = { loaded, total };
      });
      this.surgery.setTrained({ layers: client.manifest.layers, weights: client.weights });
      const detector = new Detector(client, this.drawing, this.surgery, this.number);
      detector.needsAll = () => this.lens.isOpen || this.hover.unit !== null;
      detector.setSteps(decodeAddress(location.hash).steps);
      this.detector = detector;
      this.network.setDetector(detector);
      this.lens.setShapes((name) => this.data!.shape(name));
    } catch (error) {
      this.failure = messageOf(error);
      this.#loading = null;
    }
  }

  /** Opens a chapter; the browser's back button returns. */
  open(chapter: Chapter): void {
    this.writeNow(); // what is returned to is what was left
    this.#go(chapter);
  }

  #go(chapter: Chapter): void {
    this.chapter = chapter;
    for (const name of INSTEAD) this.chapters.set(name, null);
    this.#push();
  }

  /** Opens the view of how good the network is; the browser's back button returns. */
  openQuality(view: QualityView): void {
    this.#openInstead('quality', encodeQuality(view));
  }

  /** Opens the studio as it was left; the browser's back button returns. */
  openStudio(): void {
    this.#openInstead('studio', this.chapters.lastOf('studio') ?? STUDIO);
  }

  #openInstead(name: (typeof INSTEAD)[number], text: string): void {
    this.writeNow();
    this.chapter = FRONT_DOOR;
    for (const other of INSTEAD) this.chapters.set(other, other === name ? text : null);
    this.#push();
  }

  /** Another choice in that view. */
  setQuality(view: QualityView): void {
    this.chapters.set('quality', encodeQuality(view));
  }

  /** Puts a picture on the bench as it is, and the bench in front. */
  bring(pixels: Uint8Array): void {
    this.writeNow();
    this.drawing.loadPixels(pixels);
    this.#go(FRONT_DOOR);
  }

  #push(): void {
    history.pushState(null, '', this.address());
    this.#known = location.hash;
  }

  /** The tour begins at the front door. */
  startTour(): void {
    if (this.chapter !== FRONT_DOOR || this.instead) this.open(FRONT_DOOR);
    this.tour.go(1);
  }

  address(): string {
    return encodeAddress(
      {
        chapter: this.chapter,
        language: i18n.language,
        theme: this.themeChoice,
        drawing: this.drawing.current,
        steps: this.detector?.steps ?? decodeAddress(location.hash).steps,
        digit: this.number.text,
        lens: this.lens.text,
        surgery: this.surgery.text,
        network: this.network.text,
        isGuessing: this.lesson.isGuessing,
        tour: this.tour.step === null ? null : this.tour.step + 1,
        kept: this.compare.pixels,
        chapterTexts: this.chapters.texts,
      },
      this.detector?.pixels ?? null,
    );
  }

  /** Writes the address: soon after a stroke, once the rest rests; never under the moving pen. */
  write(): void {
    clearTimeout(this.#timer); // what waits when the pen comes down, too: lifted, it brings the next writing
    if (this.drawing.isDrawing) return;
    const now = performance.now();
    this.#unwrittenSince ??= now;
    const wait =
      this.drawing.version === this.#writtenVersion
        ? Math.min(REST_MS, this.#unwrittenSince + LONGEST_MS - now)
        : Math.max(WRITE_AFTER_MS, this.#written + WRITE_EVERY_MS - now);
    this.#timer = setTimeout(() => this.writeNow(), wait);
  }

  /** Writes the address at once, but for one that somebody else has just put there: that is followed. */
  writeNow(): void {
    clearTimeout(this.#timer);
    if (location.hash !== this.#known) return;
    const address = this.address();
    this.#unwrittenSince = null;
    this.#writtenVersion = this.drawing.version;
    if (address === location.hash) return;
    this.#written = performance.now();
    history.replaceState(history.state, '', address);
    this.#known = location.hash;
  }

  /** A reload goes to the address as it was when it began: what was not written by then is kept for it. */
  #leave(): void {
    const before = location.hash;
    this.writeNow();
    if (location.hash === before) return;
    try {
      sessionStorage.setItem(LEFT, JSON.stringify([before, location.hash]));
    } catch {
      // Some browsers are set to keep nothing: then the last moment is lost, as it was.
    }
  }

  #recover(): void {
    try {
      const [before, after] = JSON.parse(sessionStorage.getItem(LEFT) ?? '[]') as string[];
      sessionStorage.removeItem(LEFT);
      if (after && before === location.hash) history.replaceState(history.state, '', after);
    } catch {
      // As above.
    }
  }

  /**
   * Follows what the address says otherwise than before. The rest stays as it is: it may have changed since the address
   * was last written.
   */
  #follow(): void {
    const before = this.#known === null ? null : decodeAddress(this.#known);
    this.#known = location.hash;
    const next = decodeAddress(location.hash);
    const follow = <Name extends keyof Address>(
      name: Name,
      apply: (value: Address[Name]) => void,
    ) => {
      if (!before || JSON.stringify(before[name]) !== JSON.stringify(next[name])) apply(next[name]);
    };
    follow('chapter', (chapter) => (this.chapter = chapter));
    follow('theme', (theme) => (this.themeChoice = theme));
    follow('language', (language) => {
      i18n.language = language ?? preferredLanguage(navigator.languages);
    });
    follow('drawing', (drawing) => {
      if (JSON.stringify(drawing) !== JSON.stringify(this.drawing.current))
        this.drawing.load(drawing);
    });
    follow('steps', (steps) => this.detector?.setSteps(steps));
    follow('digit', (digit) => this.number.go(digit));
    follow('lens', (lens) => this.lens.go(lens));
    follow('surgery', (surgery) => this.surgery.go(surgery));
    follow('network', (network) => this.network.go(network));
    follow('isGuessing', (isGuessing) => (this.lesson.isGuessing = isGuessing));
    follow('tour', (tour) => this.tour.go(tour));
    follow('kept', (kept) => this.compare.keep(kept));
    follow('chapterTexts', (texts) => this.chapters.follow(texts));
  }
}
