/** studio.json and the recorded runs beside it, as `esmiuca studio record` writes them. Their form is checked on reading. */
import * as v from 'valibot';
import { count, parsed, share } from '../../kit/measured/evaluation';
import { parseLine, type TrainingLine } from './trainingLines';
import { settingsSchema } from './trainingSettings';

/** Under `lab/`. */
const FOLDER = 'studio';
const FILE = 'studio.json';
const COMMAND = 'esmiuca studio record';

const file = v.object({ path: v.string(), sha256: v.string(), bytes: count });

/** How a run ended: shares that its averaged weights read right; all but the first of pictures it has not learnt from. */
const figures = v.object({
  /** On its own training pictures, by the labels that it was given. */
  training: share,
  /** On held-out pictures as they are. */
  held_out: share,
  /** On held-out pictures shifted, turned, drawn by other pens. */
  varied: share,
  /** On digits drawn by a program. */
  drawn: share,
  /** On MNIST's test images. */
  test: share,
});

/** How the weights that are put together compare with the real ones, on held-out pictures; the worst of all moments. */
const fidelity = v.object({
  pictures: count,
  /** Share that both read as the same digit. */
  agreement: share,
  /** Between the shares that they read right. */
  accuracy_difference: share,
  /** At the last moment. */
  last: v.object({ agreement: share, largest_difference: v.number() }),
});

const preset = v.pipe(
  v.object({
    key: v.string(),
    settings: settingsSchema,
    command: v.string(),
    figures,
    /** Steps that had been made at the moments whose weights are kept. */
    moments: v.pipe(v.array(count), v.minLength(1)),
    fidelity,
    /** Names of the weights that are put together from rounded numbers. */
    rounded: v.array(v.string()),
    lines: file,
    weights: file,
  }),
  v.check(
    ({ moments }) => moments.every((step, i) => i === 0 || step > moments[i - 1]),
    'the moments must come in their order',
  ),
);

const studio = v.object({
  /** Weights that all of them begin with, of the large layers. */
  start: file,
  /** A sheet of the pictures that mistakes name by their index. */
  held_out: v.object({ ...file.entries, across: count, shown: count }),
  presets: v.pipe(v.array(preset), v.minLength(1)),
});

export type StudioRecord = v.InferOutput<typeof studio>;
export type RecordedPreset = StudioRecord['presets'][number];
export type Figures = RecordedPreset['figures'];
export type Fidelity = RecordedPreset['fidelity'];

export const parseStudio = (value: unknown): StudioRecord => parsed(studio, value, FILE, COMMAND);

/**
 * A run's lines.
 *
 * @param name of their file
 */
export function parseLines(value: unknown, name: string): TrainingLine[] {
  const told = parsed(v.array(v.unknown()), value, name, COMMAND);
  return told.flatMap((line) => parseLine(line) ?? []);
}

/** Address of a file of the recorded runs; of studio.json where none is named. */
export const studioFile = (base: string, path = FILE): string =>
  new URL(`lab/${FOLDER}/${path}`, base).href;
