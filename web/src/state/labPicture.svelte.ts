/** The picture of chapter 03's laboratories: an example, the drawing, a file, or the camera, as planes from 0 to 1. */
import study from '../assets/study.png';
import { colourPlanes, greyPlane } from '../core/picturePlanes';
import type { Plane } from '../core/tensor';
import type { Drawing, DrawingState, Picture } from './drawing.svelte';
import type { Example } from './examples';
import { pixelsOf } from './picture';
import { rasterize } from './rasterize';

export type ColourPlanes = readonly [red: Plane, green: Plane, blue: Plane];

export type Source =
  { kind: 'study' | 'square' | 'drawing' | 'file' | 'camera' } | { kind: 'digit'; digit: number };

/** What went wrong with a picture; `name` is the file's. */
export type PictureProblem =
  | { kind: 'unreadable'; name: string }
  | { kind: 'example' }
  | { kind: 'camera' }
  /** The address names a picture that never left the computer of whoever made the link. */
  | { kind: 'not-in-link' };

/** What was given, before it was reduced to what is worked on. */
export interface GivenFacts {
  name: string;
  width: number;
  height: number;
  /** Pictures in an animation; 1 where it is none, or where the browser does not say. */
  frames: number;
}

/** Pixels of the longer side that is worked on: 320 × 240 is what the camera runs at. */
export const LONGER_SIDE = 320;
const DIGIT_SIDE = 28;

const sourceOf = (text: string): Source | null => {
  const digit = /^digit-(\d)$/.exec(text);
  if (digit) return { kind: 'digit', digit: Number(digit[1]) };
  return text === 'study' || text === 'square' || text === 'drawing' ? { kind: text } : null;
};

export class LabPicture {
  #source = $state.raw<Source>({ kind: 'study' });
  #given = $state.raw<ColourPlanes | null>(null);
  #facts = $state.raw<GivenFacts | null>(null);
  #problem = $state.raw<PictureProblem | null>(null);
  #isBusy = $state(false);
  /** The last picture that was asked for: an earlier one that is decoded later is late. */
  #asked = 0;
  readonly #drawing: DrawingState;
  readonly #loadExamples: () => Promise<Example[]>;

