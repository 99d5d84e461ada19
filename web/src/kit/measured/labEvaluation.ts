/** lab/evaluation.json: what was measured on the laboratories' networks. Its form is checked when it is read. */
import * as v from 'valibot';
import { count, curve, parsed, share } from './evaluation';
import { fetched } from '../fetched';
import { keepOffline } from '../keepOffline';

export const LAB_EVALUATION_FILE = 'lab/evaluation.json';

const measured = v.object({
  sha256: v.object({ weights: v.string() }),
  test: v.object({ images: count, accuracy: share, mistakes: count }),
  /** Share that is right at each level of the labels' tree, by the level's key. */
  hierarchy: v.optional(v.record(v.string(), share), {}),
  curves: v.optional(v.record(v.string(), curve), {}),
});

const labEvaluation = v.object({ models: v.record(v.string(), measured) });

export type LabEvaluation = v.InferOutput<typeof labEvaluation>;
/** What was measured on one network. */
export type Measured = v.InferOutput<typeof measured>;

export const parseLabEvaluation = (value: unknown): LabEvaluation =>
  parsed(labEvaluation, value, LAB_EVALUATION_FILE, 'make lab-evaluation');

/** @param base folder of the shipped network's files */
export async function loadLabEvaluation(base: string): Promise<LabEvaluation> {
  const url = new URL(LAB_EVALUATION_FILE, base);
  const response = await fetched(url, 'try again');
  const evaluation = parseLabEvaluation(await response.json());
  keepOffline([url]);
  return evaluation;
}
