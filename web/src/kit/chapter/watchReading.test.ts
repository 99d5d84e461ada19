import { expect, it } from 'vitest';
import { sectionRead } from './watchReading';

const HEIGHT = 1000;

it.each([
  ['nothing has come up yet', [400, 900, 1500], false, -1],
  ['the first has', [349, 900, 1500], false, 0],
  ['the last that has come up is read, however many are in sight', [-800, 120, 300], false, 2],
  ['going back, the one above is read again', [-700, 220, 400], false, 1],
  ['at the end of the page a last one that is short is read', [-900, -100, 700], true, 2],
  ['a page that is all in sight is at its beginning', [400, 600, 800], true, -1],
  ['no sections', [], true, -1],
])('%s', (_, tops, isAtEnd, read) => {
  expect(sectionRead(tops, HEIGHT, isAtEnd)).toBe(read);
});
