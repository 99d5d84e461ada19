/** The page's whole state as an address: #/04?lang=pt-BR&d=… A link shows another person exactly this. */
import type { AddressPart, TextOf } from '../kit/addressPart';

/** The letter of the first part, which is written without one: the chapter. */
export const AHEAD = '';

/** In the order of the list. */
export function addressOf(parts: readonly AddressPart[]): string {
  let ahead = '';
  const query = new URLSearchParams();
  for (const { letter, text } of parts)
    if (letter === AHEAD) ahead = text ?? '';
    else if (text) query.set(letter, text);
  return `#/${ahead}${query.size > 0 ? `?${query}` : ''}`;
}

/** What the parts say now. */
export const textsOf = (parts: readonly AddressPart[]): Record<string, string | null> =>
  Object.fromEntries(parts.map(({ letter, text }) => [letter, text || null]));

/** What an address says, letter by letter. */
export function textsIn(hash: string): TextOf {
  const [ahead, search = ''] = hash.replace(/^#\/?/, '').split('?');
  const query = new URLSearchParams(search);
  return (letter) => (letter === AHEAD ? ahead : query.get(letter)) || null;
}

/** Has each part follow the address where it differs from the one before; every part if there was none. */
export function followAddress(
  parts: readonly AddressPart[],
  hash: string,
  before: string | null,
): void {
  const textOf = textsIn(hash);
  const textBefore = before === null ? null : textsIn(before);
  for (const part of parts) {
    const text = textOf(part.letter);
    if (!textBefore || text !== textBefore(part.letter)) part.go(text, textOf);
  }
}

/** Has those parts open what an address says; what was adjusted since it was written stays as it is. */
export function reopen(
  parts: readonly AddressPart[],
  hash: string,
  letters: ReadonlySet<string>,
): void {
  const textOf = textsIn(hash);
  for (const part of parts) {
    if (!letters.has(part.letter)) continue;
    if (part.reopen) part.reopen(textOf(part.letter));
    else part.go(textOf(part.letter), textOf);
  }
}
