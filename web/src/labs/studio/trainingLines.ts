/** What a training run writes as it goes on, see esmiuca/training/live.py: one line each. Their form is checked on arrival. */
import * as v from 'valibot';
import { count, share } from '../../kit/measured/evaluation';

const DIGITS = 10;

const digit = v.pipe(count, v.maxValue(DIGITS - 1));
/** Null for a value that is no longer a number: a run with too high a rate ends there. */
const number = v.nullable(v.number());

const start = v.object({
  kind: v.literal('start'),
  epochs: count,
  total_steps: count,
  images: count,
  /** Pictures that are looked at, of those that are not learnt from. */
  held_out: count,
  /** What was said of later steps is made again. */
  resumed_at: count,
});

const step = v.object({
  kind: v.literal('step'),
  /** Steps that were made. */
  step: count,
  epoch: count,
  /** Over the epoch so far. */
  loss: number,
  accuracy: share,
  images_per_second: number,
  seconds_left: number,
});

/** How many values lie in each of equally wide bins from −edge to edge; none if one of them is not a number. */
const histogram = v.object({ edge: number, counts: v.array(count) });

const look = v.object({
  kind: v.literal('look'),
  step: count,
  /** On held-out pictures, read with the averaged weights. */
  accuracy: share,
  loss: v.optional(number),
  /** Counts by label (rows) and answer (columns). */
  confusion: v.pipe(v.array(v.pipe(v.array(count), v.length(DIGITS))), v.length(DIGITS)),
  mistakes: v.array(v.object({ index: count, label: digit, read: digit })),
  /** By the name of the weights. */
  weights: v.record(v.string(), histogram),
  gradients: v.record(v.string(), histogram),
  /** The file of the averaged weights, in half precision. */
  moment: v.string(),
});

const epoch = v.looseObject({
  kind: v.literal('epoch'),
  epoch: count,
  loss: number,
  /** On the training pictures, as they came. */
  accuracy: share,
});

const end = v.object({ kind: v.literal('end'), step: count, finished: v.boolean() });

/** Measured once, when a run is finished. */
const test = v.object({ kind: v.literal('test'), images: count, accuracy: share });

const line = v.variant('kind', [start, step, look, epoch, end, test]);

export type StartLine = v.InferOutput<typeof start>;
export type StepLine = v.InferOutput<typeof step>;
export type LookLine = v.InferOutput<typeof look>;
export type EpochLine = v.InferOutput<typeof epoch>;
export type EndLine = v.InferOutput<typeof end>;
export type TestLine = v.InferOutput<typeof test>;
export type TrainingLine = v.InferOutput<typeof line>;
export type Histogram = v.InferOutput<typeof histogram>;

/** Null for a line that this page does not know: a newer server may say more. */
export function parseLine(told: unknown): TrainingLine | null {
  const { success, output } = v.safeParse(line, told);
  return success ? output : null;
}
