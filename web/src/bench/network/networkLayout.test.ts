import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  cellBox,
  drawnLayers,
  hitTest,
  layoutNetwork,
  valueBox,
  windowBox,
  type LayoutLayer,
  type NetworkLayout,
} from './networkLayout';

interface Described {
  layers: LayoutLayer[];
  input: LayoutLayer;
  output: string;
}

/** A network as its manifest describes it. */
function described(folder: string): Described {
  const path = new URL(`../../../../${folder}/manifest.json`, import.meta.url);
  const { layers, input, output } = JSON.parse(readFileSync(path, 'utf8'));
  return {
    layers,
    input: { name: input.name, op: 'input', input: '', shape: input.shape.slice(1) },
    output,
  };
}

const DECK = described('artifacts');
const SMALL = described('tests/parity/small_network');
const PADDED = described('tests/parity/padded_network');
const WIDTHS = [358, 640, 690, 852, 1180];
const laidOut = ({ layers, input, output }: Described, width: number) =>
  layoutNetwork(layers, input, output, width);
const layout = (width: number) => laidOut(DECK, width);

/** Any sequence: convolutions, some with ReLU, some pooled; flatten; dense layers. Each side at most halves. */
const anyNetwork = fc
  .record({
    channels: fc.constantFrom(1, 3),
    side: fc.integer({ min: 8, max: 224 }),
    blocks: fc.array(
      fc.record({
        maps: fc.integer({ min: 1, max: 600 }),
        hasRelu: fc.boolean(),
        isPooled: fc.boolean(),
      }),
      { maxLength: 8 },
    ),
    dense: fc.array(fc.integer({ min: 1, max: 4096 }), { maxLength: 3 }),
    classes: fc.integer({ min: 2, max: 120 }),
  })
  .map(({ channels, side, blocks, dense, classes }): Described => {
    const input = { name: 'picture', op: 'input', input: '', shape: [channels, side, side] };
    const layers: LayoutLayer[] = [];
    const add = (op: string, shape: number[]) =>
      layers.push({
        name: `${op}${layers.length}`,
        op,
        input: layers.at(-1)?.name ?? input.name,
        shape,
      });
    let shape = input.shape;
    for (const { maps, hasRelu, isPooled } of blocks) {
      shape = [maps, shape[1], shape[2]];
      add('conv2d', shape);
      if (hasRelu) add('relu', shape);
      if (isPooled) {
        shape = [maps, Math.ceil(shape[1] / 2), Math.ceil(shape[2] / 2)];
        add('max_pool2d', shape);
      }
    }
    add('flatten', [shape[0] * shape[1] * shape[2]]);
    for (const count of [...dense, classes]) add('linear', [count]);
    return { layers, input, output: layers.at(-1)!.name };
  });

function expectApart({ blocks, width, height, isWide }: NetworkLayout): void {
  if (isWide)
    for (const [i, block] of blocks.slice(1).entries())
      expect(block.x - blocks[i].x - blocks[i].width, block.layer).toBeGreaterThan(22);
  for (const a of blocks) {
    expect(a.x, a.layer).toBeGreaterThanOrEqual(0);
    expect(a.x + a.width, a.layer).toBeLessThanOrEqual(width + 0.01);
    expect(a.y, a.layer).toBeGreaterThanOrEqual(0);
    expect(a.y + a.height, a.layer).toBeLessThanOrEqual(height + 0.01);
    expect(Math.min(a.cell.width, a.cell.height), a.layer).toBeGreaterThan(0);
    const overlapping = blocks.filter(
      (b) =>
        a !== b &&
        a.x + a.width > b.x &&
        b.x + b.width > a.x &&
        a.y + a.height > b.y &&
        b.y + b.height > a.y,
    );
    expect(overlapping, a.layer).toEqual([]);
  }
}

/** What is under the middle of a value is that value. */
function expectInverse(found: NetworkLayout): void {
  for (const block of found.blocks) {
    const [count, rows = 1, columns = 1] = block.shape;
    const places = Array.from({ length: 50 }, (_, i) => ({
      layer: block.layer,
      channel: (i * 31) % count,
      row: (i * 7) % rows,
      column: (i * 11) % columns,
    }));
    const hits = places.map((place) => {
      const box = valueBox(block, place);
      return hitTest(found, box.x + box.width / 2, box.y + box.height / 2);
    });
    expect(hits).toEqual(places);
  }
}

