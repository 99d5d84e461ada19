/** Python as text: the kinds of its words, for colours. */

export type WordKind = 'comment' | 'string' | 'keyword' | 'number' | 'plain';

export interface Word {
  kind: WordKind;
  text: string;
}

const KEYWORDS =
  'and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|if|import|in|is|lambda|not|or|pass|raise|return|try|while|with|yield|None|True|False|self';
const WORDS: readonly [kind: WordKind, pattern: string][] = [
  ['string', '"""[\\s\\S]*?"""|"(?:[^"\\\\\\n]|\\\\.)*"|\'(?:[^\'\\\\\\n]|\\\\.)*\''],
  ['comment', '#[^\\n]*'],
  ['keyword', `\\b(?:${KEYWORDS})\\b`],
  ['number', '\\b\\d[\\d_.]*(?:e-?\\d+)?\\b'],
];
const ANY = new RegExp(WORDS.map(([, pattern]) => `(${pattern})`).join('|'), 'g');

/** The words of each line; put together they are the line again. */
export function words(source: string): Word[][] {
  const lines: Word[][] = [[]];
  const add = (kind: WordKind, text: string) =>
    text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part !== '') lines.at(-1)!.push({ kind, text: part });
    });
  let last = 0;
  for (const match of source.matchAll(ANY)) {
    add('plain', source.slice(last, match.index));
    add(WORDS[match.slice(1).findIndex((group) => group !== undefined)][0], match[0]);
    last = match.index + match[0].length;
  }
  add('plain', source.slice(last));
  return lines;
}
