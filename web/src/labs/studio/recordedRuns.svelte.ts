/** Recorded training runs, one of each preset: their lines, and the weights of any of their moments. */
import { readSafetensors } from '../../core/safetensors';
import type { Weights } from '../../core/weightSurgery';
import type { Tensor } from '../../core/tensor';
import { openMovingRun, type MovingRun } from '../../inference/movingRuns';
import { fetched } from '../../kit/fetched';
import { keepOffline } from '../../kit/keepOffline';
import {
  parseLines,
  parseStudio,
  studioFile,
  type Fidelity,
  type Figures,
  type RecordedPreset,
  type StudioRecord,
} from './studioRecord';
import type { TrainedRun } from './trainedRun';
import { TrainingRecord } from './trainingRecord.svelte';
import type { RunSettings } from './trainingSettings';

const REMEDY = 'try again';

/** A file is fetched once; after a failure, again when it is next asked for. */
class Once<Content> {
  #content: Promise<Content> | null = null;
  readonly #load: () => Promise<Content>;

  constructor(load: () => Promise<Content>) {
    this.#load = load;
  }

  get(): Promise<Content> {
    return (this.#content ??= this.#load().catch((error) => {
      this.#content = null;
      throw error;
    }));
  }
}

/** What all runs of a record need. */
interface Shared {
  base: string;
  /** Weights that they begin with. */
  start: Once<ReadonlyMap<string, Tensor>>;
  heldOut: Once<ImageBitmap>;
}

export class RecordedRun implements TrainedRun {
  readonly name: string;
  readonly settings: RunSettings;
  readonly command: string;
  readonly record = new TrainingRecord();
  /** Steps made by each of the moments whose weights are kept; there is a look at every one of them. */
  readonly moments: readonly number[];
  /** How it ended. */
  readonly figures: Figures;
  /** How close its moments' weights are to the real ones. */
  readonly fidelity: Fidelity;
  /** Names of the weights that are not kept to the last digit between the moments. */
  readonly rounded: readonly string[];
  /** Bytes that come with its weights, without those that all runs begin with. */
  readonly bytes: number;
  readonly #shared: Shared;
  readonly #lines: Once<void>;
  readonly #weights: Once<MovingRun>;
  /** The moment put together last: several parts of the page ask for the same one. */
  #last: { moment: number; weights: Promise<Weights> } | null = null;

  constructor(preset: RecordedPreset, shared: Shared) {
    this.name = preset.key;
    this.settings = preset.settings;
    this.command = preset.command;
    this.moments = preset.moments;
    this.figures = preset.figures;
    this.fidelity = preset.fidelity;
    this.rounded = preset.rounded;
    this.bytes = preset.weights.bytes;
    this.#shared = shared;
    this.#lines = new Once(() => this.#fetchLines(preset.lines.path));
    this.#weights = new Once(() => this.#fetchWeights(preset.weights.path));
  }

  /** Fetches its lines into `record`, once. */
  open(): Promise<void> {
    return this.#lines.get();
  }

  heldOut(): Promise<ImageBitmap> {
    return this.#shared.heldOut.get();
  }

  /** Those of the last moment that is not later; of the first where none is earlier. */
  async weightsAt(step: number): Promise<Weights> {
    const moving = await this.#weights.get();
    const moment = Math.max(
      0,
      this.moments.findLastIndex((made) => made <= step),
    );
    if (this.#last?.moment !== moment) this.#last = { moment, weights: moving.at(moment) };
    return this.#last.weights;
  }

  async #fetchLines(path: string): Promise<void> {
    const address = studioFile(this.#shared.base, path);
    this.record.add(parseLines(await (await fetched(address, REMEDY)).json(), path));
    keepOffline([address]);
  }

  async #fetchWeights(path: string): Promise<MovingRun> {
    const address = studioFile(this.#shared.base, path);
    const [packed, start] = await Promise.all([fetched(address, REMEDY), this.#shared.start.get()]);
    const moving = await openMovingRun(await unpacked(packed), start);
    if (moving.count !== this.moments.length)
      throw new Error(
        `${path} has weights of ${moving.count} moments, ${this.name} has ${this.moments.length}; reload the page.`,
      );
    keepOffline([address]);
    return moving;
  }
}

/** The content of a file packed by gzip. */
const unpacked = (answer: Response): Promise<ArrayBuffer> =>
  new Response(answer.body!.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();

/** Known records, by the folder they are in: their files are fetched once. */
const opened: Record<string, Promise<readonly RecordedRun[]>> = {};

/**
 * What runs were recorded; their lines and weights come when they are asked for.
 *
 * @param base address of the folder of the shipped network's files
 */
export function openRecords(base: string): Promise<readonly RecordedRun[]> {
  return (opened[base] ??= fetchRecords(base).catch((error) => {
    delete opened[base];
    throw error;
  }));
}

async function fetchRecords(base: string): Promise<readonly RecordedRun[]> {
  const address = studioFile(base);
  const record = parseStudio(await (await fetched(address, REMEDY)).json());
  keepOffline([address]);
  const shared: Shared = {
    base,
    start: new Once(() => fetchStart(base, record.start)),
    heldOut: new Once(() => fetchHeldOut(base, record.held_out)),
  };
  return record.presets.map((preset) => new RecordedRun(preset, shared));
}

async function fetchStart(base: string, { path }: StudioRecord['start']) {
  const address = studioFile(base, path);
  const start = readSafetensors(await (await fetched(address, REMEDY)).arrayBuffer());
  keepOffline([address]);
  return start;
}

async function fetchHeldOut(base: string, { path }: StudioRecord['held_out']) {
  const address = studioFile(base, path);
  const sheet = await createImageBitmap(await (await fetched(address, REMEDY)).blob());
  keepOffline([address]);
  return sheet;
}
