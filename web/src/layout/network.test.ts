import { describe, expect, it } from 'vitest';
import {
  cellBox,
  drawnLayers,
  hitTest,
  layoutNetwork,
  valueBox,
  windowBox,
  type LayoutLayer,
} from './network';

const INPUT: LayoutLayer = { name: 'image', op: 'input', input: '', shape: [1, 28, 28] };
const LAYERS: LayoutLayer[] = [
  { name: 'conv1', op: 'conv2d', input: 'image', shape: [32, 26, 26] },
  { name: 'conv1_relu', op: 'relu', input: 'conv1', shape: [32, 26, 26] },
  { name: 'conv2', op: 'conv2d', input: 'conv1_relu', shape: [64, 24, 24] },
  { name: 'conv2_relu', op: 'relu', input: 'conv2', shape: [64, 24, 24] },
  { name: 'pool', op: 'max_pool2d', input: 'conv2_relu', shape: [64, 12, 12] },
  { name: 'flatten', op: 'flatten', input: 'pool', shape: [9216] },
  { name: 'fc1', op: 'linear', input: 'flatten', shape: [128] },
  { name: 'fc1_relu', op: 'relu', input: 'fc1', shape: [128] },
  { name: 'logits', op: 'linear', input: 'fc1_relu', shape: [10] },
];
const layout = (width: number) => layoutNetwork(LAYERS, INPUT, 'logits', width);

describe('drawnLayers', () => {
  it('puts each ReLU in its layer’s place', () => {
    expect(drawnLayers(LAYERS).map(({ title }) => title.join(' + '))).toEqual([
      'conv1 + ReLU',
      'conv2 + ReLU',
      'pool',
      'flatten',
      'fc1 + ReLU',
      'logits',
    ]);
  });
});

describe.each([358, 640, 852, 1180])('at a width of %d', (width) => {
  const { blocks, height } = layout(width);

  it('every block lies inside, and none overlaps another', () => {
    for (const a of blocks) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(width + 1);
      expect(a.y + a.height).toBeLessThanOrEqual(height);
      for (const b of blocks) {
        if (a === b) continue;
        const apart =
          a.x + a.width <= b.x ||
          b.x + b.width <= a.x ||
          a.y + a.height <= b.y ||
          b.y + b.height <= a.y;
        expect(apart, `${a.layer} and ${b.layer}`).toBe(true);
      }
    }
  });

  it('what is under the middle of a value is that value', () => {
    for (const block of blocks) {
      const [count, rows = 1, columns = 1] = block.shape;
      for (let i = 0; i < 50; i++) {
        const place = {
          layer: block.layer,
          channel: (i * 31) % count,
          row: (i * 7) % rows,
          column: (i * 11) % columns,
        };
        const box = valueBox(block, place);
        const found = hitTest(layout(width), box.x + box.width / 2, box.y + box.height / 2);
        expect(found).toEqual(place);
      }
    }
  });
});

describe('boxes', () => {
  const block = layout(852).blocks[1];

  it('a whole window is its cell', () => {
    const whole = windowBox(block, 5, { top: 0, bottom: 25, left: 0, right: 25 });
    const cell = cellBox(block, 5);
    expect(whole.x).toBe(cell.x);
    expect(whole.width).toBeCloseTo(cell.width, 9);
    expect(whole.height).toBeCloseTo(cell.height, 9);
  });

  it('nothing is under the space between cells', () => {
    const cell = cellBox(block, 0);
    expect(hitTest(layout(852), cell.x + cell.width + 1, cell.y + 2)).toBeNull();
    expect(hitTest(layout(852), -5, 5)).toBeNull();
  });

  it('the network stands wide on a desk and tall on a phone', () => {
    expect(layout(852).isWide).toBe(true);
    expect(layout(358).isWide).toBe(false);
    expect(layout(852).height).toBeLessThan(640);
  });
});
