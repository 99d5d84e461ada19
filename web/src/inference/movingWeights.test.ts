import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readMovingWeights, weightsOfMoment } from './movingWeights';
import { readSafetensors } from '../core/safetensors';

const folder = new URL('../../../tests/parity/moving/', import.meta.url);
const content = (name: string) => readFileSync(new URL(name, folder));
const bufferOf = (bytes: Buffer) => new Uint8Array(bytes).buffer;

const start = readSafetensors(bufferOf(content('start.safetensors')));
const expected = readSafetensors(bufferOf(content('expected.safetensors')));
const packed = () => bufferOf(gunzipSync(content('run.moments')));

describe('moving weights', () => {
  it('are put together as Python does, at every moment', () => {
    const moving = readMovingWeights(packed(), start);
    expect(moving.count).toBe(6);
    const compared = [];
    for (let moment = 0; moment < moving.count; moment++)
      for (const [name, { data, shape }] of weightsOfMoment(moving, moment)) {
        const other = expected.get(`${moment}.${name}`)!;
        expect(shape).toEqual(other.shape);
        data.forEach((value, i) => expect(value).toBeCloseTo(other.data[i], 4));
        compared.push(name);
      }
    expect(compared.length).toBe(expected.size);
  });

  it('are arrays of their own: a moment changes no other', () => {
    const moving = readMovingWeights(packed(), start);
    weightsOfMoment(moving, 2).get('matrix')!.data.fill(0);
    expect(weightsOfMoment(moving, 2).get('matrix')!.data[0]).toBeCloseTo(
      expected.get('2.matrix')!.data[0],
      4,
    );
  });

  it('say where they don’t fit what the run began with', () => {
    const without = new Map([...start].filter(([name]) => name !== 'matrix'));
    expect(() => readMovingWeights(packed(), without)).toThrow(/matrix does not fit/);
    const other = new Map(start).set('kernels', { data: new Float32Array(3), shape: [3] });
    expect(() => readMovingWeights(packed(), other)).toThrow(/kernels does not fit/);
  });
});
