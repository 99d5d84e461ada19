/** What stands in the bench's place: the keyboard is led to it, and back. */
import { tick } from 'svelte';

const toTop = () => scrollTo({ top: 0, behavior: 'instant' });

/** It begins at its heading, at the top of the page. */
export function arrive(heading: HTMLElement): void {
  toTop();
  heading.focus({ preventScroll: true });
}

/** What happens next stands at the top of the page, and so does the keyboard. */
export async function leave(to: () => void): Promise<void> {
  to();
  await tick();
  toTop();
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Whether a key asks to leave: Esc that nothing else on the page takes. */
export const asksToLeave = (event: KeyboardEvent): boolean =>
  event.key === 'Escape' &&
  !event.defaultPrevented &&
  !(event.target as HTMLElement).closest('dialog, input, select');
