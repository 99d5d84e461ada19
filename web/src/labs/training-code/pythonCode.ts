/** Python as text: one definition out of a file, and the kinds of its words, for colours. */

/**
 * The text of a function or class, without the indentation that it has in the file.
 *
 * @param path its name, after those of the classes that it is in: "CNN.forward"
 */
export function definition(source: string, path: string): string {
  return path.split('.').reduce(one, source);
}

function one(source: string, name: string): string {
  const lines = source.split('\n');
  const first = lines.findIndex((line) => new RegExp(`^\\s*(def|class) ${name}\\b`).test(line));
  if (first < 0)
    throw new RangeError(`There is no def or class ${name}; name one that is in the source.`);
  const depth = indentation(lines[first]);
  const rest = lines.slice(first + 1);
  // A signature over several lines ends with a bracket that stands as far left as its def.
  const length = rest.findIndex(
    (line) => line.trim() !== '' && indentation(line) <= depth && !line.trimStart().startsWith(')'),
  );
  const own = lines.slice(first, length < 0 ? undefined : first + 1 + length);
  return own
    .map((line) => line.slice(depth))
    .join('\n')
    .trimEnd();
}

const indentation = (line: string) => line.length - line.trimStart().length;

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
