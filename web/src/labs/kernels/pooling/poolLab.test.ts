/** The pooling laboratory's state. */
import { beforeEach, describe, expect, it } from 'vitest';
import { DrawingState } from '../../../bench';
import { KernelLab } from '../kernelLab.svelte';
import { LabPicture } from '../picture/labPicture.svelte';
import { PoolLab } from './poolLab.svelte';

let kernels: KernelLab;
let lab: PoolLab;
beforeEach(() => {
  const picture = new LabPicture(new DrawingState(), async () => []);
  kernels = new KernelLab(picture, () => Promise.reject(new Error('not asked for')));
  lab = new PoolLab(kernels);
  // One white pixel on black, at row 2, column 2 of 8×8.
  const rgba = new Uint8ClampedArray(4 * 64).map((_, i) =>
    i % 4 === 3 || i >> 2 === 18 ? 255 : 0,
  );
  picture.startCamera();
  picture.frame({ rgba, width: 8, height: 8 });
  lab.isAfterKernel = false;
});

it('the largest, or the mean', () => {
  lab.point(1, 1);
  expect(lab.value).toBeCloseTo(1, 6);
  lab.setKind('average');
  expect(lab.value).toBeCloseTo(1 / 4, 6);
  expect([...lab.result!.output.data].filter((value) => value > 0)).toHaveLength(1);
});

it('a move within its window changes nothing, one across its edge everything', () => {
  lab.direction = 'right';
  expect(lab.stays!.before).toEqual({ active: 2, same: 0 });
  expect(lab.stays!.after).toEqual({ active: 1, same: 1 });
  lab.direction = 'left';
  expect(lab.stays!.after).toEqual({ active: 2, same: 0 });
});

it('a new size takes the stride with it, unless that was chosen', () => {
  lab.type('size', '4');
  expect(lab.texts).toMatchObject({ size: '4', stride: '4' });
  lab.type('stride', '1');
  lab.type('size', '3');
  expect(lab.texts).toMatchObject({ size: '3', stride: '1' });
});

it('reads the kernel’s result where it is asked to', () => {
  lab.isAfterKernel = true;
  expect(lab.result!.input).toEqual(kernels.result!.planes[1][0]);
});

describe('what can’t be', () => {
  it.each([
    ['stride', '0', 'field'],
    ['size', 'x', 'field'],
    ['padding', '2', 'half'],
    ['dilation', '0', 'field'],
  ] as const)('%s %j is named, and the result before stays', (setting, text, rule) => {
    const before = lab.result;
    lab.type(setting, text);
    expect(lab.problem?.rule).toBe(rule);
    expect(lab.result).toEqual(before);
    expect(lab.isStale).toBe(true);
  });

  it('a window that is larger than the picture', () => {
    lab.type('size', '5');
    lab.type('dilation', '3');
    expect(lab.problem).toMatchObject({ rule: 'span', span: 13, padded: 8, least: 3 });
  });
});

it('its text brings everything back, and nonsense opens as the deck has it', () => {
  lab.setKind('average');
  lab.type('size', '3');
  lab.direction = 'up';
  lab.point(1, 0);
  const other = new PoolLab(kernels);
  other.go(lab.text);
  expect(other.text).toBe(lab.text);
  expect(other.value).toBe(lab.value);
  other.go('median_0.0_x');
  expect(other.result!.pooling).toMatchObject({ kind: 'max', size: 2, stride: 2 });
});
