/** Labels in a tree: each group's share is the sum of its labels' shares, and what is shown adds up at every level. */
import { rounded, roundToSum } from './roundToSum';

/** One level of a hierarchy, as a manifest has it: every label is in exactly one of its groups. */
export interface LabelLevel {
  key: string;
  groups: { key: string; labels: number[] }[];
}

/** A group, and the groups of the next level that lie inside it. */
export interface LabelNode {
  key: string;
  labels: readonly number[];
  children: LabelNode[];
}

export interface SharedNode {
  key: string;
  /** The one label of a leaf; null of a group. */
  label: number | null;
  /** The sum of its labels' shares. */
  share: number;
  /** As shown: a label as everywhere on the page, a group as the sum of its children, to the last digit. */
  shown: number;
  children: SharedNode[];
}

/** The groups of the first level with all that lies inside them. */
export function labelTree([level, ...deeper]: readonly LabelLevel[]): LabelNode[] {
  const below = deeper.length > 0 ? labelTree(deeper) : [];
  return (level?.groups ?? []).map(({ key, labels }) => ({
    key,
    labels,
    children: below.filter((child) => child.labels.every((label) => labels.includes(label))),
  }));
}

/**
 * The tree with its shares, rounded at the leaves.
 *
 * @param shares of the labels, in their order; they sum to 1
 * @param digits decimals of a share that are shown
 */
export function sharedTree(
  nodes: readonly LabelNode[],
  shares: readonly number[],
  digits: number,
): SharedNode[] {
  const shown = roundToSum(shares, 1, digits);
  const sumOf = (values: readonly number[], labels: readonly number[]) =>
    labels.reduce((sum, label) => sum + values[label], 0);
  const nodeOf = ({ key, labels, children }: LabelNode): SharedNode => ({
    key,
    label: children.length === 0 ? labels[0] : null,
    share: sumOf(shares, labels),
    shown: rounded(sumOf(shown, labels), digits),
    children: children.map(nodeOf),
  });
  return nodes.map(nodeOf);
}

/**
 * The largest group of each level, from the top to the leaves. Each level decides by its own sums: two halves of a
 * group can outweigh a leaf that is larger than either, so that one need not lie inside the one before.
 */
export function largestOfLevels(nodes: readonly SharedNode[]): SharedNode[] {
  if (nodes.length === 0) return [];
  const best = nodes.reduce((a, b) => (b.share > a.share ? b : a));
  return [best, ...largestOfLevels(nodes.flatMap(({ children }) => children))];
}

/** Whether each of these lies inside the one before. */
export const isOnePath = (path: readonly SharedNode[]): boolean =>
  path.every((node, i) => i === 0 || path[i - 1].children.includes(node));
