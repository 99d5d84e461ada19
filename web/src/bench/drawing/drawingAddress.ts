/**
 * The drawing in the address: strokes under one letter, pixels under another. For a picture, a link carries the pixels
 * that it became.
 */
import { fromBase64, toBase64Url } from '../../core/base64';
import type { AddressPart, TextOf } from '../../kit/addressPart';
import { EMPTY, type Drawing, type DrawingState, type Stroke } from './drawing.svelte';
import { decodeStrokes, encodeStrokes } from './strokeCodec';

const STROKES = 'd';
const PIXELS = 'p';
/** 28×28 grey levels. */
const PIXEL_COUNT = 784;

/** @param seen the pixels that a picture became; null while they are not known */
export function drawingAddress(
  drawing: DrawingState,
  seen: () => Uint8Array | null,
): readonly AddressPart[] {
  const go = (_: string | null, textOf: TextOf) => {
    const next = decodeDrawing(textOf(STROKES), textOf(PIXELS));
    if (!isSame(next, drawing.current)) drawing.load(next);
  };
  // While the pen moves, nobody asks for the texts.
  const watch = () => void [drawing.version, seen()];
  return [
    {
      letter: STROKES,
      get text() {
        const { strokes } = drawing.current;
        return strokes.length > 0 ? strokesText(strokes) : null;
      },
      go,
      watch,
    },
    {
      letter: PIXELS,
      get text() {
        const { pixels, picture } = drawing.current;
        const shown = pixels ?? (picture ? seen() : null);
        return shown && pixelsText(shown);
      },
      go,
      watch,
    },
  ];
}

export const strokesText = (strokes: readonly Stroke[]): string =>
  toBase64Url(encodeStrokes(strokes));

export const pixelsText = (pixels: Uint8Array): string => toBase64Url(pixels);

/** Null where the text can't be read, as in a link cut short by a chat program. */
export function strokesIn(text: string): Stroke[] | null {
  try {
    return decodeStrokes(fromBase64(text));
  } catch {
    return null;
  }
}

/** Null where the text is not of 28×28 grey levels. */
export function pixelsIn(text: string): Uint8Array | null {
  try {
    const bytes = fromBase64(text);
    return bytes.length === PIXEL_COUNT ? bytes : null;
  } catch {
    return null;
  }
}

/** Empty where neither can be read. */
function decodeDrawing(strokesText: string | null, pixelText: string | null): Drawing {
  const strokes = strokesText === null ? null : strokesIn(strokesText);
  if (strokes) return { ...EMPTY, strokes };
  return { ...EMPTY, pixels: pixelText === null ? null : pixelsIn(pixelText) };
}

/** An address carries no corrections. */
const isSame = (next: Drawing, { strokes, pixels, picture }: Drawing) =>
  picture === null && JSON.stringify(next) === JSON.stringify({ strokes, pixels, picture });
