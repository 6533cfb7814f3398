// When clocks on screen look at the time. A frame costs far more than the words in it, so they look less often while nobody is at
// the desk, and not at all while nobody can see them.
export interface TickerDeps {
  /** Wall clock, Unix ms. */
  readonly now: () => number;
  readonly isHidden: () => boolean;
  /** Hears signs of a person (`seen`) and of the window being hidden or shown again (`turned`); returns the end of it. */
  readonly hear: (seen: () => void, turned: () => void) => () => void;
}

export interface Ticker {
  /** Calls `listener` at each tick; returns the end of it. */
  subscribe(listener: () => void): () => void;
}

const TICK_MS = 1_000;
const AWAY_TICK_MS = 5_000;
/** Without a sign of a person for so long nobody is at the desk. */
const AWAY_AFTER_MS = 60_000;

/** Ticks fall on whole seconds of the wall clock, so that a minute turns when it turns; without listeners nothing runs. */
export function createTicker({ now, isHidden, hear }: TickerDeps): Ticker {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let deaf = (): void => undefined;
  let seenAt = 0;
  let isSlow = false;

  const schedule = (): void => {
    clearTimeout(timer);
    if (isHidden() || listeners.size === 0) return;
    const at = now();
    isSlow = Math.abs(at - seenAt) >= AWAY_AFTER_MS;
    const everyMs = isSlow ? AWAY_TICK_MS : TICK_MS;
    timer = setTimeout(tick, everyMs - (at % everyMs));
  };
  const tick = (): void => {
    schedule();
    if (!isHidden()) for (const listener of listeners) listener();
  };
  const seen = (): void => {
    seenAt = now();
    if (isSlow) tick();
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        seenAt = now();
        deaf = hear(seen, tick);
        schedule();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        deaf();
        clearTimeout(timer);
      };
    },
  };
}
