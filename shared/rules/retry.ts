// When an outward act is tried again: soon at first, then ever more rarely, never before the target said.

const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;
const LONGEST_RETRY_AFTER_MS = 6 * 3_600_000;
const JITTER = 0.2;

/** Pause after the `attempt`-th attempt (1 = the first), ms. `random` in [0, 1) spreads many desks. */
export function retryPauseMs(attempt: number, retryAfterMs: number | null, random: number): number {
  const pause = Math.min(FIRST_MS * 2 ** Math.min(Math.max(attempt, 1) - 1, 16), LONGEST_MS);
  const spread = Math.round(pause * (1 - JITTER + 2 * JITTER * random));
  return Math.max(spread, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
}