describe('drawnLayers', () => {
  const titles = ({ layers }: Described) =>
    drawnLayers(layers).map(({ title }) => title.join(' + '));

  it('puts each ReLU in its layer’s place', () => {
    expect(titles(DECK)).toEqual([
      'conv1 + ReLU',
      'conv2 + ReLU',
      'pool',
      'flatten',
      'fc1 + ReLU',
      'logits',
    ]);
    expect(titles(SMALL)).toEqual([
      'edges + ReLU',
      'parts',
      'pool + ReLU',
      'shapes + ReLU',
      'vector',
      'scores',
    ]);
  });
});

describe.each([
  ['the deck’s', DECK],
  ['the small', SMALL],
  ['the padded', PADDED],
])('%s network', (_, network) => {
  it.each(WIDTHS)('at a width of %d: nothing overlaps, each value is found', (width) => {
    const found = laidOut(network, width);
    expectApart(found);
    expectInverse(found);
  });
});

describe('any network', () => {
  it('nothing overlaps or sticks out, and each value is found', () => {
    fc.assert(
      fc.property(anyNetwork, fc.integer({ min: 320, max: 2400 }), (network, width) => {
        const found = laidOut(network, width);
        expectApart(found);
        expectInverse(found);
      }),
      { seed: 4, numRuns: 100 },
    );
  }, 60_000);

  it('maps that would be too small side by side stand below one another', () => {
    const maps = Array.from({ length: 16 }, (_, i) => ({
      name: `conv${i}`,
      op: 'conv2d',
      input: i === 0 ? 'picture' : `conv${i - 1}`,
      shape: [64, 32, 32],
    }));
    const input = { name: 'picture', op: 'input', input: '', shape: [3, 32, 32] };
    const deep = { layers: maps, input, output: '' };
    expect(laidOut(deep, 900).isWide).toBe(false);
    expect(laidOut(deep, 1900).isWide).toBe(true);
  });

  it('few maps are larger than many, up to a limit', () => {
    const cellOf = (count: number) => {
      const conv = { name: 'conv', op: 'conv2d', input: 'picture', shape: [count, 20, 20] };
      const input = { name: 'picture', op: 'input', input: '', shape: [1, 20, 20] };
      return laidOut({ layers: [conv], input, output: '' }, 852).blocks[1].cell.width;
    };
    expect([4, 64, 256].map(cellOf)).toEqual([72, 37, 17]);
  });
});

describe('below one another', () => {
  const blocksOf = (width: number, letters: number) =>
    layoutNetwork(PADDED.layers, PADDED.input, PADDED.output, width, letters).blocks;
  const WORD = 8;

  it.each([358, 1392])('words fit into the cells of the output: %d', (width) => {
    const output = blocksOf(width, WORD).at(-1)!;
    expect(output.cell.width).toBeGreaterThan(8.5 * WORD);
    expect(output.x + output.width).toBeLessThanOrEqual(width);
    expect(output.columns * output.rows).toBeGreaterThanOrEqual(10);
  });

  it('maps of a few values stay small, and as many stand in a row as there is room for', () => {
    const input = { name: 'picture', op: 'input', input: '', shape: [1, 32, 32] };
    // So many that they never stand side by side.
    const layers = Array.from({ length: 20 }, (_, i) => ({
      name: `conv${i}`,
      op: 'conv2d',
      input: 'picture',
      shape: i === 0 ? [128, 32, 32] : [128, 2, 2],
    }));
    const [, large, small] = layoutNetwork(layers, input, '', 1300).blocks;
    expect([large.cell.width, large.columns]).toEqual([72, 17]);
    expect([small.cell.width, small.columns]).toEqual([14, 76]);
    const [, narrow] = layoutNetwork(layers, input, '', 358).blocks;
    expect(narrow.columns).toBe(11);
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
    expect(laidOut(SMALL, 852).isWide).toBe(true);
    expect(laidOut(SMALL, 358).isWide).toBe(false);
  });
});
