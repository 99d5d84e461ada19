import { describe, expect, it } from 'vitest';
import { Cost, DECK_COST } from './cost.svelte';

describe('the cost laboratory', () => {
  it("begins with the deck's example", () => {
    const cost = new Cost();
    expect(cost.cost.perChannel).toBe(33_177_600n);
    expect(cost.text).toBeNull();
  });

  it('keeps the last valid result while what is typed gives none', () => {
    const cost = new Cost();
    cost.type('width', '100');
    expect(cost.cost.perChannel).toBe(432_000n);
    for (const text of ['', '0', '-5', 'ten', '99999999']) {
      cost.type('width', text);
      expect(cost.problem?.field).toBe('width');
      expect(cost.texts.width).toBe(text);
      expect(cost.input.width).toBe(100);
    }
    cost.type('width', '7.680');
    expect(cost.problem).toBeNull();
    expect(cost.input).toEqual(DECK_COST);
  });

  it('takes a small picture by taking a smaller kernel', () => {
    const cost = new Cost();
    cost.resize({ width: 1, height: 1, channels: 3 });
    expect(cost.problem).toBeNull();
    expect(cost.input).toMatchObject({ width: 1, height: 1, kernelSize: 1 });
    expect(cost.texts.kernelSize).toBe('1');
  });

  it('comes back from its address, and opens with the default where that is damaged', () => {
    const cost = new Cost();
    cost.go('28x28x1x5x64');
    expect(cost.text).toBe('28x28x1x5x64');
    for (const text of ['28x28', '28x28x1x99x1', 'axbxcxdxe', '0x1x1x1x1']) {
      cost.go(text);
      expect(cost.text).toBeNull();
    }
  });
});
