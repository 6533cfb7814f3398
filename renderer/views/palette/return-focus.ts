// Gives the focus back to where it was when something that is shown over all else goes away by being unmounted.
import { useEffect } from 'react';

/** Remembers what has the focus when it appears; returns it when it goes, before anything that opens next takes it. */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
}
