// Inside the panel the arrows, Home and End scroll or move what has the focus; the queue's keys must not take them.
import type { KeyboardEvent } from 'react';

const SCROLL_KEYS = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp']);

/** Keeps scrolling keys from the window's key table; what the browser does with them stays. */
export function keepScrollKeys(event: KeyboardEvent): void {
  if (SCROLL_KEYS.has(event.key)) event.stopPropagation();
}
