/** Svelte's list of events lacks this one: https://www.w3.org/TR/pointerevents3/#the-pointerrawupdate-event */
import type { PointerEventHandler } from 'svelte/elements';

declare module 'svelte/elements' {
  interface DOMAttributes<T extends EventTarget> {
    onpointerrawupdate?: PointerEventHandler<T>;
  }
}
