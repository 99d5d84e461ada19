/** The pad under mouse, finger and pen: where a stroke lands, and whose it is. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import Themed from '../../kit/testThemed.svelte';
import { DrawingState } from './drawing.svelte';
import DrawPad from './DrawPad.svelte';
import Toolbar from './Toolbar.svelte';
import { reducedPicture } from './picture';
import { TakenPicture } from './takenPicture.svelte';

const SIDE = 300;
let drawing: DrawingState;
let pad: HTMLCanvasElement;
beforeEach(() => {
  drawing = new DrawingState();
  document.body.style.cssText = `width: ${SIDE}px; padding-bottom: 2000px`;
  render(Themed, { part: DrawPad, drawing, take: () => {} });
  pad = document.querySelector('[data-testid="draw-pad"]')!;
  // Only pointers of real devices can be captured.
  pad.setPointerCapture = () => {};
});
afterEach(() => {
  document.body.style.cssText = '';
  vi.restoreAllMocks();
});

type Kind = 'mouse' | 'touch' | 'pen';
const IDS: Record<Kind, number> = { mouse: 1, touch: 5, pen: 9 };

/** A pointer's event at a place of the window. */
function at(type: string, kind: Kind, clientX: number, clientY: number, timeStamp?: number): void {
  const event = new PointerEvent(type, {
    pointerId: IDS[kind],
    pointerType: kind,
    button: type === 'pointerdown' ? 0 : -1,
    pressure: 0.5,
    bubbles: true,
    clientX,
    clientY,
  });
  if (timeStamp !== undefined) Object.defineProperty(event, 'timeStamp', { value: timeStamp });
  pad.dispatchEvent(event);
}
/** The same at a place of the pad, in shares of it. */
function on(type: string, kind: Kind, x: number, y: number, timeStamp?: number): void {
  const { left, top, width, height } = pad.getBoundingClientRect();
  at(type, kind, left + x * width, top + y * height, timeStamp);
}
const lastPoint = () => {
  const [x, y] = drawing.current.strokes.at(-1)!.points.at(-1)!;
  return [x.toFixed(2), y.toFixed(2)];
};

describe('a stroke lands under the pen', () => {
  it('while the page scrolls', () => {
    on('pointerdown', 'mouse', 0.5, 0.2);
    on('pointermove', 'mouse', 0.5, 0.3);
    scrollBy({ top: 80, behavior: 'instant' });
    expect(scrollY).toBe(80);
    on('pointermove', 'mouse', 0.5, 0.6);
    expect(lastPoint()).toEqual(['0.50', '0.60']);
    scrollTo(0, 0);
  });

  it('while something grows above the pad, and while the pad does', () => {
    on('pointerdown', 'mouse', 0.1, 0.1);
    document.body.style.paddingTop = '60px';
    on('pointermove', 'mouse', 0.5, 0.4);
    expect(lastPoint()).toEqual(['0.50', '0.40']);
    document.body.style.width = `${2 * SIDE}px`;
    on('pointermove', 'mouse', 0.9, 0.8);
    expect(lastPoint()).toEqual(['0.90', '0.80']);
  });
});

describe('a palm', () => {
  const strokes = () => drawing.current.strokes.length;

  it('that rests before the pen comes gives way to it, its dot too', () => {
    on('pointerdown', 'touch', 0.9, 0.9, 0);
    on('pointerdown', 'pen', 0.2, 0.2, 100);
    on('pointermove', 'touch', 0.8, 0.9, 110);
    on('pointermove', 'pen', 0.4, 0.2, 120);
    on('pointerup', 'pen', 0.4, 0.2, 200);
    on('pointerup', 'touch', 0.8, 0.9, 210);
    expect([strokes(), drawing.isDrawing]).toEqual([1, false]);
    expect(drawing.current.strokes[0].pressure).toBe(true);
    expect(lastPoint()).toEqual(['0.40', '0.20']);
    drawing.undo();
    expect(drawing.canUndo).toBe(false);
  });

  it('draws nothing while a pen is near, over the pad or just lifted', () => {
    on('pointerenter', 'pen', 0.5, 0.5, 0);
    on('pointerdown', 'touch', 0.9, 0.9, 10);
    on('pointermove', 'pen', 0.5, 0.4, 1100);
    on('pointerdown', 'touch', 0.9, 0.9, 1200);
    on('pointerdown', 'pen', 0.5, 0.4, 1300);
    on('pointerup', 'pen', 0.5, 0.4, 4000);
    on('pointerdown', 'touch', 0.9, 0.9, 4100);
    expect([strokes(), drawing.isDrawing]).toEqual([1, false]);
  });

  it('is a finger where no pen is: it draws', () => {
    on('pointerdown', 'pen', 0.5, 0.5, 0);
    on('pointerup', 'pen', 0.5, 0.5, 10);
    on('pointerdown', 'touch', 0.1, 0.1, 2000);
    on('pointermove', 'touch', 0.1, 0.6, 2010);
    // A second finger, and the mouse, wait.
    on('pointerdown', 'mouse', 0.9, 0.9, 2020);
    on('pointerup', 'mouse', 0.9, 0.9, 2030);
    on('pointerup', 'touch', 0.1, 0.6, 2040);
    expect(strokes()).toBe(2);
    expect(lastPoint()).toEqual(['0.10', '0.60']);
    on('pointerdown', 'touch', 0.1, 0.1, 4000);
    on('pointercancel', 'touch', 0.1, 0.1, 4010);
    expect([strokes(), drawing.isDrawing]).toEqual([2, false]);
  });
});

it('the eraser is there for what is drawn, and goes with its button', async () => {
  const tools = await render(Toolbar, {
    drawing,
    taken: new TakenPicture(() => drawing),
    openCamera: () => {},
    openPixels: () => {},
  });
  const eraser = tools.getByTestId('eraser');
  await expect.element(eraser).toBeDisabled();
  on('pointerdown', 'mouse', 0.5, 0.5);
  on('pointerup', 'mouse', 0.5, 0.5);
  await eraser.click();
  await expect.element(eraser).toHaveAttribute('aria-pressed', 'true');
  await tools.getByTestId('clear').click();
  await expect.element(eraser).toHaveAttribute('aria-pressed', 'false');
  await tools.getByTestId('undo').click();
  await eraser.click();
  expect(drawing.tool).toBe('eraser');
  tools.unmount();
  expect(drawing.tool).toBe('pen');
});

it('a picture is read alike in a browser without OffscreenCanvas', () => {
  const rgba = Uint8ClampedArray.from({ length: 4 * 16 }, (_, i) => (i % 4 === 3 ? 255 : 9 * i));
  const small = () => reducedPicture({ rgba, width: 4, height: 4 }, 2);
  const usual = small();
  vi.stubGlobal('OffscreenCanvas', undefined);
  expect(small()).toEqual(usual);
  vi.unstubAllGlobals();
});
