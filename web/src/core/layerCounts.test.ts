import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { layerCounts, networkCount } from './layerCounts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifest = (folder: string) =>
  JSON.parse(readFileSync(`${root}${folder}/manifest.json`, 'utf8'));
const counts = (folder: string) => {
  const { layers, weights } = manifest(folder);
  return layerCounts(layers, weights);
};

describe('what layers hold and do', () => {
  it.each(['artifacts', 'tests/parity/small_network'])('%s adds up to its parameters', (folder) =>
    expect(networkCount(counts(folder)).parameters).toBe(manifest(folder).model.parameters),
  );

  it("is the deck's network by hand", () =>
    expect(
      counts('artifacts').map(({ name, weights, multiplications, uses }) => [
        name,
        weights,
        multiplications,
        uses,
      ]),
    ).toEqual([
      ['conv1', 288, 288 * 26 * 26, 26 * 26],
      ['conv2', 18_432, 18_432 * 24 * 24, 24 * 24],
      ['fc1', 1_179_648, 1_179_648, 1],
      ['logits', 1280, 1280, 1],
    ]));

  it('is used once a weight, where all layers are dense', () => {
    const dense = layerCounts(
      [
        { name: 'flatten', op: 'flatten', shape: [4] },
        { name: 'fc', op: 'linear', shape: [3], weight: 'w', bias: 'b' },
      ],
      [
        { name: 'w', shape: [3, 4] },
        { name: 'b', shape: [3] },
      ],
    );
    expect(networkCount(dense)).toEqual({ parameters: 15, multiplications: 12, uses: 1 });
  });
});
