/** evaluation.json: what `esmiuca evaluate --save` measured on the shipped network. Its form is checked when it is read. */
import * as v from 'valibot';
import { fromBase64 } from '../../core/base64';
import { fetched } from '../fetched';

/** Beside manifest.json, wherever the network is. */
export const EVALUATION_FILE = 'evaluation.json';

/** A tenth of the percentages with fewer images than this says little. */
export const FEW = 20;

const DIGITS = 10;
const PIXELS = 784;

/** 0–1. */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const digit = v.pipe(count, v.maxValue(DIGITS - 1));
const ten = <Entry extends v.GenericSchema>(entry: Entry) =>
  v.pipe(v.array(entry), v.length(DIGITS));

const measures = v.object({
  images: count,
  accuracy: share,
  mistakes: count,
  mean_confidence: share,
  expected_calibration_error: share,
  /** Digits refused as if they were none. */
  refused: share,
});

/** How well digits are told from what is not a digit. */
const refusal = v.object({ others: count, others_auroc: share, others_refused: share });

/** A tenth of the percentages: how many fell there, how sure they were on average, how often right. */
const bin = v.object({ from: share, images: count, confidence: share, accuracy: share });

const mistake = v.object({
  index: count,
  label: digit,
  read_as: digit,
  percentage: share,
  known_label_error: v.boolean(),
  /** What most of the people asked read; null where they did not agree. For known label errors only. */
  people_read: v.optional(v.nullable(digit)),
  probabilities: ten(share),
  /** 28×28 grey levels, row by row. */
  pixels: v.pipe(v.string(), v.base64(), v.transform(fromBase64), v.length(PIXELS)),
});

const test = v.pipe(
  v.object({
    ...measures.entries,
    /** Counts by label (rows) and answer (columns). */
    confusion: ten(ten(count)),
    mistaken: v.array(mistake),
    label_errors: v.object({
      known: count,
      mistaken: count,
      read_as_people_do: count,
      /** All of them, including those that the network reads as the label says. */
      images: v.optional(v.array(mistake), []),
    }),
    reliability: v.array(bin),
  }),
  v.check(
    ({ confusion, mistaken }) =>
      confusion.every((row, label) =>
        row.every(
          (images, answer) =>
            label === answer ||
            images === mistaken.filter((m) => m.label === label && m.read_as === answer).length,
        ),
      ),
    'the mistakes that are listed are not those that the confusion matrix counts',
  ),
);

const pen = v.object({
  /** By width, in shares of the sheet: digits, letters or both. */
  pens: v.record(
    v.string(),
    v.object({ ...v.partial(measures).entries, ...v.partial(refusal).entries }),
  ),
  all: v.optional(measures),
  reliability: v.optional(v.array(bin), []),
  letters: v.optional(
    v.array(
      v.object({ letter: v.string(), drawings: count, refused: share, read_as: v.nullable(digit) }),
    ),
    [],
  ),
});

export const curve = v.object({
  unit: v.string(),
  accuracy: v.array(v.tuple([v.number(), share])),
});

const evaluation = v.object({
  network: v.object({ version: v.string(), sha256: v.object({ weights: v.string() }) }),
  test,
  pen: v.optional(v.record(v.string(), pen), {}),
  load_digits: v.optional(measures),
  others: v.optional(v.record(v.string(), refusal), {}),
  /** Drawn by program, by kind. */
  scribbles: v.optional(v.record(v.string(), refusal), {}),
  /** Share that is right by corruption, and their mean. */
  corruptions: v.optional(v.record(v.string(), share), {}),
  curves: v.optional(v.record(v.string(), curve), {}),
});

export type Evaluation = v.InferOutput<typeof evaluation>;
export type Measures = v.InferOutput<typeof measures>;
export type Refusal = v.InferOutput<typeof refusal>;
export type Mistake = v.InferOutput<typeof mistake>;
export type ReliabilityBin = v.InferOutput<typeof bin>;
export type PenEvaluation = v.InferOutput<typeof pen>;
export type Letter = PenEvaluation['letters'][number];
export type Curve = v.InferOutput<typeof curve>;

/** Throws a sentence that names the first entry that does not fit, and the command that writes the file again. */
export function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  file: string,
  command: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `${file} does not fit at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}; write it anew with \`${command}\`.`,
  );
}

export const parseEvaluation = (value: unknown): Evaluation =>
  parsed(evaluation, value, EVALUATION_FILE, 'make evaluation');

/** @param base folder of the network's files */
export async function loadEvaluation(base: string): Promise<Evaluation> {
  const url = new URL(EVALUATION_FILE, base);
  const response = await fetched(url, 'try again');
  return parseEvaluation(await response.json());
}
