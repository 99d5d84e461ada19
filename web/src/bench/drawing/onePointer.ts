/** Which pointer draws: one at a time, and a pen before a finger, because what rests beside a pen is a palm. */

/** So long after a pen was last near, a touch is still the palm of its hand. */
const PALM_MS = 1000;

type Pointer = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'timeStamp'>;

export class OnePointer {
  #held: { id: number; isTouch: boolean } | null = null;
  #penAt = -Infinity;
  readonly #takeBack: () => void;

  /** @param takeBack drops what a palm has drawn since it came down */
  constructor(takeBack: () => void) {
    this.#takeBack = takeBack;
  }

  /** A pointer comes down: whether it is the one that draws from now on. */
  press(pointer: Pointer): boolean {
    this.notice(pointer);
    const { pointerId: id, pointerType, timeStamp } = pointer;
    const isTouch = pointerType === 'touch';
    if (this.#held || (isTouch && timeStamp - this.#penAt < PALM_MS)) return false;
    this.#held = { id, isTouch };
    return true;
  }

  /** A pointer moves, pressed or not: a pen that comes near ends what a touch is drawing. */
  notice({ pointerType, timeStamp }: Pointer): void {
    if (pointerType !== 'pen') return;
    this.#penAt = timeStamp;
    if (!this.#held?.isTouch) return;
    this.#held = null;
    this.#takeBack();
  }

  /** Whether it is the one that draws. */
  holds({ pointerId }: Pointer): boolean {
    return this.#held?.id === pointerId;
  }

  /** A pointer is lifted, or taken away: whether it was the one that drew. */
  release(pointer: Pointer): boolean {
    this.notice(pointer);
    if (!this.holds(pointer)) return false;
    this.#held = null;
    return true;
  }
}
