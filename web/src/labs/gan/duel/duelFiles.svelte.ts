/** The duel's files: the record of the training, the one picture of all its moments, and recorded steps on request. */
import {
  duelFile,
  parseDuel,
  parseStep,
  type DuelRecord,
  type Moment,
  type StepRecord,
} from './duelRecord';
import { fetched } from '../../../kit/fetched';
import { keepOffline } from '../../../kit/keepOffline';
import { messageOf } from '../../../kit/messageOf';

/** A digit's side, in pixels. */
export const SIDE = 28;

export interface Opened {
  record: DuelRecord;
  /** All moments, one above the other. */
  picture: ImageBitmap;
}

const REMEDY = 'try again';

export class DuelFiles {
  readonly base: string;
  #opened = $state.raw<Opened | null>(null);
  #failure = $state<string | null>(null);
  #opening: Promise<void> | null = null;
  /** By the names of their files. */
  #steps = $state.raw<Readonly<Record<string, StepRecord>>>({});
  #stepFailures = $state.raw<Readonly<Record<string, string>>>({});
  /** Under way, never drawn. */
  readonly #asked: Record<string, boolean> = {};

  /** Null until they are there. */
  opened = $derived(this.#opened);
  /** Why they did not load; opening them again tries again. */
  failure = $derived(this.#failure);

  /** @param base address of the folder of the shipped network's files */
  constructor(base: string) {
    this.base = base;
  }

  /** Fetches the record and the picture, once. */
  open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  /** The step that came next at a moment; null until it was fetched. */
  stepAt({ record }: Moment): StepRecord | null {
    return (record && this.#steps[record.path]) ?? null;
  }

  /** Why it did not load. */
  stepFailureAt({ record }: Moment): string | null {
    return (record && this.#stepFailures[record.path]) || null;
  }

  /** Fetches the step that came next at a moment, once; again after a failure. */
  async openStep({ record }: Moment): Promise<void> {
    if (!record || this.#asked[record.path]) return;
    const { path } = record;
    this.#asked[path] = true;
    this.#stepFailures = { ...this.#stepFailures, [path]: '' };
    try {
      const address = duelFile(this.base, path);
      const step = parseStep(await (await fetched(address, REMEDY)).json(), path);
      keepOffline([address]);
      this.#steps = { ...this.#steps, [path]: step };
    } catch (error) {
      this.#asked[path] = false;
      this.#stepFailures = { ...this.#stepFailures, [path]: messageOf(error) };
    }
  }

  async #open(): Promise<void> {
    this.#failure = null;
    try {
      const address = duelFile(this.base);
      const record = parseDuel(await (await fetched(address, REMEDY)).json());
      const pictureAddress = duelFile(this.base, record.pictures.path);
      const picture = await createImageBitmap(await (await fetched(pictureAddress, REMEDY)).blob());
      checkSize(picture, record);
      keepOffline([address, pictureAddress]);
      this.#opened = { record, picture };
    } catch (error) {
      this.#failure = messageOf(error);
      this.#opening = null;
    }
  }
}

function checkSize({ width, height }: ImageBitmap, { pictures, moments }: DuelRecord): void {
  const [wide, high] = [
    pictures.across * SIDE,
    (pictures.shown / pictures.across) * SIDE * moments.length,
  ];
  if (width !== wide || height !== high)
    throw new Error(
      `${pictures.path} is ${width} × ${height} pixels, ${moments.length} moments need ${wide} × ${high}; reload the page.`,
    );
}
