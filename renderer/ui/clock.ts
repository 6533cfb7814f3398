// One timer for everything on screen that shows a time: a part of the view is drawn again only when its own words change.
import { useSyncExternalStore } from 'react';

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  if (document.hidden) return;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Words that depend on the time (Unix ms); looked at once a second while the window is visible. */
export function useTimeWords(words: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => words(Date.now()));
}
