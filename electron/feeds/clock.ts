// Time as an argument: the runner never reads the wall clock or sets a timer by itself, so tests can own both.

export interface Clock {
  /** Unix ms. */
  readonly now: () => number;
  /** Calls `run` after `ms`; the answer cancels it. */
  readonly after: (ms: number, run: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
