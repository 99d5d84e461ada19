/** What a laboratory may ask of the page around it. */
import type { Chapter } from '../kit/chapter/chapters';
import type { Bench } from './bench';
import type { BenchNetwork } from './benchNetwork.svelte';
import type { LabModels } from './labModels.svelte';
import type { NumberReading } from './prediction/numberReading.svelte';
import type { Tour } from './tour/tour.svelte';

/** The page's own bench, and the ways from one part of the page to another. States take the part they need. */
export interface Host extends Bench {
  readonly number: NumberReading;
  readonly network: BenchNetwork;
  readonly labModels: LabModels;
  readonly tour: Tour;
  /** Bytes of the network loaded so far. */
  readonly download: { loaded: number; total: number };
  /** Why the network did not load; null otherwise. */
  readonly failure: string | null;
  /** Loads the network, once. */
  load(): Promise<void>;
  open(chapter: Chapter): void;
  openStudio(): void;
  /** Puts 28×28 grey levels on the bench, and the bench in front. */
  bring(pixels: Uint8Array): void;
}
