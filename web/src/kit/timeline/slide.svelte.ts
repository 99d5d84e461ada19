/** The kernel's slide as a timeline: the position is the lens's own, so there is nothing to synchronise. */
import type { Position } from '../../core/tensor';
import { isStill } from '../motion';

/** Positions a second; the last one shows the end at once. */
export const SPEEDS = [1, 4, 16, 64, Infinity] as const;
/** A picture has a thousand times as many. */
export const PICTURE_SPEEDS = [1, 8, 64, 1024, 8192, Infinity] as const;

/** What a slide moves: the lens, or a laboratory's own position. */
export interface Sliding {
  /** What is slid over; null where nothing is open. */
  readonly layer: string | null;
  readonly unit: (Position & { layer: string }) | null;
  move(at: Position): void;
}

/** Places in a row, for a slide to move along. */
export function placesAlong(
  layer: string,
  index: () => number | null,
  seek: (index: number) => void,
): Sliding {
  return {
    layer,
    get unit() {
      const at = index();
      return at === null ? null : { layer, channel: 0, row: 0, column: at };
    },
    move: ({ column }) => seek(column),
  };
}

/** A late frame (another tab was open) does not make up for more than this. */
const LONGEST_FRAME_MS = 250;

export class Slide {
  speed = $state<number>(4);
  readonly speeds: readonly number[];
  readonly #lens: Sliding;
  readonly #shape: () => readonly number[] | null;
  #isPlaying = $state(false);
  /** While a pointer rests on a map, the slide waits. */
  #isHeld = false;
  #frame = 0;

  /** @param shape of the lens's layer, [C, H, W] or [N]; null where none is open */
  constructor(
    lens: Sliding,
    shape: () => readonly number[] | null,
    speeds: readonly number[] = SPEEDS,
  ) {
    this.speeds = speeds;
    this.speed = speeds[1];
    this.#lens = lens;
    this.#shape = shape;
  }

  get #columns(): number {
    return this.#shape()?.[2] ?? 1;
  }

  get count(): number {
    const [, rows = 1, columns = 1] = this.#shape() ?? [];
    return rows * columns;
  }

  get index(): number {
    const unit = this.#lens.unit;
    return unit ? unit.row * this.#columns + unit.column : 0;
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  seek(index: number): void {
    const unit = this.#lens.unit;
    if (!unit) return;
    const to = Math.min(this.count - 1, Math.max(0, index));
    const columns = this.#columns;
    this.#lens.move({
      channel: unit.channel,
      row: Math.floor(to / columns),
      column: to % columns,
    });
  }

  step(by: number): void {
    this.pause();
    this.seek(this.index + by);
  }

  play(): void {
    if (this.index >= this.count - 1) this.seek(0);
    if (this.speed === Infinity || isStill()) {
      this.seek(this.count - 1);
      return;
    }
    this.#isPlaying = true;
    this.#run();
  }

  pause(): void {
    if (!this.#isPlaying) return;
    this.#isPlaying = false;
    cancelAnimationFrame(this.#frame);
  }

  toggle(): void {
    if (this.#isPlaying) this.pause();
    else this.play();
  }

  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
  }

  #run(): void {
    let last = performance.now();
    let due = 0;
    const { layer } = this.#lens;
    const tick = (now: number) => {
      if (!this.#isPlaying) return;
      // If something else was opened meanwhile, this slide is over.
      if (this.#lens.unit?.layer !== layer) {
        this.pause();
        return;
      }
      if (this.speed === Infinity) this.seek(this.count - 1);
      else if (!this.#isHeld) {
        due += (Math.min(LONGEST_FRAME_MS, now - last) * this.speed) / 1000;
        const steps = Math.floor(due);
        due -= steps;
        if (steps > 0) this.seek(this.index + steps);
      }
      last = now;
      if (this.index >= this.count - 1) this.pause();
      else this.#frame = requestAnimationFrame(tick);
    };
    this.#frame = requestAnimationFrame(tick);
  }
}
