import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterPlane, type Filter } from '../../core/filter';
import { composed, fieldOf, growth } from './kernelSequence';

const filter = (size: number, more: Partial<Filter> = {}): Filter => ({
  ...{ size, weights: new Array(size * size).fill(1), stride: 1 },
  ...{ edges: 'none', padding: 0, dilation: 1, ...more },
});

describe('the receptive field', () => {
  it('of two 3×3 kernels is 5×5, of stride 2 first 7×7', () => {
    expect(growth([filter(3), filter(3)]).map(({ after }) => after)).toEqual([3, 5]);
    expect(growth([filter(3, { stride: 2 }), filter(3)]).map(({ after }) => after)).toEqual([3, 7]);
    expect(growth([filter(3, { dilation: 2 }), filter(3)]).map(({ after }) => after)).toEqual([
      5, 7,
    ]);
  });

  it('lies where the windows lie', () => {
    const filters = [filter(3, { stride: 2, edges: 'zero', padding: 1 }), filter(3)];
    expect(fieldOf(filters, { row: 1, column: 2 })).toEqual({ row: 1, column: 3, size: 7 });
  });
});

const anyFilter = fc
  .record({
    size: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ size, ...rest }) =>
    fc
      .array(fc.integer({ min: -3, max: 3 }), { minLength: size * size, maxLength: size * size })
      .map((weights) => filter(size, { ...rest, weights })),
  );

it('two kernels are the one that they amount to', () => {
  fc.assert(
    fc.property(anyFilter, anyFilter, (first, second) => {
      const side = 60;
      const data = Float32Array.from({ length: side * side }, (_, i) => ((i * 7919) % 101) / 101);
      const plane = { data, width: side, height: side };
      const both = filterPlane(filterPlane(plane, first), second);
      const one = composed(first, second);
      const stride = first.stride * second.stride;
      const at = filterPlane(plane, filter(one.size, { weights: one.weights, stride }));
      expect([at.width, at.height]).toEqual([both.width, both.height]);
      expect(growth([first, second])[1].after).toBe(one.size);
      const gap = both.data.map((value, i) => Math.abs(value - at.data[i]));
      expect(Math.max(...gap)).toBeLessThan(1e-4);
    }),
    { numRuns: 50 },
  );
});
