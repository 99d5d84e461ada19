/** Opening, following, one level up, and addresses that name what does not exist. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Lens } from './lens.svelte';
import { decodeLens, encodeLens } from './lensAddress';

const SHAPES = new Map([
  ['image', [1, 28, 28]],
  ['conv1_relu', [32, 26, 26]],
  ['logits', [10]],
]);
const shapeOf = (name: string) => SHAPES.get(name) ?? null;
const unit = (layer: string, channel: number, row = 0, column = 0) => ({
  layer,
  channel,
  row,
  column,
});

describe('the address of the lens', () => {
  it.each(['conv1_relu', 'conv1_relu.7.9.16', 'logits.8.0.0', 'why', 'compare'])(
    '%s names what it opens',
    (text) => {
      const { view, problem } = decodeLens(text, shapeOf);
      expect(problem).toBeNull();
      expect(encodeLens(view!)).toBe(text);
    },
  );

  it('a vector needs no row and column', () => {
    expect(decodeLens('logits.8', shapeOf)).toEqual({
      view: { kind: 'unit', layer: 'logits', at: { channel: 8, row: 0, column: 0 } },
      problem: null,
    });
  });

  it.each([
    ['conv1_relu.32.0.0', 'conv1_relu.31.0.0'],
    ['conv1_relu.5.99.3', 'conv1_relu.5.25.3'],
    ['conv1_relu.x.1.1', 'conv1_relu.0.1.1'],
    ['conv1_relu.-3.1.1', 'conv1_relu.0.1.1'],
    ['conv1_relu.1.2.3.4', 'conv1_relu.1.2.3'],
    ['logits.10', 'logits.9.0.0'],
    ['logits.3.1.0', 'logits.3.0.0'],
  ])('%s opens the nearest place, %s, and says so', (asked, nearest) => {
    const { view, problem } = decodeLens(asked, shapeOf);
    expect(encodeLens(view!)).toBe(nearest);
    expect(problem).toBe('no-place');
  });

  it('a layer that does not exist opens the network and says so', () => {
    expect(decodeLens('conv9.1.2.3', shapeOf)).toEqual({ view: null, problem: 'no-layer' });
    expect(decodeLens('.1.2', shapeOf).problem).toBe('no-layer');
  });
});

describe('the lens', () => {
  let lens: Lens;
  beforeEach(() => {
    lens = new Lens();
    lens.setShapes(shapeOf);
  });

  it('keeps what the address asks for until the network is known', () => {
    const early = new Lens();
    early.go('conv1_relu.7.9.160');
    expect(early.isOpen).toBe(false);
    expect(early.text).toBe('conv1_relu.7.9.160');
    early.setShapes(shapeOf);
    expect(early.text).toBe('conv1_relu.7.9.25');
    expect(early.problem).toBe('no-place');
  });

  it('goes one level up: number, layer, network', () => {
    lens.open(unit('conv1_relu', 7, 9, 16));
    lens.up();
    expect(lens.text).toBe('conv1_relu');
    lens.up();
    expect(lens.isOpen).toBe(false);
    expect(lens.text).toBeNull();
  });

  it('remembers the way, and goes back to any part of it', () => {
    lens.open(unit('logits', 8));
    lens.follow(unit('conv1_relu', 3, 4, 5));
    lens.follow(unit('image', 0, 6, 7));
    expect(lens.trail.map(({ layer }) => layer)).toEqual(['logits', 'conv1_relu']);
    lens.back();
    expect(lens.text).toBe('conv1_relu.3.4.5');
    expect(lens.trail).toHaveLength(1);
    lens.follow(unit('image', 0, 6, 7));
    lens.back(0);
    expect(lens.text).toBe('logits.8.0.0');
    expect(lens.trail).toEqual([]);
  });

  it('a move stays inside the layer', () => {
    lens.open(unit('conv1_relu', 7, 25, 25));
    lens.move({ channel: 7, row: 26, column: -1 });
    expect(lens.text).toBe('conv1_relu.7.25.0');
  });

  it('a problem is forgotten once something else is opened', () => {
    lens.go('conv9');
    expect(lens.problem).toBe('no-layer');
    lens.openLayer('logits');
    expect(lens.problem).toBeNull();
  });

  it('follows the address back to closed', () => {
    lens.open(unit('logits', 8));
    lens.go(null);
    expect(lens.isOpen).toBe(false);
  });
});
