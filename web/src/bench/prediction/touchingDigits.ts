/** What is known of digits that touch, and what a person corrected: the number on the pad, cut and joined accordingly. */
import type { Rectangle } from '../../core/resample';
import type { Plane } from '../../core/tensor';
import { isSame } from '../answers';
import type { Correction } from '../drawing/drawing.svelte';
import type { Part } from '../preprocess/cuts';
import type { PlacedDigit, PlacedNumber } from '../preprocess/placedDigits';

/** More are forgotten: a drawing has few. */
const MOST_KNOWN = 128;

/** Ink that may be several digits, or that a person says is two. */
export interface Whole {
  digit: PlacedDigit;
  /** Whether a person wants two. */
  isSplit: boolean;
}

interface Cut {
  pixels: Uint8Array;
  isSplit: boolean;
  /** Null where it stays whole. */
  parts: readonly Part[] | null;
}

export class TouchingDigits {
  #known: Cut[] = [];

  /** The number with its cuts and corrections, as far as they are known, and what is not known yet. */
  apply(
    found: PlacedNumber,
    corrections: readonly Correction[],
  ): { number: PlacedNumber; unknown: Whole[] } {
    const unknown: Whole[] = [];
    let number = found;
    for (const digit of found.digits) {
      if (!digit.parts) continue;
      const cut = this.#find(digit, false);
      if (!cut) unknown.push({ digit, isSplit: false });
      else if (cut.parts) number = replaced(number, digit, 1, digitsOf(digit, cut.parts));
    }
    for (const { at, and } of corrections) {
      const first = digitAt(number, at);
      if (!first) continue;
      if (and) {
        const second = digitAt(number, and);
        if (second && second !== first) number = joined(number, first, second);
        continue;
      }
      if (!first.parts) continue;
      const cut = this.#find(first, true);
      if (!cut) unknown.push({ digit: first, isSplit: true });
      else if (cut.parts) number = replaced(number, first, 1, digitsOf(first, cut.parts));
    }
    return { number, unknown };
  }

  /** From now on the whole is cut into these parts; null if it stays whole. */
  learn({ digit, isSplit }: Whole, parts: readonly Part[] | null): void {
    this.#known.push({ pixels: digit.normalized.pixels, isSplit, parts });
    if (this.#known.length > MOST_KNOWN) this.#known.shift();
  }

  #find({ normalized, inkBox }: PlacedDigit, isSplit: boolean): Cut | undefined {
    return this.#known.find(
      (cut) =>
        cut.isSplit === isSplit &&
        isSame(cut.pixels, normalized.pixels) &&
        (!cut.parts || isAt(cut.parts, inkBox)),
    );
  }
}

/** Whether the parts are of ink in this box: the same digit may stand in two places. */
function isAt(parts: readonly Part[], { x, y, width, height }: Rectangle): boolean {
  const left = Math.min(...parts.map(({ box }) => box.x));
  const right = Math.max(...parts.map(({ box }) => box.x + box.width));
  const top = Math.min(...parts.map(({ box }) => box.y));
  const bottom = Math.max(...parts.map(({ box }) => box.y + box.height));
  return left === x && top === y && right === x + width && bottom === y + height;
}

const digitsOf = (whole: PlacedDigit, parts: readonly Part[]): PlacedDigit[] =>
  parts.flatMap(({ cut, box }) => whole.other(cut, box) ?? []);

/** The digit in whose box the point lies, the one with its middle nearest where there are two. */
function digitAt({ digits }: PlacedNumber, [x, y]: readonly [number, number]): PlacedDigit | null {
  const distance = ({ box }: PlacedDigit) => Math.abs(box.x + box.width / 2 - x);
  const inside = digits.filter(
    ({ box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
  );
  return inside.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** Some digits of a number exchanged for others, signs and lines kept; a sign between those that go, goes too. */
function replaced(
  number: PlacedNumber,
  first: PlacedDigit,
  count: number,
  digits: readonly PlacedDigit[],
): PlacedNumber {
  const from = number.digits.indexOf(first);
  const stays = (before: number) => before <= from || before >= from + count;
  const moved = (before: number) => (before <= from ? before : before + digits.length - count);
  return {
    digits: [...number.digits.slice(0, from), ...digits, ...number.digits.slice(from + count)],
    signs: number.signs
      .filter(({ before }) => stays(before))
      .map((sign) => ({ ...sign, before: moved(sign.before) })),
    breaks: number.breaks.filter(stays).map(moved),
  };
}

function joined(number: PlacedNumber, a: PlacedDigit, b: PlacedDigit): PlacedNumber {
  const [i, j] = [number.digits.indexOf(a), number.digits.indexOf(b)];
  const [first, second] = i < j ? [a, b] : [b, a];
  if (Math.abs(i - j) !== 1 || number.breaks.includes(Math.max(i, j))) return number;
  const one = first.inkBox;
  const other = second.inkBox;
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  const both = (): Plane => {
    const [ink, more] = [first.cut(), second.cut()];
    const data = Float64Array.from(ink.data, (value, at) => Math.max(value, more.data[at]));
    return { ...ink, data };
  };
  const whole = first.other(both, { x, y, width: right - x, height: bottom - y });
  return whole ? replaced(number, first, 2, [whole]) : number;
}
