import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isOnePath,
  labelTree,
  largestOfLevels,
  sharedTree,
  type LabelLevel,
  type SharedNode,
} from './labelTree';
import { roundToSum } from './roundToSum';
import { softmax } from './softmax';

/** As Fashion-MNIST's: a leaf may be alone in its group, and that alone in its own. */
const LEVELS: LabelLevel[] = [
  {
    key: 'kind',
    groups: [
      { key: 'clothing', labels: [0, 1, 2, 3] },
      { key: 'accessories', labels: [4] },
    ],
  },
  {
    key: 'group',
    groups: [
      { key: 'tops', labels: [0, 2] },
      { key: 'bottoms', labels: [1] },
      { key: 'footwear', labels: [3] },
      { key: 'bags', labels: [4] },
    ],
  },
  {
    key: 'article',
    groups: [0, 1, 2, 3, 4].map((label) => ({ key: `a${label}`, labels: [label] })),
  },
];
const DIGITS = 3;
const units = (value: number) => Math.round(value * 10 ** DIGITS);

describe('a tree of labels', () => {
  it('has each group inside the one that holds its labels', () => {
    const [clothing, accessories] = labelTree(LEVELS);
    expect(clothing.children.map(({ key }) => key)).toEqual(['tops', 'bottoms', 'footwear']);
    expect(clothing.children[0].children.map(({ key }) => key)).toEqual(['a0', 'a2']);
    expect(accessories.children[0].children[0]).toMatchObject({ key: 'a4', children: [] });
  });

  it('sums the leaves, and what is shown adds up at every level, whatever the logits', () => {
    const logits = fc.array(fc.double({ min: -30, max: 30, noNaN: true }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(logits, (values) => {
        const shares = softmax(values);
        const tree = sharedTree(labelTree(LEVELS), shares, DIGITS);
        // As wherever the labels stand without a tree.
        const alone = roundToSum(shares, 1, DIGITS);
        const total = (nodes: SharedNode[]) =>
          nodes.reduce((sum, { shown }) => sum + units(shown), 0);
        expect(total(tree)).toBe(10 ** DIGITS);
        const check = (node: SharedNode): number => {
          expect(Math.abs(node.shown - node.share)).toBeLessThan(4 * 10 ** -DIGITS);
          if (node.children.length === 0) {
            expect(node.share).toBe(shares[node.label!]);
            expect(node.shown).toBe(alone[node.label!]);
            return 1;
          }
          expect(total(node.children)).toBe(units(node.shown));
          return node.children.reduce((count, child) => count + check(child), 0);
        };
        expect(tree.reduce((count, node) => count + check(node), 0)).toBe(5);
      }),
    );
  });

  it('names the largest of each level, and whether they are one path', () => {
    const path = (shares: number[]) =>
      largestOfLevels(sharedTree(labelTree(LEVELS), shares, DIGITS));
    expect(path([0.1, 0, 0.1, 0.8, 0]).map(({ key }) => key)).toEqual([
      'clothing',
      'footwear',
      'a3',
    ]);
    expect(isOnePath(path([0.1, 0, 0.1, 0.8, 0]))).toBe(true);
    // Two shirts against one shoe.
    expect(path([0.3, 0, 0.3, 0.4, 0]).map(({ key }) => key)).toEqual(['clothing', 'tops', 'a3']);
    expect(isOnePath(path([0.3, 0, 0.3, 0.4, 0]))).toBe(false);
  });
});
