/** lab/evaluation.json: what was measured on the laboratories' networks. Its form is checked when it is read. */
import * as v from 'valibot';
import { curve } from './evaluation';
import { keepOffline } from './keepOffline';

export const LAB_EVALUATION_FILE = 'lab/evaluation.json';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const measured = v.object({
  sha256: v.object({ weights: v.string() }),
  test: v.object({ images: count, accuracy: share, mistakes: count }),
  /** Share that is right at each level of the labels' tree, by the level's key. */
  hierarchy: v.optional(v.record(v.string(), share), {}),
  curves: v.optional(v.record(v.string(), curve), {}),
});

const labEvaluation = v.object({ models: v.record(v.string(), measured) });

export type LabEvaluation = v.InferOutput<typeof labEvaluation>;
/** Of one network. */
export type Measured = v.InferOutput<typeof measured>;

/** Throws a sentence that names the first entry that does not fit. */
export function parseLabEvaluation(value: unknown): LabEvaluation {
  const result = v.safeParse(labEvaluation, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(
    `${LAB_EVALUATION_FILE} does not fit at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}.`,
  );
}

/** @param base folder of the shipped network's files */
export async function loadLabEvaluation(base: string): Promise<LabEvaluation> {
  const url = new URL(LAB_EVALUATION_FILE, base);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}; try again.`);
  const evaluation = parseLabEvaluation(await response.json());
  keepOffline([url]);
  return evaluation;
}