  source = $derived(this.#source);
  problem = $derived(this.#problem);
  isBusy = $derived(this.#isBusy);
  facts = $derived(this.#facts);
  /** Red, green, blue; null until the first picture is there. */
  planes = $derived.by(() =>
    this.#source.kind === 'drawing' ? drawnPlanes(this.#drawing.current) : this.#given,
  );
  grey = $derived(this.planes && greyPlane(this.planes));

  constructor(drawing: DrawingState, loadExamples: () => Promise<Example[]>) {
    this.#drawing = drawing;
    this.#loadExamples = loadExamples;
  }

  /** Shows one of the page's own pictures, or the drawing. */
  choose(source: Source): Promise<void> {
    return this.#show(source, { kind: 'example' }, async () => {
      if (source.kind === 'study') return (await openPicture(await fetched(study), '')).planes;
      if (source.kind === 'square') return square();
      if (source.kind !== 'digit') return null;
      const example = (await this.#loadExamples()).find(({ label }) => label === source.digit);
      return example ? greyLevels(example.pixels) : null;
    });
  }

  /** Shows a file that was chosen, dropped or pasted. */
  open(file: Blob, name: string): Promise<void> {
    return this.#show({ kind: 'file' }, { kind: 'unreadable', name }, async () => {
      const { planes, facts } = await openPicture(file, name);
      this.#facts = facts;
      return planes;
    });
  }

  /** The camera's pictures from now on. */
  startCamera(): void {
    this.#asked++;
    this.#isBusy = false;
    this.#source = { kind: 'camera' };
    this.#facts = this.#problem = null;
  }

  cameraFailed(): void {
    this.#problem = { kind: 'camera' };
  }

  /** One picture of the camera; late ones of a camera that was left are dropped. */
  frame({ rgba, width, height }: Picture): void {
    if (this.#source.kind === 'camera') this.#given = colourPlanes(rgba, width, height);
  }

  /** Shows something, where nothing is shown yet. */
  start(): void {
    if (!this.#given && !this.#isBusy) this.go(this.text);
  }

  /** For the address: "study", "digit-3"; a person's own pictures stay with them. */
  get text(): string {
    const source = this.#source;
    return source.kind === 'digit' ? `digit-${source.digit}` : source.kind;
  }

  /** Follows the address to the nearest picture that exists. */
  go(text: string): void {
    if (text === this.text && (this.#given || this.#isBusy)) return;
    this.choose(sourceOf(text) ?? { kind: 'study' });
    if (text === 'file' || text === 'camera') this.#problem = { kind: 'not-in-link' };
  }

  async #show(
    source: Source,
    failure: PictureProblem,
    planesOf: () => Promise<ColourPlanes | null>,
  ): Promise<void> {
    const mine = ++this.#asked;
    const before = { facts: this.#facts };
    this.#problem = null;
    this.#isBusy = true;
    // A file may turn out to be none: until then the picture before it stays.
    if (source.kind !== 'file') this.#source = source;
    try {
      const planes = await planesOf();
      if (mine !== this.#asked) return;
      this.#source = source;
      if (source.kind !== 'file') this.#facts = null;
      if (planes) this.#given = planes;
    } catch {
      if (mine !== this.#asked) return;
      this.#facts = before.facts;
      this.#problem = failure;
    } finally {
      if (mine === this.#asked) this.#isBusy = false;
    }
  }
}

async function fetched(address: string): Promise<Blob> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}; reload the page.`);
  return answer.blob();
}

/** Rejects where the browser can't decode it. Of an animation the first picture is taken. */
async function openPicture(
  file: Blob,
  name: string,
): Promise<{ planes: ColourPlanes; facts: GivenFacts }> {
  const bitmap = await createImageBitmap(file);
  try {
    const { width, height } = bitmap;
    const { rgba, ...reduced } = pixelsOf(bitmap, width, height, 0, 0, LONGER_SIDE);
    const frames = await framesOf(file);
    return {
      planes: colourPlanes(rgba, reduced.width, reduced.height),
      facts: { name, width, height, frames },
    };
  } finally {
    bitmap.close();
  }
}

async function framesOf(file: Blob): Promise<number> {
  if (file.type !== 'image/gif' || !('ImageDecoder' in globalThis)) return 1;
  const decoder = new ImageDecoder({ data: await file.arrayBuffer(), type: file.type });
  try {
    await decoder.tracks.ready;
    await decoder.completed;
    return decoder.tracks.selectedTrack?.frameCount ?? 1;
  } catch {
    return 1;
  } finally {
    decoder.close();
  }
}

const threeTimes = (plane: Plane): ColourPlanes => [plane, plane, plane];

/** 28×28 levels as MNIST has them: white on black. */
function greyLevels(pixels: Uint8Array): ColourPlanes {
  const data = Float32Array.from(pixels, (level) => level / 255);
  return threeTimes({ data, width: DIGIT_SIDE, height: DIGIT_SIDE });
}

/** A bright square on black: every edge and every corner that there is, and nothing else. */
function square(): ColourPlanes {
  const [side, edge] = [24, 7];
  const isIn = (place: number) => place >= edge && place < side - edge;
  const data = Float32Array.from({ length: side * side }, (_, i) =>
    isIn(Math.floor(i / side)) && isIn(i % side) ? 1 : 0,
  );
  return threeTimes({ data, width: side, height: side });
}

/** The drawing: dark ink on white paper, pixels as they are, a picture in its colours. */
function drawnPlanes({ strokes, pixels, picture }: Drawing): ColourPlanes {
  if (pixels) return greyLevels(pixels);
  if (picture) {
    const { rgba, width, height } = reduced(picture);
    return colourPlanes(rgba, width, height);
  }
  const ink = rasterize(strokes);
  return threeTimes({ ...ink, data: Float32Array.from(ink.data, (share) => 1 - share) });
}

function reduced({ rgba, width, height }: Picture): Picture {
  const canvas = new OffscreenCanvas(width, height);
  canvas
    .getContext('2d')!
    .putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  return pixelsOf(canvas, width, height, 0, 0, LONGER_SIDE);
}
