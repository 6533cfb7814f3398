// What is known of each target from look to look: how often in a row it failed, and since when.
import { CONDITIONS, type Condition, type Outcome } from './judge';
import type { Target } from './target';

export interface Streak {
  /** Failures in a row. */
  readonly failures: number;
  /** Of the first of them, Unix ms. */
  readonly since: number;
  readonly words: string;
  readonly isFiring: boolean;
}

export interface Known {
  readonly lookedAt: number;
  readonly latencyMs: number | null;
  readonly streaks: Readonly<Partial<Record<Condition, Streak>>>;
  /** Was fine, or fired, since this run began: before that a missing alert proves nothing. */
  readonly isDecided: boolean;
}

/** A certificate does not change its mind: one look is enough. */
const neededOf = (target: Target, condition: Condition) => (condition === 'certificate' ? 1 : target.failures);

/** What a look changes about a target. */
export function tracked(target: Target, before: Known | undefined, outcome: Outcome, now: number): Known {
  const streaks: Partial<Record<Condition, Streak>> = {};
  for (const condition of CONDITIONS) {
    const old = before?.streaks[condition];
    const words = outcome.verdict[condition];
    if (words === undefined) {
      if (old) streaks[condition] = old;
    } else if (words !== null) {
      const failures = (old?.failures ?? 0) + 1;
      const isFiring = failures >= neededOf(target, condition);
      // What a firing alert says is kept while it says the same in other numbers: only a change of state is news.
      const said = old?.isFiring && old.words.replace(/\d+/g, '') === words.replace(/\d+/g, '') ? old.words : words;
      streaks[condition] = { failures: Math.min(failures, 1_000_000), since: old?.since ?? now, words: said, isFiring };
    }
  }
  const isWaiting = Object.values(streaks).some((streak) => !streak.isFiring);
  return { lookedAt: now, latencyMs: outcome.latencyMs, streaks, isDecided: before?.isDecided === true || !isWaiting };
}
