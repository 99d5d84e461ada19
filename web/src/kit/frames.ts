/** When to paint: a screen shows one picture per frame, so painting more often is wasted work. */

/**
 * Schedules one thing that is painted: the first call in a frame paints at once, so that the numbers' own frame
 * shows it; later calls wait for the next frame, where the latest wins.
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
