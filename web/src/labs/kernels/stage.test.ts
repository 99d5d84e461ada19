/** A kernel with its settings, as text and back, and what becomes of texts that mean nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGES } from '../../core/filter';
import { classicKernel, KERNEL_NAMES } from '../../core/kernels';
import {
  classicStage,
  decodeStage,
  encodeStage,
  filterOf,
  LIMITS,
  resized,
  type Stage,
} from './stage';
import { readWhole } from './wholeNumber';

const whole = (setting: keyof typeof LIMITS) => {
  const [min, max] = LIMITS[setting];
  return fc.integer({ min, max });
};
const settings = fc.record({
  edges: fc.constantFrom(...EDGES),
  texts: fc
    .record({ stride: whole('stride'), padding: whole('padding'), dilation: whole('dilation') })
    .map(({ stride, padding, dilation }) => ({
      ...{ stride: String(stride), padding: String(padding), dilation: String(dilation) },
    })),
});
const own: fc.Arbitrary<Stage> = fc.tuple(settings, whole('size')).chain(([rest, size]) =>
  fc
    .array(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
      {
        ...{ minLength: size * size, maxLength: size * size },
      },
    )
    .map((weights) => ({ ...rest, size, weights, kernel: { kind: 'own' as const } })),
);
const classic: fc.Arbitrary<Stage> = fc
  .tuple(settings, fc.constantFrom(...KERNEL_NAMES), fc.constantFrom(3, 5, 7))
  .map(([rest, name, size]) => ({ ...classicStage(name, size), ...rest }));

describe('in the address', () => {
  it('comes back exactly, whatever is set', () => {
    fc.assert(
      fc.property(fc.oneof(own, classic), (stage) => {
        const query = new URLSearchParams({ k: encodeStage(stage) }).toString();
        const text = new URLSearchParams(query).get('k')!;
        expect(decodeStage(text)).toEqual({ stage, isExact: true });
      }),
    );
  });

  it('is short and readable', () => {
    expect(encodeStage(classicStage('sobelX'))).toBe('sobelX-3 z1');
  });

  it('may leave out how much is padded', () => {
    const { stage, isExact } = decodeStage('boxBlur-5 n s3');
    expect([stage.edges, stage.texts, isExact]).toEqual([
      ...['none', { stride: '3', padding: '2', dilation: '1' }, true],
    ]);
  });

  it.each([
    ['', 'boxBlur'],
    ['sobelX-4 z1', 'boxBlur'],
    ['sobelX-3 z1 s0', 'sobelX'],
    ['sobelX-3 z99', 'sobelX'],
    ['own-3 z1 w1x2', 'boxBlur'],
    ['own-2 z1 w1x2x3xNaN', 'boxBlur'],
    ['own-2 z1 w1x2x3x', 'boxBlur'],
    ['learned-x z1', 'boxBlur'],
    ['drop table', 'boxBlur'],
  ])('%j is followed to %s, and that is known', (text, name) => {
    const { stage, isExact } = decodeStage(text);
    expect(isExact).toBe(false);
    expect(stage.kernel).toEqual({ kind: 'classic', name });
    expect('rule' in filterOf(stage)).toBe(false);
  });
});

describe('settings', () => {
  it.each(['0', '-1', '1.5', 'two', '', '17', '1e1'])('no stride is %j', (text) => {
    expect(readWhole(text, LIMITS.stride)).toBeNull();
    const stage = classicStage('boxBlur');
    expect(filterOf({ ...stage, texts: { ...stage.texts, stride: text } })).toMatchObject({
      ...{ rule: 'field', setting: 'stride', text, least: 1, most: 16 },
    });
  });

  it('a padding that is not used may be anything', () => {
    const stage = classicStage('boxBlur');
    const texts = { ...stage.texts, padding: 'x' };
    expect(filterOf({ ...stage, edges: 'none', texts })).toMatchObject({ padding: 0 });
  });
});

describe('another size', () => {
  it('of a classic kernel is the same kernel, larger, and keeps the picture’s size', () => {
    const stage = resized(classicStage('gaussian'), 7);
    expect(stage.weights).toEqual(classicKernel('gaussian', 7));
    expect(stage.texts.padding).toBe('3');
  });

  it('without a middle is a kernel of one’s own, with the same numbers', () => {
    const stage = resized(classicStage('sobelX'), 4);
    expect(stage.kernel.kind).toBe('own');
    expect(stage.weights.filter((weight) => weight !== 0)).toEqual([-1, 1, -2, 2, -1, 1]);
    expect(resized(stage, 3).weights).toEqual(classicKernel('sobelX', 3));
  });
});
