/** A canvas that stands nowhere on the page, to paint or to read on. Safari before 16.4 has no OffscreenCanvas: an element is as good. */
export type SpareContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** @param isRead whether pixels are read from it more often than it is shown */
export function spareContext(width: number, height: number, isRead = false): SpareContext {
  const settings: CanvasRenderingContext2DSettings = { willReadFrequently: isRead };
  if (typeof OffscreenCanvas !== 'undefined')
    return new OffscreenCanvas(width, height).getContext('2d', settings)!;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  return canvas.getContext('2d', settings)!;
}
