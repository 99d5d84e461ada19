import { describe, expect, it } from 'vitest';
import { TestNetwork } from '../../inference/testNetworks';
import { blocksOf, fieldSize, peaksOf } from './blocks';
import { receptiveField } from '../../core/receptiveField';

describe('blocks', () => {
  const { layers } = TestNetwork.manifestOf('tests/parity/padded_network');

  it('are what stands between poolings', () => {
    const blocks = blocksOf(layers);
    expect(blocks.map(({ number, end }) => [number, end.name])).toEqual([
      [1, 'pool1'],
      [2, 'pool2'],
      [3, 'pool3'],
      [4, 'pool4'],
      [5, 'pool5'],
    ]);
    expect(blocks.map(({ convolutions }) => convolutions.map(({ name }) => name))).toEqual(
      [1, 2, 3, 4, 5].map((number) => [`block${number}`]),
    );
  });

  it('see more from block to block: 4, 10, 22, 46, 94', () =>
    expect(blocksOf(layers).map(({ field }) => field)).toEqual([4, 10, 22, 46, 94]));

  it('see what the receptive field says, where no edge cuts it', () => {
    for (const { end } of blocksOf(layers).slice(0, 2)) {
      const at = { channel: 0, row: end.shape[1] >> 1, column: end.shape[2] >> 1 };
      const { top, bottom } = receptiveField(layers, end.name, at, [1, 28, 28]);
      expect(bottom - top + 1).toBe(fieldSize(layers, end.name));
    }
  });
});

it('peaks are the largest values of maps, the strongest first', () => {
  const data = [0, 3, 1, 0, /* next map */ 0, 0, 0, 7];
  expect(peaksOf(data, [2, 2, 2])).toEqual([
    { channel: 1, row: 1, column: 1, value: 7 },
    { channel: 0, row: 0, column: 1, value: 3 },
  ]);
  expect(peaksOf([2, 5], [2])[0]).toEqual({ channel: 1, row: 0, column: 0, value: 5 });
});
