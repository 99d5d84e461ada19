/** When to paint: a screen shows one picture a frame, whatever is painted beyond that is work for nothing. */

/**
 * A scheduler of one thing that is painted: the first call of a frame paints at once, so that the numbers' own frame
 * shows it; later calls wait for the next frame, and only the last of them is painted.
 */
export function oncePerFrame(): (paint: () => void) => void {
  let isPainted = false;
  let waiting: (() => void) | null = null;

  function frame(): void {
    isPainted = false;
    waiting?.();
    waiting = null;
  }

  return (paint) => {
    if (isPainted) {
      waiting = paint;
      return;
    }
    isPainted = true;
    requestAnimationFrame(frame);
    paint();
  };
}
