/** All feature maps as pictures: one ImageData per layer, filled through a look-up table, drawn cell by cell. */
import { magnitude } from '../../core/tensor';
import { areWords } from './blockStyle';
import { cellBox, longest, type Block, type NetworkLayout } from './networkLayout';
import { spareContext, type SpareContext } from '../../kit/maps/spareContext';
import { scales, type Scale, type Theme } from '../../kit/theme';
import type { NetworkData } from '../networkData';

const EMPTY: Record<Theme, string> = { light: '#F6EEE1', dark: '#2B221C' };
const TEXT: Record<Theme, [dark: string, light: string]> = {
  light: ['#2A211C', '#FFFDF8'],
  dark: ['#1B1512', '#F4E9DA'],
};
const LAMP: Record<Theme, string> = { light: '#D9601A', dark: '#F08A43' };
/** Probability from which a cell of the output is dark (or, at night, light) enough for the other text colour. */
const TEXT_TURNS = 0.45;

/** The offscreen picture of each block, kept from frame to frame. */
const sheets = new Map<string, { target: SpareContext; image: ImageData; words: Uint32Array }>();

function sheet(name: string, width: number, height: number) {
  let found = sheets.get(name);
  if (!found || found.image.width !== width || found.image.height !== height) {
    const image = new ImageData(width, height);
    const words = new Uint32Array(image.data.buffer);
    found = { target: spareContext(width, height), image, words };
    sheets.set(name, found);
  }
  return found;
}

/** Paints every block; the context's unit is a CSS pixel. */
export function paintNetwork(
  context: CanvasRenderingContext2D,
  layout: NetworkLayout,
  data: NetworkData,
  theme: Theme,
): void {
  context.clearRect(0, 0, layout.width, layout.height);
  context.imageSmoothingEnabled = false;
  for (const block of layout.blocks) {
    const tensor = data.tensor(block.layer);
    if (block.kind === 'output') paintOutput(context, block, data, theme);
    else if (!tensor) paintEmpty(context, block, theme);
    else {
      const isPicture = block.layer === data.input.name;
      const isSigned = data.isSigned(block.layer);
      const scale = scales(theme)[isPicture ? 'pixel' : isSigned ? 'diverging' : 'activation'];
      const most = isPicture ? 1 : isSigned ? magnitude(tensor.data) : largest(tensor.data);
      paintBlock(context, block, tensor.data, scale, most, isSigned);
    }
  }
}

const maxima = new WeakMap<Float32Array, number>();

/** The largest value, 0 if none is above it. Results never change, so each is searched once. */
export function largest(values: Float32Array): number {
  let most = maxima.get(values);
  if (most === undefined) {
    most = 0;
    for (let i = 0; i < values.length; i++) if (values[i] > most) most = values[i];
    maxima.set(values, most);
  }
  return most;
}

function paintEmpty(context: CanvasRenderingContext2D, block: Block, theme: Theme): void {
  context.fillStyle = EMPTY[theme];
  if (block.gap === 0) {
    context.fillRect(block.x, block.y, block.width, block.height);
    return;
  }
  for (let channel = 0; channel < block.shape[0]; channel++) {
    const { x, y, width, height } = cellBox(block, channel);
    context.fillRect(x, y, width, height);
  }
}

/** One block's values through a scale; of a signed one, zero is in the middle. */
export function paintBlock(
  context: CanvasRenderingContext2D,
  block: Block,
  values: Float32Array,
  scale: Scale,
  most: number,
  isSigned: boolean,
): void {
  const [count, rows, columns] = block.shape.length === 3 ? block.shape : [block.shape[0], 1, 1];
  const area = rows * columns;
  // Maps lie below one another in the sheet, a vector lies as its block does.
  const isVector = block.kind === 'vector';
  const { target, image, words } = isVector
    ? sheet(block.layer, block.columns, block.rows)
    : sheet(block.layer, columns, rows * count);
  // On a signed scale, zero is in the middle.
  const zero = isSigned ? (scale.length - 1) / 2 : 0;
  const factor = most > 0 ? (scale.length - 1 - zero) / most : 0;
  for (let i = 0; i < values.length; i++)
    words[i] = scale[Math.min(255, Math.max(0, (values[i] * factor + zero + 0.5) | 0))];
  target.putImageData(image, 0, 0);
  const { canvas } = target;
  if (isVector) {
    context.drawImage(canvas, block.x, block.y, block.width, block.height);
    return;
  }
  for (let channel = 0; channel < count && area > 0; channel++) {
    const { x, y, width, height } = cellBox(block, channel);
    context.drawImage(canvas, 0, channel * rows, columns, rows, x, y, width, height);
  }
}

function paintOutput(
  context: CanvasRenderingContext2D,
  block: Block,
  data: NetworkData,
  theme: Theme,
): void {
  const { shares: probabilities, labels } = data;
  const isWords = areWords(longest(labels));
  // Where they are not shares of a whole, there is no winner.
  const best = probabilities && !data.manifest.realness ? Math.max(...probabilities) : -1;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  labels.forEach((label, digit) => {
    const { x, y, width, height } = cellBox(block, digit);
    const share = probabilities?.[digit] ?? 0;
    context.fillStyle = EMPTY[theme];
    context.fillRect(x, y, width, height);
    context.globalAlpha = share;
    context.fillStyle = LAMP[theme];
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
    const [dark, light] = TEXT[theme];
    const isFilled = share > TEXT_TURNS;
    context.fillStyle = theme === 'light' ? dark : isFilled ? dark : light;
    context.font = `${share === best ? 700 : 400} ${isWords ? 14 : 15}px "Source Code Pro", monospace`;
    context.fillText(label, x + width / 2, y + height / 2 + 1);
  });
}
