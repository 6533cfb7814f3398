// When to ask again. Pure: polite to a source that is expensive or asks for patience, quick to notice one that comes back.
import type { FeedFailure } from '../../shared/feed';

/** A source is kept busy by us for at most a tenth of the time. */
const COST_FACTOR = 10;
const MAX_INTERVAL_MS = 300_000;
const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 60_000;
const MAX_RETRY_AFTER_MS = 3_600_000;
const JITTER = 0.1;

/** Spreads polls of many desks; `random` is in [0, 1). */
function jittered(ms: number, random: number): number {
  return Math.round(ms * (1 - JITTER + 2 * JITTER * random));
}

/** The interval that fits what answers cost (ms): quick to grow, slow to shrink. */
export function costOf(lastMs: number, previousCostMs: number): number {
  return Math.max(lastMs, previousCostMs * 0.7);
}

/** The wanted interval, stretched so that an answer of 2.5 s is asked for every 25 s at most. */
export function effectiveInterval(wantedMs: number, costMs: number): number {
  return Math.max(wantedMs, Math.min(Math.round(costMs * COST_FACTOR), MAX_INTERVAL_MS));
}

/** Pause after a success; never shorter than what the cost allows. */
export function nextPause(intervalMs: number, costMs: number, random: number): number {
  return Math.max(jittered(intervalMs, random), Math.min(Math.round(costMs * COST_FACTOR), MAX_INTERVAL_MS));
}

/** Pause after the `failures`-th failure in a row: 1, 2, 4 s up to four intervals or a minute; never before Retry-After. */
export function retryPause(failures: number, intervalMs: number, failure: FeedFailure, random: number): number {
  const cap = Math.max(FIRST_RETRY_MS, Math.min(intervalMs * 4, MAX_RETRY_MS));
  const pause = jittered(Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 16), cap), random);
  return Math.max(pause, Math.min(failure.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
}
