import { describe, expect, it } from 'vitest';
import { onCurve } from './onCurve';

describe('a value among measured ones', () => {
  const values = [0, 1, 2.5];
  it.each([
    [0, { kind: 'at', index: 0 }],
    [0.1 + 0.2 + 0.7, { kind: 'at', index: 1 }],
    [2.5, { kind: 'at', index: 2 }],
    [0.4, { kind: 'between', index: 0 }],
    [2.4, { kind: 'between', index: 1 }],
    [-1, { kind: 'beyond' }],
    [2.6, { kind: 'beyond' }],
  ])('%d', (value, wanted) => expect(onCurve(values, value)).toEqual(wanted));

  it('is beyond, where nothing was measured', () =>
    expect(onCurve([], 0)).toEqual({ kind: 'beyond' }));
});
