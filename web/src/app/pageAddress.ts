/** The page's whole state as an address: #/04?lang=pt-BR&d=… A link shows another person exactly this. */
import { ALL_STEPS, type Steps } from '../core/normalize';
import { PATH_LETTER } from '../labs/path/address';
import { CHAPTERS, FRONT_DOOR, type Chapter } from '../kit/chapter/chapters';
import type { Language } from '../kit/i18n/i18n.svelte';
import { fromBase64, toBase64Url } from '../core/base64';
import { EMPTY, type Drawing } from '../bench/drawing/drawing.svelte';
import { decodeStrokes, encodeStrokes } from '../bench/drawing/strokeCodec';

/** What chapters keep in the address, each as a text of its own under its own parameter. */
export const CHAPTER_STATES = {
  path: PATH_LETTER,
  gan: 'v',
  colours: 'c',
  kernels: 'k',
  quality: 'q',
  studio: 'o',
} as const;
export type ChapterState = keyof typeof CHAPTER_STATES;
/** Null where nothing differs from how a chapter opens. */
export type ChapterTexts = Readonly<Record<ChapterState, string | null>>;
const CHAPTER_STATE_NAMES = Object.keys(CHAPTER_STATES) as ChapterState[];

/** Every chapter's text, as `of` has it. */
export const chapterTexts = (of: (name: ChapterState) => string | null): ChapterTexts =>
  Object.fromEntries(CHAPTER_STATE_NAMES.map((name) => [name, of(name)])) as Record<
    ChapterState,
    string | null
  >;

export type ThemeChoice = 'auto' | 'light' | 'dark';

export interface Address {
  chapter: Chapter;
  language: Language | null;
  theme: ThemeChoice;
  drawing: Drawing;
  steps: Steps;
  /** Which digit of a number is shown, see number.svelte.ts. */
  digit: string | null;
  /** What the lens is open on, see lensAddress.ts. */
  lens: string | null;
  /** What was operated on the network, see surgeryAddress.ts. */
  surgery: string | null;
  /** The training run whose weights the bench runs with, see benchNetwork.svelte.ts; null for the shipped ones. */
  network: string | null;
  /** Whether answers stay covered until they are guessed. */
  isGuessing: boolean;
  /** Step of the guided tour, from 1; null where it is closed. */
  tour: number | null;
  /** The 28×28 grey levels that the drawing is compared with. */
  kept: Uint8Array | null;
  chapterTexts: ChapterTexts;
}

const PIXELS = 784;
const STEP_NAMES = ['crop', 'box', 'centre'] as const;

/**
 * @param seen the 28×28 grey levels that a picture became: a link carries those in its place
 */
export function encodeAddress(address: Address, seen: Uint8Array | null): string {
  const {
    chapter,
    language,
    theme,
    drawing,
    steps,
    digit,
    lens,
    surgery,
    network,
    isGuessing,
    tour,
    kept,
  } = address;
  const query = new URLSearchParams();
  if (language) query.set('lang', language);
  if (theme !== 'auto') query.set('theme', theme);
  if (drawing.strokes.length > 0) query.set('d', toBase64Url(encodeStrokes(drawing.strokes)));
  const pixels = drawing.pixels ?? (drawing.picture ? seen : null);
  if (pixels) query.set('p', toBase64Url(pixels));
  if (STEP_NAMES.some((step) => !steps[step]))
    query.set('s', STEP_NAMES.map((step) => (steps[step] ? '1' : '0')).join(''));
  if (digit) query.set('n', digit);
  if (lens) query.set('l', lens);
  if (surgery) query.set('w', surgery);
  if (network) query.set('m', network);
  if (isGuessing) query.set('g', '1');
  if (tour) query.set('t', String(tour));
  if (kept) query.set('b', toBase64Url(kept));
  for (const name of CHAPTER_STATE_NAMES) {
    const text = address.chapterTexts[name];
    if (text) query.set(CHAPTER_STATES[name], text);
  }
  return `#/${chapter}${query.size > 0 ? `?${query}` : ''}`;
}

/** Whatever can't be read is left at its default: an old or damaged link still opens the page. */
export function decodeAddress(hash: string): Address {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?');
  const query = new URLSearchParams(search);
  const lang = query.get('lang');
  const theme = query.get('theme');
  return {
    chapter: CHAPTERS.find((chapter) => chapter === path) ?? FRONT_DOOR,
    language: lang === 'pt-BR' || lang === 'en' ? lang : null,
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    drawing: decodeDrawing(query.get('d'), query.get('p')),
    steps: decodeSteps(query.get('s')),
    digit: query.get('n') || null,
    lens: query.get('l') || null,
    surgery: query.get('w') || null,
    network: query.get('m') || null,
    isGuessing: query.get('g') === '1',
    tour: /^\d{1,2}$/.test(query.get('t') ?? '') ? Number(query.get('t')) : null,
    kept: decodePixels(query.get('b')),
    chapterTexts: chapterTexts((name) => query.get(CHAPTER_STATES[name]) || null),
  };
}

function decodeDrawing(strokes: string | null, pixels: string | null): Drawing {
  try {
    if (strokes) return { ...EMPTY, strokes: decodeStrokes(fromBase64(strokes)) };
  } catch {
    // A link cut short by a chat program: the page opens empty.
  }
  return { ...EMPTY, pixels: decodePixels(pixels) };
}

function decodePixels(text: string | null): Uint8Array | null {
  try {
    const bytes = text ? fromBase64(text) : null;
    return bytes?.length === PIXELS ? bytes : null;
  } catch {
    // As above.
    return null;
  }
}

function decodeSteps(text: string | null): Steps {
  if (!text || !/^[01]{3}$/.test(text)) return ALL_STEPS;
  const [crop, box, centre] = Array.from(text, (digit) => digit === '1');
  return { crop, box, centre };
}
