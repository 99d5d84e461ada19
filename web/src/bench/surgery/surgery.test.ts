/** Operations, their undo and redo, and their text in the address. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { KERNEL_NAMES } from '../../core/kernels';
import type { Operation, Trained } from '../../core/weightSurgery';
import { Surgery } from './surgery.svelte';
import { decodeSurgery, encodeSurgery } from './surgeryAddress';

const tensor = (...shape: number[]) => ({
  shape,
  data: new Float32Array(shape.reduce((a, b) => a * b, 1)),
});
const trained: Trained = {
  layers: [
    {
      name: 'conv',
      op: 'conv2d',
      input: 'image',
      shape: [4, 6, 6],
      kernel_size: 3,
      weight: 'cw',
      bias: 'cb',
    },
    { name: 'conv_relu', op: 'relu', input: 'conv', shape: [4, 6, 6] },
  ],
  weights: new Map([
    ['cw', tensor(4, 2, 3, 3)],
    ['cb', tensor(4)],
  ]),
};

const place = { layer: fc.constantFrom('conv', 'fc_1'), channel: fc.nat(9999) };
const value = fc.integer({ min: -1e7, max: 1e7 }).map((x) => x / 1e4);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('silence' as const), ...place }),
  fc.record({
    kind: fc.constant('kernel' as const),
    ...place,
    from: fc.nat(999),
    name: fc.constantFrom(...KERNEL_NAMES),
  }),
  fc.record({ kind: fc.constant('weight' as const), ...place, index: fc.nat(99999), value }),
  fc.record({ kind: fc.constant('bias' as const), ...place, value }),
);

describe('the text', () => {
  it('comes back exactly, and an address leaves it as it is', () => {
    fc.assert(
      fc.property(fc.array(operation), (operations) => {
        const text = encodeSurgery(operations);
        expect(decodeSurgery(text)).toEqual({ operations, unread: 0 });
        expect(new URLSearchParams({ w: text }).toString()).toBe(`w=${text}`);
      }),
    );
  });

  it('keeps what can be read of a damaged link', () => {
    const text =
      'conv.1.s*conv.x.s*conv.2.k0.sobelX*conv.2.k0.magic*conv.1.w3.0.25*conv.1.w3.1e9*conv.1.b';
    const { operations, unread } = decodeSurgery(text);
    expect(encodeSurgery(operations)).toBe('conv.1.s*conv.2.k0.sobelX*conv.1.w3.0.25');
    expect(unread).toBe(4);
  });

  it('any text at all is read without an exception', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(decodeSurgery(text).operations)).toBe(true);
      }),
    );
  });
});

describe('surgery', () => {
  let surgery: Surgery;
  let changes = 0;
  beforeEach(() => {
    surgery = new Surgery();
    surgery.setTrained(trained);
    changes = 0;
    surgery.onChange(() => changes++);
  });

  it('undoes and redoes one operation at a time, and says so each time', () => {
    surgery.toggleSilence('conv', 1);
    surgery.replaceKernel('conv', 2, 1, 'sobelX');
    expect(surgery.text).toBe('conv.1.s*conv.2.k1.sobelX');
    surgery.undo();
    expect(surgery.text).toBe('conv.1.s');
    expect(surgery.isShown).toBe(true);
    surgery.undo();
    expect([surgery.text, surgery.canUndo]).toEqual([null, false]);
    // There is nothing left to say of it.
    expect(surgery.isShown).toBe(false);
    surgery.redo();
    surgery.redo();
    expect(surgery.text).toBe('conv.1.s*conv.2.k1.sobelX');
    expect(surgery.canRedo).toBe(false);
    expect(changes).toBe(6);
  });

  it('as trained again is undone too', () => {
    surgery.setBias('conv', 0, 0.5);
    surgery.restoreAll();
    expect([surgery.text, surgery.isShown]).toEqual([null, false]);
    surgery.undo();
    expect(surgery.text).toBe('conv.0.b.0.5');
  });

  it('one weight set many times is one operation; another one is another', () => {
    for (const value of [0.1, 0.2, 0.30004]) surgery.setWeight('conv', 0, 4, value);
    surgery.setWeight('conv', 0, 5, -1);
    expect(surgery.text).toBe('conv.0.w4.0.3*conv.0.w5.-1');
    surgery.undo();
    surgery.undo();
    expect(surgery.count).toBe(0);
  });

  it('silence is taken back without the other operations', () => {
    surgery.setBias('conv', 1, 2);
    surgery.toggleSilence('conv', 1);
    expect(surgery.isSilenced('conv', 1)).toBe(true);
    surgery.toggleSilence('conv', 1);
    expect(surgery.text).toBe('conv.1.b.2');
  });

  it('restores one map and leaves the others operated', () => {
    surgery.toggleSilence('conv', 1);
    surgery.toggleSilence('conv', 3);
    expect(surgery.channels('conv')).toEqual([1, 3]);
    surgery.restore('conv', 1);
    expect(surgery.text).toBe('conv.3.s');
  });

  it('what the network does not have is no operation', () => {
    surgery.toggleSilence('conv_relu', 1);
    surgery.toggleSilence('conv', 4);
    surgery.setWeight('conv', 0, 18, 1);
    surgery.setWeight('conv', 0, 0, Number.NaN);
    expect(surgery.count).toBe(0);
    expect(surgery.isOperable('conv_relu')).toBe(false);
  });

  it('waits for the network, then leaves out what does not fit and counts it', () => {
    const early = new Surgery();
    early.go('conv.1.s*conv.9.s*gone.0.s*???');
    expect(early.count).toBe(0);
    expect(early.text).toBe('conv.1.s*conv.9.s*gone.0.s*???');
    early.setTrained(trained);
    expect(early.text).toBe('conv.1.s');
    expect(early.leftOut).toBe(3);
    early.go(null);
    expect([early.text, early.leftOut]).toEqual([null, 0]);
  });
});
