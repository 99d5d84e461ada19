/** Words put together are the text again. */
import { describe, expect, it } from 'vitest';
import { words } from './pythonCode';

const SOURCE = `import torch


class Net:
    """A net."""

    def run(self, x: int) -> int:
        # One more
        return self.more("a # b", x) if x > 1_000 else x + 1e-3
`;

describe('words', () => {
  it('together are the text again', () =>
    expect(words(SOURCE).map((line) => line.map(({ text }) => text).join(''))).toEqual(
      SOURCE.split('\n'),
    ));

  it('have kinds: a # within quotes is no comment', () => {
    const kinds = (text: string) => words(text)[0].map(({ kind, text }) => [kind, text]);
    expect(kinds('return f("a # b", 12)  # said')).toEqual([
      ['keyword', 'return'],
      ['plain', ' f('],
      ['string', '"a # b"'],
      ['plain', ', '],
      ['number', '12'],
      ['plain', ')  '],
      ['comment', '# said'],
    ]);
    expect(words('"""One\ntwo"""\nx').map((line) => line[0].kind)).toEqual([
      'string',
      'string',
      'plain',
    ]);
  });
});
