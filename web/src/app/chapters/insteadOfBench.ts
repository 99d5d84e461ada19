/** For views shown in place of the bench: moves the keyboard focus there and back. */
import { tick } from 'svelte';

const toTop = () => scrollTo({ top: 0, behavior: 'instant' });

/** Starts at the view's heading, at the top of the page. */
export function arrive(heading: HTMLElement): void {
  toTop();
  heading.focus({ preventScroll: true });
}

/** What comes next is at the top of the page: it scrolls there, and the focus goes along. */
export async function leave(to: () => void): Promise<void> {
  to();
  await tick();
  toTop();
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Whether a key asks to leave: an Esc that nothing else on the page takes. */
export const asksToLeave = (event: KeyboardEvent): boolean =>
  event.key === 'Escape' &&
  !event.defaultPrevented &&
  !(event.target as HTMLElement).closest('dialog, input, select');
