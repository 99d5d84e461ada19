/** The steps of the preprocessing as small pictures. */
import type { Mask } from '../../core/ink/mask';
import { cornersOf } from '../../core/ink/sheet';
import type { Normalized } from '../../core/normalize';
import type { Plane } from '../../core/tensor';
import { spareContext, type SpareContext } from '../../kit/maps/spareContext';
import { scales } from '../../kit/theme';

/** Pixels a side of a step's picture; CSS shows it smaller, screens with more pixels show it sharp. */
const SIDE = 84;
const LAMP = '#F08A43';

function begin(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  if (canvas.width !== SIDE) canvas.width = canvas.height = SIDE;
  const context = canvas.getContext('2d')!;
  context.clearRect(0, 0, SIDE, SIDE);
  context.strokeStyle = LAMP;
  context.lineWidth = 4;
  return context;
}

const { pixel: GREYS } = scales('light');
/** Holds a plane at its own size on the way to each canvas; reused, so that painting under the pen makes none anew. */
const pictures = new WeakMap<HTMLCanvasElement, SpareContext>();

/** The plane as it is, or reduced to SIDE by skipping pixels. */
function picture(canvas: HTMLCanvasElement, plane: Plane): SpareContext['canvas'] {
  const step = Math.max(1, plane.width / SIDE, plane.height / SIDE);
  const [width, height] = [plane.width, plane.height].map((side) => Math.round(side / step));
  const context = pictures.get(canvas) ?? spareContext(width, height);
  pictures.set(canvas, context);
  const { canvas: result } = context;
  if (result.width !== width) result.width = width;
  if (result.height !== height) result.height = height;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const last = GREYS.length - 1;
  for (let row = 0, i = 0; row < height; row++) {
    const from = Math.floor(row * step) * plane.width;
    for (let column = 0; column < width; column++, i++) {
      const value = plane.data[from + Math.floor(column * step)];
      words[i] = GREYS[Math.min(last, Math.max(0, (last * value + 0.5) | 0))];
    }
  }
  context.putImageData(image, 0, 0);
  return result;
}

/** A plane of a picture, and on it the outline of the sheet, where one was found. */
export function paintFound(
  canvas: HTMLCanvasElement,
  plane: Plane | undefined,
  sheet: Mask | null = null,
): void {
  const context = begin(canvas);
  if (!plane) return;
  const scale = SIDE / Math.max(plane.width, plane.height);
  context.drawImage(picture(canvas, plane), 0, 0, plane.width * scale, plane.height * scale);
  if (!sheet) return;
  context.beginPath();
  for (const { x, y } of cornersOf(sheet)) context.lineTo((x + 0.5) * scale, (y + 0.5) * scale);
  context.closePath();
  context.stroke();
}

/** The whole ink with the rectangle that is cut out. */
export function paintCrop(canvas: HTMLCanvasElement, normalized: Normalized | null): void {
  const context = begin(canvas);
  if (!normalized) return;
  const { ink, crop } = normalized;
  const scale = SIDE / Math.max(ink.width, ink.height);
  context.drawImage(picture(canvas, ink), 0, 0, ink.width * scale, ink.height * scale);
  context.strokeRect(crop.x * scale, crop.y * scale, crop.width * scale, crop.height * scale);
}

/** The scaled crop in its box, or on the canvas where its centre of mass put it, with a cross there. */
export function paintBox(
  canvas: HTMLCanvasElement,
  normalized: Normalized | null,
  side: number,
  placed: boolean,
): void {
  const context = begin(canvas);
  if (!normalized) return;
  const { box, offset, massCentre } = normalized;
  const scale = SIDE / side;
  const middle = { x: Math.floor((side - box.width) / 2), y: Math.floor((side - box.height) / 2) };
  const at = placed ? offset : middle;
  context.imageSmoothingEnabled = false;
  context.drawImage(
    picture(canvas, box),
    at.x * scale,
    at.y * scale,
    box.width * scale,
    box.height * scale,
  );
  if (!placed) {
    const longer = Math.max(box.width, box.height);
    const edge = ((side - longer) / 2) * scale;
    context.strokeRect(edge, edge, longer * scale, longer * scale);
    return;
  }
  const [x, y] = [(at.x + massCentre.x + 0.5) * scale, (at.y + massCentre.y + 0.5) * scale];
  context.beginPath();
  context.moveTo(x - 14, y);
  context.lineTo(x + 14, y);
  context.moveTo(x, y - 14);
  context.lineTo(x, y + 14);
  context.stroke();
}
