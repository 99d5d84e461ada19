import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { receptiveField, type LayerGeometry } from './receptiveField';
import { unitAt } from './unitAt';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe.each(['artifacts', 'tests/parity/small_network'])('%s: the unit at a place', (folder) => {
  const manifest = JSON.parse(readFileSync(`${root}${folder}/manifest.json`, 'utf8'));
  const layers: LayerGeometry[] = manifest.layers;
  const picture: number[] = manifest.input.shape.slice(1);
  const maps = layers.filter(({ shape }) => shape.length === 3);

  it.each(maps)(
    'of $name has the place in its field, as near its middle as any',
    ({ name, shape }) => {
      for (const place of [
        { row: 13, column: 15 },
        { row: 9, column: 20 },
      ]) {
        const { row, column } = unitAt(layers, name, place, picture);
        const off = (r: number, c: number) => {
          const field = receptiveField(layers, name, { channel: 0, row: r, column: c }, picture);
          return (
            Math.abs((field.top + field.bottom) / 2 - place.row) +
            Math.abs((field.left + field.right) / 2 - place.column)
          );
        };
        let best = Infinity;
        for (let r = 0; r < shape[1]; r++)
          for (let c = 0; c < shape[2]; c++) best = Math.min(best, off(r, c));
        expect(off(row, column)).toBe(best);
      }
    },
  );

  it('stays inside at the corners', () => {
    for (const { name, shape } of maps) {
      expect(unitAt(layers, name, { row: 0, column: 0 }, picture)).toMatchObject({
        row: 0,
        column: 0,
      });
      const last = unitAt(layers, name, { row: picture[1] - 1, column: picture[2] - 1 }, picture);
      expect([last.row, last.column]).toEqual([shape[1] - 1, shape[2] - 1]);
    }
  });

  it('of a vector is its first', () =>
    expect(unitAt(layers, manifest.output, { row: 9, column: 9 }, picture).row).toBe(0));
});
