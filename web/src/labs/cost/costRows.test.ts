import { expect, it } from 'vitest';
import { imageCost } from './imageCost';
import { COST_ROWS, costFormula } from './costRows';

it.each([
  { width: 7680, height: 4320, channels: 3, kernelSize: 3, outChannels: 32 },
  { width: 28, height: 28, channels: 1, kernelSize: 5, outChannels: 6 },
  { width: 1, height: 1, channels: 1, kernelSize: 1, outChannels: 1 },
])('every formula, worked out as written, gives its number: %j', (input) => {
  const cost = imageCost(input);
  for (const row of COST_ROWS) {
    const written = costFormula(row, input, cost, (value) => `${value}n`)
      .replaceAll('×', '*')
      .replaceAll('−', '-')
      .replaceAll(/\b1(?!\d|n)/g, '1n');
    expect(new Function(`return ${written}`)(), row).toBe(cost[row]);
  }
});
