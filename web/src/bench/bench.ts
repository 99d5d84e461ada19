/** What the network view and the lens work on: a network that runs on a picture, and where in it one looks. */
import type { Compare } from './compare/compare.svelte';
import type { Detector } from './detector.svelte';
import type { DrawingState } from './drawing/drawing.svelte';
import type { Example } from './examples';
import type { Hover } from './network/hover.svelte';
import type { Lens } from './lens/lens.svelte';
import type { Lesson } from './lens/lesson.svelte';
import type { NetworkData } from './networkData';
import type { Slide } from '../kit/timeline/slide.svelte';
import type { Surgery } from './surgery/surgery.svelte';

/** The front door has one; so does a chapter that takes another network apart. */
export interface Bench {
  readonly drawing: DrawingState;
  readonly hover: Hover;
  readonly lens: Lens;
  readonly surgery: Surgery;
  readonly lesson: Lesson;
  readonly slide: Slide;
  readonly compare: Compare;
  /** Null until the network is loaded. */
  readonly detector: Detector | null;
  readonly data: NetworkData | null;
  /** For a discriminator, the label that its picture is judged as; null before there is one. */
  readonly judgedAs?: number | null;
  /** Pictures to compare with; null or absent for those that the network's manifest names. */
  readonly examples?: readonly Example[] | null;
  /** Address of the folder with the network's files. */
  readonly modelBase: string;
}

/** A drawing, and the network that reads it. */
export type DrawingReader = Pick<Bench, 'drawing' | 'detector' | 'modelBase'>;
