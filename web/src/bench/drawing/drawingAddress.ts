/**
 * The drawing in the address: strokes under one letter, pixels under another. A link carries the pixels that a picture
 * became in the picture's place.
 */
import { fromBase64, toBase64Url } from '../../core/base64';
import type { AddressPart, TextOf } from '../../kit/addressPart';
import { EMPTY, type Drawing, type DrawingState } from './drawing.svelte';
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
  // Under the moving pen the texts are not asked for.
  const watch = () => void [drawing.version, seen()];
  return [
    {
      letter: STROKES,
      get text() {
        const { strokes } = drawing.current;
        return strokes.length > 0 ? toBase64Url(encodeStrokes(strokes)) : null;
      },
      go,
      watch,
    },
    {
      letter: PIXELS,
      get text() {
        const { pixels, picture } = drawing.current;
        return pixelsText(pixels ?? (picture ? seen() : null));
      },
      go,
      watch,
    },
  ];
}

export const pixelsText = (pixels: Uint8Array | null): string | null =>
  pixels && toBase64Url(pixels);

/** Null where the text is not of 28×28 grey levels. */
export function pixelsIn(text: string | null): Uint8Array | null {
  try {
    const bytes = text ? fromBase64(text) : null;
    return bytes?.length === PIXEL_COUNT ? bytes : null;
  } catch {
    // A link cut short by a chat program: the page opens empty.
    return null;
  }
}

function decodeDrawing(strokes: string | null, pixels: string | null): Drawing {
  try {
    if (strokes) return { ...EMPTY, strokes: decodeStrokes(fromBase64(strokes)) };
  } catch {
    // As above.
  }
  return { ...EMPTY, pixels: pixelsIn(pixels) };
}

const isSame = (next: Drawing, current: Drawing) =>
  current.picture === null && JSON.stringify(next) === JSON.stringify(current);
