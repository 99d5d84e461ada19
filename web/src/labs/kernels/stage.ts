/** One kernel of the laboratory with its settings as they stand in the fields, and as a text for the address. */
import type { Edges, Filter } from '../../core/filter';
import { classicKernel, hasClassics, KERNEL_NAMES, type KernelName } from '../../core/kernels';
import { fieldProblem, readWhole, type FieldProblem, type Limits } from './wholeNumber';

/** A classic kernel, one that was learned, or a person's own. */
export type KernelChoice =
  { kind: 'classic'; name: KernelName } | { kind: 'learned'; index: number } | { kind: 'own' };

export const SETTINGS = ['stride', 'padding', 'dilation'] as const;
export type Setting = (typeof SETTINGS)[number];

/** The whole numbers that a setting takes. */
export const LIMITS: Record<Setting | 'size', Limits> = {
  size: [1, 7],
  stride: [1, 16],
  padding: [0, 32],
  dilation: [1, 8],
};
export const SIZES = Array.from({ length: LIMITS.size[1] }, (_, i) => i + 1);

export interface Stage {
  kernel: KernelChoice;
  size: number;
  weights: readonly number[];
  edges: Edges;
  /** As typed. */
  texts: Readonly<Record<Setting, string>>;
}

export function filterOf(stage: Stage): Filter | FieldProblem<Setting> {
  const { size, weights, edges, texts } = stage;
  const values = { stride: 1, padding: 0, dilation: 1 };
  for (const setting of SETTINGS) {
    if (setting === 'padding' && edges === 'none') continue;
    const value = readWhole(texts[setting], LIMITS[setting]);
    if (value === null) return fieldProblem(setting, texts[setting], LIMITS[setting]);
    values[setting] = value;
  }
  return { size, weights, edges, ...values };
}

/** Cells that keep the picture's size, at stride 1. */
const keeping = (size: number) => Math.floor((size - 1) / 2);

export function classicStage(name: KernelName, size = 3): Stage {
  return {
    kernel: { kind: 'classic', name },
    size,
    weights: classicKernel(name, size),
    edges: 'zero',
    texts: { stride: '1', padding: String(keeping(size)), dilation: '1' },
  };
}

/** The stage at another size: a classic kernel grows with it, any other keeps its middle. */
export function resized(stage: Stage, size: number): Stage {
  const wasKeeping = stage.texts.padding === String(keeping(stage.size));
  const padding = wasKeeping ? String(keeping(size)) : stage.texts.padding;
  const texts = { ...stage.texts, padding };
  if (stage.kernel.kind === 'classic' && hasClassics(size))
    return { ...stage, size, texts, weights: classicKernel(stage.kernel.name, size) };
  const shift = Math.trunc((size - stage.size) / 2);
  const weights = Array.from({ length: size * size }, (_, i) => {
    const [row, column] = [Math.floor(i / size) - shift, (i % size) - shift];
    const isThere = row >= 0 && column >= 0 && row < stage.size && column < stage.size;
    return isThere ? stage.weights[row * stage.size + column] : 0;
  });
  return { ...stage, kernel: { kind: 'own' }, size, texts, weights };
}

const EDGE_LETTERS: Record<Edges, string> = { none: 'n', zero: 'z', reflect: 'r' };

/** "sobelX-3 z1", "own-3 z1 s2 w0x1x0x…", "learned-7 n". */
export function encodeStage({ kernel, size, weights, edges, texts }: Stage): string {
  const name = { classic: '', learned: 'learned', own: `own-${size}` }[kernel.kind];
  const parts = [
    kernel.kind === 'classic'
      ? `${kernel.name}-${size}`
      : kernel.kind === 'learned'
        ? `${name}-${kernel.index}`
        : name,
    EDGE_LETTERS[edges] + texts.padding,
  ];
  if (texts.stride !== '1') parts.push(`s${texts.stride}`);
  if (texts.dilation !== '1') parts.push(`d${texts.dilation}`);
  if (kernel.kind === 'own') parts.push(`w${weights.map((weight) => String(weight)).join('x')}`);
  return parts.join(' ');
}

/** The stage that a text describes, or the nearest one; a learned kernel's weights are 0 until they are loaded. */
export function decodeStage(text: string): { stage: Stage; isExact: boolean } {
  const [head = '', ...parts] = text.split(' ');
  const [name, number = ''] = head.split('-');
  const part = (letter: string) => parts.find((word) => word.startsWith(letter))?.slice(1);
  const size = readWhole(number, LIMITS.size);
  const weights =
    part('w')
      ?.split('x')
      .map((word) => (word ? Number(word) : NaN)) ?? [];
  const classic = KERNEL_NAMES.find((kernel) => kernel === name);

  let isExact = true;
  let stage = classicStage('boxBlur');
  if (classic && size !== null && hasClassics(size)) stage = classicStage(classic, size);
  else if (name === 'learned' && /^\d{1,3}$/.test(number))
    stage = { ...stage, kernel: { kind: 'learned', index: Number(number) } };
  else if (
    name === 'own' &&
    size !== null &&
    weights.length === size * size &&
    weights.every(isFinite)
  )
    stage = { ...stage, kernel: { kind: 'own' }, size, weights };
  else isExact = false;

  const edges = (Object.keys(EDGE_LETTERS) as Edges[]).find(
    (kind) => part(EDGE_LETTERS[kind]) !== undefined,
  );
  const setting = (setting: Setting, text: string | undefined, fallback: string) => {
    if (text === undefined) return fallback;
    const value = readWhole(text, LIMITS[setting]);
    if (value === null) isExact = false;
    return value === null ? fallback : String(value);
  };
  const padding = (edges && part(EDGE_LETTERS[edges])) || undefined;
  const texts = {
    stride: setting('stride', part('s'), '1'),
    padding: setting('padding', padding, stage.texts.padding),
    dilation: setting('dilation', part('d'), '1'),
  };
  if (!edges) isExact = false;
  return { stage: { ...stage, edges: edges ?? 'zero', texts }, isExact };
}
