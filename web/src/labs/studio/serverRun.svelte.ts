/** A run of the server's: its lines as they are written, what its process does, its weights. */
import * as v from 'valibot';
import { readSafetensors } from '../../core/safetensors';
import type { Weights } from '../../core/weightSurgery';
import { fetched } from '../../kit/fetched';
import type { TrainedRun } from './trainedRun';
import { parseLine, type TrainingLine } from './trainingLines';
import { TrainingRecord } from './trainingRecord.svelte';
import { settingsSchema, type RunSettings } from './trainingSettings';

export const runSchema = v.object({
  name: v.string(),
  state: v.picklist(['running', 'paused', 'finished', 'failed']),
  settings: settingsSchema,
  command: v.string(),
  torchrun: v.string(),
  failure: v.nullable(v.string()),
  has_checkpoint: v.boolean(),
});
export type ToldRun = v.InferOutput<typeof runSchema>;

/** A run's best weights, or its last where it has none, in half precision. */
export const KEPT_WEIGHTS = 'network.safetensors';
/** The sheet of the pictures that mistakes name. */
const HELD_OUT = 'held-out.png';
/** Lines that come within this time are taken together: a run looked at late sends all of them at once. */
const TOGETHER_MS = 60;
/** How many moments' weights stay in the page, 5 MB each: those looked at last. */
const KEPT = 24;

export class ServerRun implements TrainedRun {
  readonly name: string;
  readonly settings: RunSettings;
  readonly command: string;
  /** The same run in two processes. */
  readonly torchrun: string;
  readonly record = new TrainingRecord();
  readonly #address: string;
  readonly #onchange: () => void;
  #told = $state.raw<ToldRun>()!;
  #isCutOff = $state(false);
  #heldOut: Promise<ImageBitmap> | null = null;
  #events: EventSource | null = null;
  #waiting: TrainingLine[] = [];
  #weights: { step: number; weights: Promise<Weights> }[] = [];
  /** Ends what is being fetched of it. */
  #fetching = new AbortController();

  state = $derived(this.#told.state);
  /** Why it failed, in one sentence. */
  failure = $derived(this.#told.failure);
  hasCheckpoint = $derived(this.#told.has_checkpoint);
  /** Whether the server is not answering right now; the browser keeps trying. */
  isCutOff = $derived(this.#isCutOff);

  /**
   * @param address of the run
   * @param onchange called when its process has ended, or when it can't be watched any more
   */
  constructor(told: ToldRun, address: string, onchange: () => void) {
    this.#told = told;
    this.name = told.name;
    this.settings = told.settings;
    this.command = told.command;
    this.torchrun = told.torchrun;
    this.#address = address;
    this.#onchange = onchange;
  }

  /** Takes what the server says of it now. */
  take(told: ToldRun): void {
    const hasBegun = told.state === 'running' && this.#told.state !== 'running';
    this.#told = told;
    // The stream that ended when the process did knows nothing of what comes after.
    if (hasBegun && this.#events === null && this.record.start) this.open();
  }

  /** Takes its lines as they are written, from the first one, which says that all of them come again. */
  async open(): Promise<void> {
    if (this.#events) return;
    const events = new EventSource(`${this.#address}/events`);
    this.#events = events;
    events.onopen = () => (this.#isCutOff = false);
    events.onmessage = ({ data }) => this.#take(parseLine(JSON.parse(data)));
    events.addEventListener('state', ({ data }) => {
      this.leave();
      this.#told = v.parse(runSchema, JSON.parse(data));
      this.#onchange();
    });
    events.onerror = () => {
      this.#isCutOff = true;
      if (events.readyState !== EventSource.CLOSED) return;
      this.leave();
      this.#onchange();
    };
  }

  /** Takes no more lines. */
  leave(): void {
    this.#events?.close();
    this.#events = null;
  }

  /** While it is being deleted: takes no more lines, asks for nothing more. */
  abandon(): void {
    this.leave();
    this.#waiting = [];
    this.#fetching.abort();
  }

  /** It could not be deleted: goes on as before. */
  takeUp(): void {
    this.#fetching = new AbortController();
    this.#heldOut = null;
    if (this.record.start) this.open();
  }

  /** Address of one of its files. */
  file(name: string): string {
    return `${this.#address}/${name}`;
  }

  heldOut(): Promise<ImageBitmap> {
    return (this.#heldOut ??= this.#fetchHeldOut());
  }

  async weightsAt(step: number): Promise<Weights> {
    const known = this.#weights.find((kept) => kept.step === step);
    if (known) return known.weights;
    const look = this.record.looks.find((look) => look.step === step);
    if (!look) throw new Error(`Step ${step} of ${this.name} has no weights; choose another.`);
    const weights = this.#fetch(look.moment);
    const kept = { step, weights };
    this.#weights = [...this.#weights, kept].slice(-KEPT);
    weights.catch(() => (this.#weights = this.#weights.filter((other) => other !== kept)));
    return weights;
  }

  async #fetchHeldOut(): Promise<ImageBitmap> {
    const answer = await this.#fetched(HELD_OUT, 'choose the run again');
    return createImageBitmap(await answer.blob());
  }

  async #fetch(moment: string): Promise<Weights> {
    const answer = await this.#fetched(moment, 'choose another moment');
    return readSafetensors(await answer.arrayBuffer());
  }

  #fetched(file: string, remedy: string): Promise<Response> {
    return fetched(this.file(file), remedy, this.#fetching.signal);
  }

  #take(line: TrainingLine | null): void {
    if (!line) return;
    if (this.#waiting.length === 0) setTimeout(() => this.#flush(), TOGETHER_MS);
    this.#waiting.push(line);
  }

  #flush(): void {
    this.record.add(this.#waiting);
    this.#waiting = [];
  }
}
