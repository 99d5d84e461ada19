/** The page: its chapters, the bench, the network, and the ways from one part of it to another. */
import type { Host } from '../bench/host';
import { InferenceClient } from '../inference/client';
import { BenchNetwork } from '../bench/benchNetwork.svelte';
import { Compare } from '../bench/compare/compare.svelte';
import { Detector } from '../bench/detector.svelte';
import { drawingAddress } from '../bench/drawing/drawingAddress';
import { DrawingState } from '../bench/drawing/drawing.svelte';
import { Hover } from '../bench/network/hover.svelte';
import { LabModels } from '../bench/labModels.svelte';
import { Lesson } from '../bench/lens/lesson.svelte';
import { Lens } from '../bench/lens/lens.svelte';
import { NetworkData } from '../bench/networkData';
import { NumberReading } from '../bench/prediction/numberReading.svelte';
import { StepsAddress } from '../bench/preprocess/stepsAddress.svelte';
import { Surgery } from '../bench/surgery/surgery.svelte';
import { Tour } from '../bench/tour/tour.svelte';
import type { AddressPart } from '../kit/addressPart';
import { beside } from '../kit/beside';
import { CHAPTERS, FRONT_DOOR, type Chapter } from '../kit/chapter/chapters';
import { messageOf } from '../kit/messageOf';
import { closes, opens } from '../kit/steps';
import { Slide } from '../kit/timeline/slide.svelte';
import { GAN_LETTER } from '../labs/gan/address';
import type { GanLab } from '../labs/gan/ganLab.svelte';
import { PATH_LETTER } from '../labs/path/address';
import type { Path } from '../labs/path/path.svelte';
import type { QualityView } from '../labs/quality/qualityAddress';
import { Quality } from '../labs/quality/quality.svelte';
import { AddressKeeper, type AddressWindow } from './addressKeeper';
import { Appearance, type AskSystem } from './appearance.svelte';
import type { Studio } from './chapters/studio.svelte';
import type { TakingApart } from './chapters/takingApart.svelte';
import type { WhatIsCnn } from './chapters/whatIsCnn.svelte';
import { languageAddress } from './languageAddress';
import { LaterPart } from './laterPart.svelte';
import { AHEAD } from './pageAddress';

/** The parts of the browser's window that the page uses. */
export interface PageWindow extends AddressWindow {
  readonly navigator: Pick<Navigator, 'languages'>;
  matchMedia: AskSystem;
}

/** The studio's text where nothing of it is remembered: any text opens it. */
const STUDIO = 'runs';
/** Chapter 04's views that take the bench's place; each is open while the address has a text for it. */
const INSTEAD = ['quality', 'studio'] as const;

export class PageState implements Host {
  readonly appearance: Appearance;
  readonly drawing = new DrawingState();
  readonly number = new NumberReading();
  readonly hover = new Hover();
  readonly lens = new Lens();
  readonly surgery = new Surgery();
  readonly tour = new Tour();
  readonly compare = new Compare();
  readonly labModels: LabModels;
  readonly network: BenchNetwork;
  readonly lesson = new Lesson({
    drawing: () => this.drawing.version,
    unit: () => (this.lens.unit ? this.lens.text : null),
  });
  readonly slide = new Slide(this.lens, () =>
    this.lens.layer ? this.data!.shape(this.lens.layer) : null,
  );
  /** What is fetched when it is opened. */
  readonly chapters = {
    path: new LaterPart<Path>(PATH_LETTER),
    gan: new LaterPart<GanLab>(GAN_LETTER),
    colours: new LaterPart<WhatIsCnn>('c'),
    kernels: new LaterPart<TakingApart>('k'),
    quality: new Quality(),
    studio: new LaterPart<Studio>('o', { isClosable: true }),
  };
  readonly address: AddressKeeper;
  readonly modelBase: string;
  chapter = $state<Chapter>(FRONT_DOOR);
  detector = $state.raw<Detector | null>(null);
  failure = $state<string | null>(null);
  download = $state({ loaded: 0, total: 0 });
  /** The numbers of the live run, by name. */
  data = $derived(this.detector && new NetworkData(this.detector));
  /** The view shown in place of the bench; null for the bench itself. */
  instead = $derived.by(() => INSTEAD.find((name) => this.chapters[name].text !== null) ?? null);
  readonly #steps = new StepsAddress();
  #loading: Promise<void> | null = null;

  /** @param modelBase folder of manifest.json and the network's files, beside the page wherever it is hosted */
  constructor(browser: PageWindow = window, modelBase = beside('model/')) {
    this.modelBase = modelBase;
    this.labModels = new LabModels(modelBase);
    this.network = new BenchNetwork(async (text) =>
      (await import('../labs/studio/trainedWeights')).trainedWeights(modelBase, text),
    );
    this.appearance = new Appearance((query) => browser.matchMedia(query));
    // In the order of the address: whatever is added to this list is written and followed.
    const parts: readonly AddressPart[] = [
      chapterAddress(this),
      languageAddress(() => browser.navigator.languages),
      this.appearance,
      ...drawingAddress(this.drawing, () => this.detector?.pixels ?? null),
      this.#steps,
      this.number,
      this.lens,
      this.surgery,
      this.network,
      this.lesson,
      this.tour,
      this.compare,
      ...Object.values(this.chapters),
    ];
    this.address = new AddressKeeper(parts, this.drawing, browser);
  }

  /** Loads the network, once: chapters that need none open without it. */
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
      this.#steps.setDetector(detector);
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
    opens(() => this.#show(chapter));
  }

  /** Closes what stands in the bench's place. */
  closeInstead(): void {
    closes(() => this.#show(FRONT_DOOR));
  }

  /** Opens the view of how good the network is; the browser's back button returns. */
  openQuality(view: QualityView): void {
    opens(() => {
      this.#show(FRONT_DOOR);
      this.chapters.quality.show(view);
    });
  }

  /** Opens the studio as it was left; the browser's back button returns. */
  openStudio(): void {
    const { studio } = this.chapters;
    opens(() => {
      this.#show(FRONT_DOOR);
      studio.go(studio.last ?? STUDIO);
    });
  }

  /** Puts a picture on the bench as it is, and the bench in front. */
  bring(pixels: Uint8Array): void {
    opens(() => {
      this.drawing.loadPixels(pixels);
      this.#show(FRONT_DOOR);
    });
  }

  /** The tour begins at the front door. */
  startTour(): void {
    opens(() => {
      if (this.chapter !== FRONT_DOOR || this.instead) this.#show(FRONT_DOOR);
      this.tour.start();
    });
  }

  /** What the tour points at stands at the front door. */
  #show(chapter: Chapter): void {
    this.tour.close();
    this.chapter = chapter;
    for (const name of INSTEAD) this.chapters[name].go(null);
  }
}

const chapterAddress = (page: { chapter: Chapter }): AddressPart => ({
  letter: AHEAD,
  get text() {
    return page.chapter;
  },
  go(text) {
    page.chapter = CHAPTERS.find((chapter) => chapter === text) ?? FRONT_DOOR;
  },
});
