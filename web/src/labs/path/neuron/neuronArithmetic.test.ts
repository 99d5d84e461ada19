import { describe, expect, it } from 'vitest';
import { LAYERS, layersAt, rightAt, sumAt, type Neuron } from './neuronArithmetic';

const countOf = (answers: readonly boolean[]) => answers.filter(Boolean).length;

describe('a neuron', () => {
  it('weighs, sums and adds its bias', () =>
    expect(sumAt({ weights: [0.5, -2], bias: 0.25 }, [1, 0.5])).toBe(-0.25));

  it('can be “and” and “or”', () => {
    const both: Neuron = { weights: [1, 1], bias: -1.5 };
    expect(rightAt('and', (inputs) => sumAt(both, inputs))).toEqual([true, true, true, true]);
    const any: Neuron = { weights: [1, 1], bias: -0.5 };
    expect(rightAt('or', (inputs) => sumAt(any, inputs))).toEqual([true, true, true, true]);
  });

  it('gets no more than three of four right for “exclusive or”, whatever its weights', () => {
    const steps = Array.from({ length: 17 }, (_, i) => (i - 8) / 4);
    let most = 0;
    for (const first of steps)
      for (const second of steps)
        for (const bias of steps) {
          const neuron: Neuron = { weights: [first, second], bias };
          most = Math.max(most, countOf(rightAt('xor', (inputs) => sumAt(neuron, inputs))));
        }
    expect(most).toBe(3);
  });
});

it('two neurons before a third are “exclusive or”', () => {
  expect(rightAt('xor', (inputs) => layersAt(LAYERS, inputs))).toEqual([true, true, true, true]);
  expect(layersAt(LAYERS, [1, 1])).toBe(-0.5);
});
