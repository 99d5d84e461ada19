/** For tests only: what a laboratory may ask of the page, made of the page's own parts, with the shipped network. */
import { inject } from 'vitest';
import { InferenceClient } from '../inference/client';
import { WorkerHost } from '../inference/workerHost';
import { Slide } from '../kit/timeline/slide.svelte';
import { BenchNetwork } from './benchNetwork.svelte';
import { Compare } from './compare/compare.svelte';
import { Detector } from './detector.svelte';
import { DrawingState } from './drawing/drawing.svelte';
import type { Host } from './host';
import { LabModels } from './labModels.svelte';
import { Lens } from './lens/lens.svelte';
import { Lesson } from './lens/lesson.svelte';
import { Hover } from './network/hover.svelte';
import { NetworkData } from './networkData';
import { NumberReading } from './prediction/numberReading.svelte';
import { Surgery } from './surgery/surgery.svelte';
import { Tour } from './tour/tour.svelte';

/** Address of the folder of the shipped network's files. */
export const modelBase = (): string => `${inject('site')}model/`;

let worker: WorkerHost | null = null;
/** The shipped network, for a test that changes its weights. */
export const ownClient = (): Promise<InferenceClient> =>
  InferenceClient.load(modelBase(), undefined, (worker ??= new WorkerHost()));

let shared: Promise<InferenceClient> | null = null;
/** The shipped network, shared by all tests of a process: nobody changes its weights. */
export const shippedClient = (): Promise<InferenceClient> => (shared ??= ownClient());

export class TestHost implements Host {
  readonly drawing = new DrawingState();
  readonly number = new NumberReading();
  readonly hover = new Hover();
  readonly lens = new Lens();
  readonly surgery = new Surgery();
  readonly tour = new Tour();
  readonly compare = new Compare();
  readonly modelBase = modelBase();
  readonly labModels = new LabModels(this.modelBase);
  readonly network = new BenchNetwork(() => Promise.reject(new Error('No run is kept here.')));
  readonly lesson = new Lesson({ drawing: () => this.drawing.version, unit: () => this.lens.text });
  readonly slide = new Slide(this.lens, () => null);
  readonly download = { loaded: 0, total: 0 };
  /** What was asked of the page. */
  readonly asked: string[] = [];
  failure: string | null = null;
  detector: Detector | null = null;

  get data(): NetworkData | null {
    return this.detector && new NetworkData(this.detector);
  }

  async load(client?: InferenceClient): Promise<void> {
    if (this.detector) return;
    client ??= await shippedClient();
    this.surgery.setTrained({ layers: client.manifest.layers, weights: client.weights });
    this.detector = new Detector(client, this.drawing, this.surgery, this.number);
    this.network.setDetector(this.detector);
  }

  open(chapter: string): void {
    this.asked.push(chapter);
  }

  openStudio(): void {
    this.asked.push('studio');
  }

  bring(pixels: Uint8Array): void {
    this.asked.push('bench');
    this.drawing.loadPixels(pixels);
  }
}

/** A page whose network is loaded. */
export async function loadedHost(client?: InferenceClient): Promise<TestHost> {
  const host = new TestHost();
  await host.load(client);
  return host;
}

/** Waits until something holds, as a page's visitor does. */
export async function until(holds: () => unknown): Promise<void> {
  const TRIES = 500;
  for (let i = 0; i < TRIES; i++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`It never came to this: ${holds}`);
}
