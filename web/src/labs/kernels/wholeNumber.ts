/** Settings that are whole numbers, as they are typed. */

export type Limits = readonly [least: number, most: number];

/** The text in a setting's field is not a whole number within its limits. */
export interface FieldProblem<Setting extends string> {
  rule: 'field';
  setting: Setting;
  text: string;
  least: number;
  most: number;
}

/** The number that the text stands for; null if it is none, or outside the limits. */
export function readWhole(text: string, [least, most]: Limits): number | null {
  const value = /^\s*\d{1,3}\s*$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : null;
}

export function fieldProblem<Setting extends string>(
  setting: Setting,
  text: string,
  [least, most]: Limits,
): FieldProblem<Setting> {
  return { rule: 'field', setting, text, least, most };
}
