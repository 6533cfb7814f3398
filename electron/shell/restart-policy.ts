// How long to wait before what ended is started again (the engine, the page): at once after a rare death, ever longer when it dies in a loop.
const FIRST_MS = 50;
const LONGEST_MS = 30_000;
/** A life of this length counts as healthy: the next death is a first one again. */
const HEALTHY_MS = 20_000;
/** So many deaths in a row are no accident: what it reads at the start may be what ends it. */
const LOOPING = 3;

export interface RestartPolicy {
  /** Pause in ms before the next start, given how long the engine lived. */
  next(livedMs: number): number;
  /** It dies again and again. */
  readonly isLooping: boolean;
}

/** Doubles from 50 ms; six deaths in a row are still answered within 2 s each. */
export function createRestartPolicy(): RestartPolicy {
  let deaths = 0;
  return {
    get isLooping() {
      return deaths >= LOOPING;
    },
    next: (livedMs) => {
      deaths = livedMs >= HEALTHY_MS ? 0 : deaths;
      return Math.min(LONGEST_MS, FIRST_MS * 2 ** deaths++);
    },
  };
}
