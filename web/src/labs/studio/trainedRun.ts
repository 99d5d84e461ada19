/** A training run that can be looked at: a recorded one, or one of the server's. */
import type { Weights } from '../../core/weightSurgery';
import type { TrainingRecord } from './trainingRecord.svelte';
import type { RunSettings } from './trainingSettings';

export interface TrainedRun {
  /** No two of one kind have the same. */
  readonly name: string;
  readonly settings: RunSettings;
  /** The same run in a shell. */
  readonly command: string;
  readonly record: TrainingRecord;
  /** Makes it report what it has written, into `record`. */
  open(): Promise<void>;
  /** The held-out pictures that mistakes name, by their index, row by row of a sheet. */
  heldOut(): Promise<ImageBitmap>;
  /** The averaged weights at a look, by the manifest's names; those of the last moment before it that was kept. */
  weightsAt(step: number): Promise<Weights>;
}
