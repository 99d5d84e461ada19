/** Definitions are found by name and indentation. */
import { describe, expect, it } from 'vitest';
import { definition } from './definition';

const SOURCE = `import torch


class Net:
    """A net."""

    def run(
        self,
        x: int,
    ) -> int:
        # One more
        if x > 1_000:
            return self.more("a # b", x)

        return x + 1e-3

    def more(self) -> None:
        pass


def run() -> None:
    pass
`;

describe('definition', () => {
  it('takes a function with its whole signature and body, at its own indentation', () =>
    expect(definition(SOURCE, 'Net.run').split('\n')).toEqual([
      'def run(',
      '    self,',
      '    x: int,',
      ') -> int:',
      '    # One more',
      '    if x > 1_000:',
      '        return self.more("a # b", x)',
      '',
      '    return x + 1e-3',
    ]));

  it('takes a class to its end', () => {
    const own = definition(SOURCE, 'Net');
    expect(own.startsWith('class Net:')).toBe(true);
    expect(own.endsWith('        pass')).toBe(true);
  });

  it('says what is not there', () =>
    expect(() => definition(SOURCE, 'Net.walk')).toThrow(/no def or class walk/));
});
