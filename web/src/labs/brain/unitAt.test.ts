import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../inference/testNetworks';
import { receptiveField, type LayerGeometry } from '../../core/receptiveField';
import { unitAt } from './unitAt';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

describe.each(NETWORKS)('%s: the unit at a place', (folder) => {
  const manifest = JSON.parse(readFileSync(`${root}${folder}/manifest.json`, 'utf8'));
  const layers: LayerGeometry[] = manifest.layers;
  const picture: number[] = manifest.input.shape.slice(1);
  const maps = layers.filter(({ shape }) => shape.length === 3);
  /** Middle of a row's field, as if it had no edges: the mean of what its window looks at. */
  const middle = (name: string, row: number): number => {
    const layer = layers.find((candidate) => candidate.name === name);
    if (!layer) return row;
    const { kernel_size = 1, stride = 1, padding = 0 } = layer;
    const ends = [row * stride - padding, row * stride - padding + kernel_size - 1];
    return (middle(layer.input, ends[0]) + middle(layer.input, ends[1])) / 2;
  };

  it.each(maps)(
    'of $name has the place in its field, as near its middle as any',
    ({ name, shape }) => {
      for (const place of [
        { row: 13, column: 15 },
        { row: 9, column: 20 },
      ]) {
        const { row, column } = unitAt(layers, name, place, picture);
        const field = receptiveField(layers, name, { channel: 0, row, column }, picture);
        expect(field.top <= place.row && place.row <= field.bottom).toBe(true);
        expect(field.left <= place.column && place.column <= field.right).toBe(true);
        const off = (r: number, c: number) =>
          Math.abs(middle(name, r) - place.row) + Math.abs(middle(name, c) - place.column);
        let best = Infinity;
        for (let r = 0; r < shape[1]; r++)
          for (let c = 0; c < shape[2]; c++) best = Math.min(best, off(r, c));
        expect(off(row, column)).toBe(best);
      }
    },
  );

  it('has the corners in its field too', () => {
    const [, height, width] = picture;
    for (const { name } of maps) {
      const fieldAt = (row: number, column: number) => {
        const unit = unitAt(layers, name, { row, column }, picture);
        return receptiveField(layers, name, unit, picture);
      };
      expect(fieldAt(0, 0), name).toMatchObject({ top: 0, left: 0 });
      expect(fieldAt(height - 1, width - 1), name).toMatchObject({
        bottom: height - 1,
        right: width - 1,
      });
    }
  });

  it('of a vector is its first', () =>
    expect(unitAt(layers, manifest.output, { row: 9, column: 9 }, picture).row).toBe(0));
});
