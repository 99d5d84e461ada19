/** duel.json and the recorded steps beside it, as `esmiuca gan export` writes them. Their form is checked on reading. */
import * as v from 'valibot';
import { nearest } from '../../../kit/charts/stepAxis';
import { fromBase64 } from '../../../core/base64';
import { count, parsed, share } from '../../../kit/measured/evaluation';

/** Under `lab/`. */
export const DUEL_FOLDER = 'gan/duel';
const FILE = 'duel.json';
const COMMAND = 'esmiuca gan export';
const PIXELS = 784;

const digit = v.pipe(count, v.maxValue(9));
const finite = v.pipe(v.number(), v.finite());
const file = v.object({ path: v.string(), sha256: v.string(), bytes: count });

/** How P(real) follows from the score of a picture judged as a digit: sigmoid(scale · score + offset of the digit). */
const realness = v.object({
  scale: finite,
  offsets: v.array(finite),
  /** Means over digits that neither network has learned from. */
  means: v.object({ real: share, generated: share }),
});

const moment = v.object({
  /** Steps that came before. */
  step: count,
  realness,
  weights: v.optional(file),
  record: v.optional(file),
});

const log = v.object({
  step: v.array(count),
  generator_loss: v.array(finite),
  discriminator_loss: v.array(finite),
  real_steepness: v.array(finite),
  fake_steepness: v.array(finite),
  fooled: v.array(share),
});

const duel = v.pipe(
  v.object({
    steps: count,
    batch_size: count,
    labels: v.array(digit),
    noise: v.array(v.array(finite)),
    pictures: v.object({ ...file.entries, across: count, shown: count }),
    moments: v.pipe(v.array(moment), v.minLength(2)),
    log,
  }),
  v.check(
    ({ labels, noise, pictures }) =>
      labels.length === pictures.shown && noise.length === pictures.shown,
    'every digit that is shown needs its label and its noise',
  ),
  v.check(
    ({ moments }) => moments.every(({ step }, i) => i === 0 || step > moments[i - 1].step),
    'the moments must come in their order',
  ),
  v.check(
    ({ log }) => Object.values(log).every(({ length }) => length === log.step.length),
    'every curve needs a number for each line of the log',
  ),
);

const picture = v.pipe(v.string(), v.base64(), v.transform(fromBase64), v.length(PIXELS));

const measures = v.object({
  generator_loss: finite,
  discriminator_loss: finite,
  real_steepness: finite,
  fake_steepness: finite,
  fooled: share,
});

const step = v.object({
  step: count,
  learning_rate: finite,
  before: measures,
  /** For the same pictures and noise, with the weights after the step. */
  after: measures,
  pairs: v.pipe(
    v.array(
      v.object({
        label: digit,
        noise: v.array(finite),
        real: picture,
        fake: picture,
        fake_after: picture,
        real_score: finite,
        fake_score: finite,
        real_score_after: finite,
        fake_score_after: finite,
      }),
    ),
    v.minLength(1),
  ),
  /** Lengths of a tensor, of its gradient, of its change, each seen as one long arrow. */
  weights: v.array(
    v.object({ name: v.string(), count, size: finite, gradient: finite, change: finite }),
  ),
});

export type DuelRecord = v.InferOutput<typeof duel>;
export type Moment = DuelRecord['moments'][number];
export type StepRecord = v.InferOutput<typeof step>;
export type StepPair = StepRecord['pairs'][number];
export type StepWeights = StepRecord['weights'][number];

export const parseDuel = (value: unknown): DuelRecord => parsed(duel, value, FILE, COMMAND);

/** @param name of its file */
export const parseStep = (value: unknown, name: string): StepRecord =>
  parsed(step, value, name, COMMAND);

/** Address of a file of the duel; of duel.json where none is named. */
export const duelFile = (base: string, path = FILE): string =>
  new URL(`lab/${DUEL_FOLDER}/${path}`, base).href;

/** Index of the moment whose step is nearest to this; the earlier one where two are. */
export const nearestMoment = (moments: readonly Pick<Moment, 'step'>[], asked: number): number =>
  nearest(
    moments.map(({ step }) => step),
    asked,
  );

/** Index of the last moment up to this one for which something is shipped; the first that has it where none comes before. */
export function momentWith(
  moments: readonly Moment[],
  index: number,
  what: 'weights' | 'record',
): number | null {
  const having = moments.flatMap((moment, i) => (moment[what] ? [i] : []));
  return having.findLast((i) => i <= index) ?? having[0] ?? null;
}

/** The line of the log whose steps hold this moment's next one: the first that ends after it, else the last. */
export function logLine(steps: readonly number[], step: number): number {
  const at = steps.findIndex((end) => end > step);
  return at >= 0 ? at : steps.length - 1;
}
