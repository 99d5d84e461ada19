/** The pictures of a grid of tiles on one canvas. */
import { scales, type Theme } from '../theme';
import { wordsOf } from './paintMap';
import { spareContext, type SpareContext } from './spareContext';
import type { Paint } from './valueColours';

/** A picture on a tile; x, y and side in CSS pixels from the tile's corner. */
export interface TilePicture {
  values: ArrayLike<number>;
  width: number;
  height: number;
  paint: Paint;
  most: number;
  x: number;
  y: number;
  side: number;
}

export interface TileGrid {
  columns: number;
  /** CSS pixels. */
  tile: { width: number; height: number };
  gap: number;
  /** CSS pixels a side of one pixel of the canvas; a pixel of the screen, if left out. */
  unit?: number;
  theme: Theme;
}

export function paintTiles(
  canvas: HTMLCanvasElement,
  tiles: readonly TilePicture[][],
  { columns, tile, gap, unit, theme }: TileGrid,
): void {
  const ratio = unit ? 1 / unit : devicePixelRatio;
  const rows = Math.ceil(tiles.length / columns);
  const [width, height] = [
    columns * (tile.width + gap) - gap,
    Math.max(0, rows * (tile.height + gap) - gap),
  ];
  const size = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== size[0]) canvas.width = size[0];
  if (canvas.height !== size[1]) canvas.height = size[1];
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  const pictures = tiles.flat();
  const { sheet, tops } = sheetOf(pictures, theme);
  let next = 0;
  tiles.forEach((own, index) => {
    const left = (index % columns) * (tile.width + gap);
    const top = Math.floor(index / columns) * (tile.height + gap);
    for (const { width: w, height: h, x, y, side } of own) {
      context.drawImage(sheet, 0, tops[next++], w, h, left + x, top + y, side, side);
    }
  });
}

let spare: SpareContext | null = null;

/** All pictures below one another at their natural size: one upload for all of them. */
function sheetOf(pictures: readonly TilePicture[], theme: Theme) {
  const tops: number[] = [];
  let [width, height] = [1, 0];
  for (const picture of pictures) {
    tops.push(height);
    width = Math.max(width, picture.width);
    height += picture.height;
  }
  const image = new ImageData(width, Math.max(1, height));
  const words = new Uint32Array(image.data.buffer);
  pictures.forEach(({ values, width: w, height: h, paint, most }, i) => {
    const own = wordsOf(values, w * h, scales(theme)[paint], { most, paint, theme });
    for (let row = 0; row < h; row++)
      words.set(own.subarray(row * w, (row + 1) * w), (tops[i] + row) * width);
  });
  spare ??= spareContext(1, 1);
  const { canvas } = spare;
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < image.height) canvas.height = image.height;
  spare.putImageData(image, 0, 0);
  return { sheet: canvas, tops };
}
