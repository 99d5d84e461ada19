import { describe, expect, it } from 'vitest';
import { COST_PRESETS, imageCost, isProblem, MOST, readCost, type CostInput } from './imageCost';

const deck: CostInput = { width: 7680, height: 4320, channels: 3, kernelSize: 3, outChannels: 32 };

describe('imageCost', () => {
  it('counts 8K as the deck does: 33,177,600 values per channel', () => {
    const cost = imageCost(deck);
    expect(cost.perChannel).toBe(33_177_600n);
    expect(cost.values).toBe(99_532_800n);
    expect(cost.floatBytes).toBe(398_131_200n);
    expect(cost.outputs).toBe(1_060_915_328n);
    expect(cost.convMultiplications).toBe(28_644_713_856n);
    expect(cost.convParameters).toBe(896n);
    // Beyond 2^53: the last digit is still right.
    expect(cost.denseMultiplications).toBe(105_595_873_158_758_400n);
    expect(cost.denseParameters).toBe(105_595_874_219_673_728n);
  });

  it("gives conv1 of the deck's network", () => {
    const cost = imageCost({ width: 28, height: 28, channels: 1, kernelSize: 3, outChannels: 32 });
    expect([cost.outWidth, cost.outHeight]).toEqual([26, 26]);
    expect(cost.convParameters).toBe(320n);
    expect(cost.convMultiplications).toBe(194_688n);
  });

  it('counts what a loop counts', () => {
    const input = { width: 5, height: 4, channels: 2, kernelSize: 3, outChannels: 3 };
    let conv = 0;
    let dense = 0;
    for (let out = 0; out < 3; out++)
      for (let row = 0; row + 3 <= 4; row++)
        for (let column = 0; column + 3 <= 5; column++) {
          conv += 2 * 3 * 3;
          dense += 2 * 4 * 5;
        }
    const cost = imageCost(input);
    expect([cost.convMultiplications, cost.denseMultiplications]).toEqual([
      BigInt(conv),
      BigInt(dense),
    ]);
  });

  it('is the same for a kernel as large as the picture: then a convolution is a dense layer', () => {
    const cost = imageCost({ width: 9, height: 9, channels: 3, kernelSize: 9, outChannels: 7 });
    expect(cost.convMultiplications).toBe(cost.denseMultiplications);
    expect(cost.convParameters).toBe(cost.denseParameters);
  });
});

describe('readCost', () => {
  const texts = { width: '28', height: '28', channels: '1', kernelSize: '3', outChannels: '32' };
  const rule = (change: Partial<typeof texts>) => {
    const read = readCost({ ...texts, ...change });
    return isProblem(read) ? `${read.field} ${read.rule}` : read;
  };

  it.each([
    ['7680', 7680],
    [' 7.680 ', 7680],
    ['7,680', 7680],
    ['7 680', 7680],
    ['1.000.000', 1_000_000],
  ])('reads %j', (width, value) => expect(rule({ width })).toMatchObject({ width: value }));

  it.each([
    [{ width: '0' }, 'width tooSmall'],
    [{ height: '-3' }, 'height tooSmall'],
    [{ height: '\u22123' }, 'height tooSmall'],
    [{ height: '' }, 'height empty'],
    [{ width: 'abc' }, 'width notWhole'],
    [{ width: '2.5' }, 'width notWhole'],
    [{ width: '1e9' }, 'width notWhole'],
    [{ width: 'Infinity' }, 'width notWhole'],
    [{ width: String(MOST.width + 1) }, 'width tooLarge'],
    [{ width: '9'.repeat(400) }, 'width tooLarge'],
    [{ channels: '2000' }, 'channels tooLarge'],
    [{ kernelSize: '29' }, 'kernelSize largerThanPicture'],
  ])('refuses %j', (change, expected) => expect(rule(change)).toBe(expected));

  it('takes every preset', () => {
    for (const { width, height, channels } of COST_PRESETS)
      expect(
        rule({ width: String(width), height: String(height), channels: String(channels) }),
      ).toMatchObject({ width, height, channels });
  });
});
