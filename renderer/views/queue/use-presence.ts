// Is a person in the list right now? The pointer over it counts, and a selection as long as someone touches the machine.
import { type RefObject, useEffect, useState } from 'react';

const IDLE_MS = 60_000;

export interface Presence {
  readonly isPointerIn: boolean;
  /** No key and no pointer for a minute. */
  readonly isIdle: boolean;
}

export function usePresence(list: RefObject<HTMLElement | null>): Presence {
  const [isPointerIn, setPointerIn] = useState(false);
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout>;
    let heardAt = 0;
    const rest = () => {
      setIdle(true);
      setPointerIn(false);
    };
    const hear = (event: Event) => {
      if (event.timeStamp - heardAt < 1_000) return;
      heardAt = event.timeStamp;
      clearTimeout(timer);
      timer = setTimeout(rest, IDLE_MS);
      setIdle(false);
    };
    const enter = () => setPointerIn(true);
    const leave = () => setPointerIn(false);
    timer = setTimeout(rest, IDLE_MS);
    element.addEventListener('pointermove', enter);
    element.addEventListener('pointerleave', leave);
    window.addEventListener('blur', leave);
    for (const kind of ['pointermove', 'keydown', 'wheel']) window.addEventListener(kind, hear, { passive: true });
    return () => {
      clearTimeout(timer);
      element.removeEventListener('pointermove', enter);
      element.removeEventListener('pointerleave', leave);
      window.removeEventListener('blur', leave);
      for (const kind of ['pointermove', 'keydown', 'wheel']) window.removeEventListener(kind, hear);
    };
  }, [list]);
  return { isPointerIn, isIdle };
}
