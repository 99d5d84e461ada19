import { describe, expect, it } from 'vitest';
import { TestNetwork } from '../../inference/testNetworks';
import { originals, ours } from './vggNet';

describe('VGGNet', () => {
  it('has as many layers and parameters as its table 2 says: 133, 133, 138, 144 million', () => {
    const rounded = originals.map(({ name, depth, parameters }) => [
      name,
      depth,
      Math.round(parameters / 1e6),
    ]);
    expect(rounded).toEqual([
      ['A', 11, 133],
      ['B', 13, 133],
      ['D', 16, 138],
      ['E', 19, 144],
    ]);
  });

  it('ends at 7 × 7', () =>
    expect(originals[0].blocks.map(({ side }) => side)).toEqual([112, 56, 28, 14, 7]));

  it('ours is what its manifest says', () => {
    const { layers, input, model } = TestNetwork.manifestOf('tests/parity/padded_network');
    const { blocks, dense, depth, side, parameters } = ours(
      layers,
      input.shape.slice(1).map(Number),
      model.parameters,
    );
    expect([side, depth, dense, parameters]).toEqual([28, 6, [10], 2654]);
    expect(blocks.map(({ side }) => side)).toEqual([16, 8, 4, 2, 1]);
    expect(blocks[4].convolutions).toEqual([{ kernelSize: 3, maps: 12, count: 1 }]);
  });
});
