/** The kernel laboratory's stages as filters, and what they make of a picture; or why they can't. */
import {
  filteredSide,
  filterPlane,
  filterProblem,
  type Filter,
  type FilterProblem,
} from '../../core/filter';
import type { Plane } from '../../core/tensor';
import { filterOf, type Setting, type Stage } from './stage';
import type { FieldProblem } from './wholeNumber';

/** Why what is asked for can't be shown; `stage` counts from 0. */
export type LabProblem =
  | ((FilterProblem | FieldProblem<Setting>) & { stage: number })
  | { rule: 'weight'; text: string; row: number; column: number }
  | { rule: 'learned'; message: string };

/** What was computed last: filters, and of each plane its input and every stage's output. */
export interface LabResult {
  stages: readonly Stage[];
  filters: readonly Filter[];
  /** The picture's planes that were filtered, one in grey, three in colour; then each stage's. */
  planes: readonly (readonly Plane[])[];
}

/** The filters of the stages, or why one of them can't be laid on what comes to it. */
export function readStages(stages: readonly Stage[], input: Plane | null): Filter[] | LabProblem {
  const filters: Filter[] = [];
  let [width, height] = [input?.width ?? Infinity, input?.height ?? Infinity];
  for (const [index, stage] of stages.entries()) {
    const filter = filterOf(stage);
    if ('rule' in filter) return { ...filter, stage: index };
    const problem = filterProblem(filter, width, height);
    if (problem) return { ...problem, stage: index };
    filters.push(filter);
    [width, height] = [filteredSide(width, filter), filteredSide(height, filter)];
  }
  return filters;
}

/** Every plane through every filter. */
export function runStages(
  input: readonly Plane[],
  filters: readonly Filter[],
  stages: readonly Stage[],
): LabResult {
  const planes = [input];
  for (const filter of filters)
    planes.push(planes.at(-1)!.map((plane) => filterPlane(plane, filter)));
  return { filters, stages, planes };
}
