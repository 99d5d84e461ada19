/** Pictures of all kinds, decoded by a real browser: the page's own, the drawing, files, the camera. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DrawingState, examplesAt } from '../../../bench';
import { beside } from '../../../kit/beside';
import { LabPicture } from './labPicture.svelte';
import { LiveCamera } from './liveCamera.svelte';

let drawing: DrawingState;
let picture: LabPicture;
beforeEach(() => {
  drawing = new DrawingState();
  picture = new LabPicture(drawing, () => examplesAt(beside('model/')));
});

/** A file of one colour. */
async function file(
  width: number,
  height: number,
  colour: string,
  type = 'image/png',
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type });
}

describe('the page’s own', () => {
  it('is shown at first: the panda, in colour', async () => {
    picture.start();
    await vi.waitFor(() => expect(picture.planes).not.toBeNull());
    const [red, , blue] = picture.planes!;
    expect(red.data).not.toEqual(blue.data);
    expect([picture.text, picture.isBusy, picture.problem]).toEqual(['study', false, null]);
  });

  it('are a square, and digits of the network’s', async () => {
    await picture.choose({ kind: 'square' });
    expect(Math.max(...picture.grey!.data)).toBe(1);
    await picture.choose({ kind: 'digit', digit: 4 });
    expect([picture.text, picture.planes![0].width]).toEqual(['digit-4', 28]);
    picture.go('square');
    await vi.waitFor(() => expect(picture.planes![0].width).toBe(24));
    picture.go('what?');
    await vi.waitFor(() => expect(picture.text).toBe('study'));
  });

  it('that can’t be had is said, and the one before stays', async () => {
    const lost = new LabPicture(drawing, () => Promise.reject(new Error('offline')));
    await lost.choose({ kind: 'square' });
    await lost.choose({ kind: 'digit', digit: 1 });
    expect([lost.problem, lost.planes![0].width]).toEqual([{ kind: 'example' }, 24]);
  });
});

it('the drawing is dark ink on white paper, while it is drawn', async () => {
  await picture.choose({ kind: 'drawing' });
  drawing.begin(0.5, 0.1, 0.5);
  drawing.extend([[0.5, 0.9, 0.5]]);
  const { data, width, height } = picture.grey!;
  expect(data[0]).toBe(1);
  expect(data[(height >> 1) * width + (width >> 1)]).toBeLessThan(0.1);
  drawing.end();
  drawing.loadPixels(new Uint8Array(784).fill(255));
  expect([picture.grey!.width, picture.grey!.data[0]]).toEqual([28, 1]);
  const rgba = new Uint8ClampedArray(4 * 900 * 300).fill(0);
  drawing.loadPicture({ rgba, width: 900, height: 300 });
  expect(picture.grey!.width).toBe(320);
});

describe('a file', () => {
  it('is reduced to what is worked on, and its own size is known', async () => {
    await picture.open(await file(1000, 500, 'rgb(255 0 0)'), 'red.png');
    expect(picture.facts).toEqual({ name: 'red.png', width: 1000, height: 500, frames: 1 });
    const [red, green] = picture.planes!;
    expect([red.width, red.height, red.data[0], green.data[0]]).toEqual([320, 160, 1, 0]);
  });

  it('that is no picture is refused by name; what stood there stays', async () => {
    await picture.open(await file(2, 2, 'red'), 'red.png');
    const { planes } = picture;
    await picture.open(new Blob(['text'], { type: 'image/png' }), 'no.png');
    expect(picture.problem).toEqual({ kind: 'unreadable', name: 'no.png' });
    expect([picture.planes, picture.facts!.name]).toEqual([planes, 'red.png']);
    picture.go('file');
    await vi.waitFor(() => expect(picture.text).toBe('file'));
  });

  it('dropped on the drawing is refused until something is drawn', async () => {
    await picture.choose({ kind: 'drawing' });
    await picture.open(new Blob(['text']), 'no.png');
    expect(picture.problem).toEqual({ kind: 'unreadable', name: 'no.png' });
    drawing.begin(0.5, 0.5, 0.5);
    expect(picture.problem).toBeNull();
  });

  it('of a link stays with whoever made it', async () => {
    picture.go('file');
    expect(picture.problem).toEqual({ kind: 'not-in-link' });
    await vi.waitFor(() => expect(picture.text).toBe('study'));
  });
});

describe('the camera', () => {
  it('gives picture after picture until it is stopped', async () => {
    picture.startCamera();
    const camera = new LiveCamera((frame) => picture.frame(frame));
    await camera.start();
    expect(camera.isRunning).toBe(true);
    await vi.waitFor(() => expect(picture.planes).not.toBeNull());
    await vi.waitFor(() => expect(camera.rate).toBeGreaterThan(1), { timeout: 20_000 });
    expect(Math.max(picture.planes![0].width, picture.planes![0].height)).toBe(320);
    camera.stop();
    expect([camera.isRunning, camera.rate]).toEqual([false, 0]);
    const { planes } = picture;
    await picture.choose({ kind: 'square' });
    picture.frame({ rgba: new Uint8ClampedArray(4), width: 1, height: 1 });
    expect(picture.planes).not.toBe(planes);
    expect(picture.planes![0].width).toBe(24);
  });

  it('a permission that comes too late is of no use', async () => {
    const camera = new LiveCamera(() => {});
    const starting = camera.start();
    camera.stop();
    await starting;
    expect(camera.isRunning).toBe(false);
    picture.cameraFailed();
    expect(picture.problem).toEqual({ kind: 'camera' });
  });
});
