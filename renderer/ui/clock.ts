// One ticker for everything on screen that shows a time: a part of the view is drawn again only when its own words change.
import { useSyncExternalStore } from 'react';
import { createTicker } from './ticker';

const SIGNS_OF_A_PERSON = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'focus'] as const;

const ticker = createTicker({
  now: () => Date.now(),
  isHidden: () => document.hidden,
  hear: (seen, turned) => {
    document.addEventListener('visibilitychange', turned);
    for (const sign of SIGNS_OF_A_PERSON) window.addEventListener(sign, seen, { passive: true });
    return () => {
      document.removeEventListener('visibilitychange', turned);
      for (const sign of SIGNS_OF_A_PERSON) window.removeEventListener(sign, seen);
    };
  },
});

/** Words that depend on the time (Unix ms): looked at once a second, every five while nobody is at the desk, never while hidden. */
export function useTimeWords(words: (now: number) => string): string {
  return useSyncExternalStore(ticker.subscribe, () => words(Date.now()));
}
