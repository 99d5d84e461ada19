/** The drawing and its history. A drawing is never changed: each step makes a new one, so undo is an index. */

/** x and y in shares of the pad (0–1), pressure 0–1. */
export type Point = readonly [x: number, y: number, pressure: number];

export interface Stroke {
  readonly points: readonly Point[];
  /** Share of the pad. */
  readonly width: number;
  readonly erase: boolean;
  /** Whether the pen reported pressure; then it makes the line thicker and thinner. */
  readonly pressure: boolean;
}

export interface Picture {
  readonly rgba: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Where the network's way to cut a number into digits is wrong, in pixels of the map of ink or of the picture. */
export interface Correction {
  /** The middle of a digit that is two; or of the first of two that are one. */
  readonly at: readonly [x: number, y: number];
  /** The middle of the second. */
  readonly and?: readonly [x: number, y: number];
}

/** Strokes, or pixels that enter the network as they are, or a picture: whichever was given last. */
export interface Drawing {
  readonly strokes: readonly Stroke[];
  /** 28×28 grey levels. */
  readonly pixels: Uint8Array | null;
  readonly picture: Picture | null;
  /** Each of a step of its own; none where left out. */
  readonly corrections?: readonly Correction[];
}

export const EMPTY: Drawing = { strokes: [], pixels: null, picture: null };

export type Tool = 'pen' | 'eraser';

/** MNIST's strokes are about a tenth of a digit's height; a digit fills most of the pad. */
export const DEFAULT_PEN_WIDTH = 0.07;
export const PEN_WIDTHS = { least: 0.02, most: 0.16, step: 0.01 };

/** Positions are kept on this grid, so that a link holds exactly what was drawn. */
export const GRID = 1023;
const onGrid = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * GRID) / GRID;
const pressureOnGrid = (pressure: number) => Math.round(pressure * 255) / 255;

const HISTORY_LIMIT = 500;

export class DrawingState {
  #history = $state.raw<Drawing[]>([EMPTY]);
  #at = $state(0);
  #active = $state.raw<Stroke | null>(null);
  #listeners: (() => void)[] = [];

  #tool = $state<Tool>('pen');
  penWidth = $state(DEFAULT_PEN_WIDTH);
  /** Goes up with every change, also while a stroke is drawn. */
  version = $state(0);

  /** What is on the pad, including the stroke under the pen. */
  current = $derived.by((): Drawing => {
    const base = this.#history[this.#at];
    if (!this.#active) return base;
    const strokes = [...base.strokes, this.#active];
    return { ...EMPTY, strokes, corrections: base.strokes.length ? base.corrections : undefined };
  });
  isDrawing = $derived(this.#active !== null);
  canUndo = $derived(this.#at > 0);
  canRedo = $derived(this.#at < this.#history.length - 1);
  isEmpty = $derived(
    this.current.strokes.length === 0 && !this.current.pixels && !this.current.picture,
  );

  /** Whether there is a line to erase; a picture is taken away whole. */
  canErase = $derived(this.current.strokes.length > 0);
  /** Where there is nothing to erase it is the pen, and stays it until somebody takes the eraser again. */
  get tool(): Tool {
    return this.#tool;
  }
  set tool(tool: Tool) {
    this.#tool = this.canErase ? tool : 'pen';
  }

  /** Calls back synchronously after every change: answering while the pen moves can't wait for an effect. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  begin(x: number, y: number, pressure: number, hasPressure = false): void {
    this.#active = {
      points: [[onGrid(x), onGrid(y), pressureOnGrid(pressure)]],
      width: this.penWidth,
      erase: this.tool === 'eraser',
      pressure: hasPressure,
    };
    this.#changed();
  }

  /** Adds the points to the stroke under the pen; points that fall on the last one are left out. */
  extend(points: readonly Point[]): void {
    if (!this.#active) return;
    const kept = [...this.#active.points];
    for (const [x, y, pressure] of points) {
      const next: Point = [onGrid(x), onGrid(y), pressureOnGrid(pressure)];
      const last = kept[kept.length - 1];
      if (next[0] !== last[0] || next[1] !== last[1]) kept.push(next);
    }
    if (kept.length === this.#active.points.length) return;
    this.#active = { ...this.#active, points: kept };
    this.#changed();
  }

  end(): void {
    if (!this.#active) return;
    const drawing = this.current;
    this.#active = null;
    this.#push(drawing);
  }

  /** Drops the stroke under the pen, as when the system takes the pointer away. */
  cancel(): void {
    this.#active = null;
    this.#changed();
  }

  undo(): void {
    if (!this.canUndo) return;
    this.#active = null;
    this.#at--;
    this.#changed();
  }

  redo(): void {
    if (!this.canRedo) return;
    this.#at++;
    this.#changed();
  }

  clear(): void {
    if (this.isEmpty) return;
    this.#active = null;
    this.#push(EMPTY);
  }

  /** Cuts a digit in two, or joins two, as a step that can be undone. */
  correct(correction: Correction): void {
    const { corrections = [], ...drawing } = this.current;
    this.#push({ ...drawing, corrections: [...corrections, correction] });
  }

  loadPixels(pixels: Uint8Array): void {
    this.#push({ ...EMPTY, pixels });
  }

  loadPicture(picture: Picture): void {
    this.#push({ ...EMPTY, picture });
  }

  /** Replaces the drawing, as an address does. */
  load(drawing: Drawing): void {
    this.#active = null;
    this.#push(drawing);
  }

  #push(drawing: Drawing): void {
    this.#history = [...this.#history.slice(0, this.#at + 1), drawing].slice(-HISTORY_LIMIT);
    this.#at = this.#history.length - 1;
    this.#changed();
  }

  #changed(): void {
    this.version++;
    if (!this.canErase) this.#tool = 'pen';
    for (const listener of this.#listeners) listener();
  }
}
