// A feed's health in words and shapes: a person must read it in one glance and without colour.
import type { FeedHealth } from '../../../shared/contract';

export type FeedState = FeedHealth['state'];

/** Shape, word and tone of a state. The shape differs for each, so that colour is never alone. Blind is yellow, not red:
 * red is for what is known to be wrong, and a blind feed is what is not known. */
export interface StateLook {
  readonly shape: 'disc' | 'triangle' | 'half' | 'cross' | 'ring' | 'dash';
  readonly word: string;
  readonly tone: 'good' | 'unsure' | 'quiet';
}

export const STATE_LOOKS: Readonly<Record<FeedState, StateLook>> = {
  ok: { shape: 'disc', word: 'OK', tone: 'good' },
  slow: { shape: 'triangle', word: 'Slow', tone: 'unsure' },
  partial: { shape: 'half', word: 'Partial', tone: 'unsure' },
  blind: { shape: 'cross', word: 'Blind', tone: 'unsure' },
  starting: { shape: 'ring', word: 'Starting', tone: 'quiet' },
  off: { shape: 'dash', word: 'Off', tone: 'quiet' },
};

const WORST_FIRST: readonly FeedState[] = ['blind', 'partial', 'slow', 'starting', 'ok', 'off'];

/** Worst first, then by name, so that what needs a person stands on top. */
export function byUrgency(feeds: readonly FeedHealth[]): FeedHealth[] {
  return [...feeds].sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state) || a.name.localeCompare(b.name));
}

/** One sentence over all feeds, e.g. `2 of 3 feeds answer. 1 is blind.` */
export function sumUp(feeds: readonly FeedHealth[]): string {
  const on = feeds.filter((feed) => feed.state !== 'off');
  const good = on.filter((feed) => feed.state === 'ok' || feed.state === 'slow' || feed.state === 'partial').length;
  const blind = on.filter((feed) => feed.state === 'blind').length;
  if (feeds.length === 0) return 'No feed yet.';
  if (on.length === 0) return 'Every feed is off: nothing is watched.';
  const head =
    good === on.length
      ? `${on.length === 1 ? 'The feed answers' : `All ${on.length} feeds answer`}.`
      : `${good} of ${on.length} feeds answer.`;
  return blind === 0 ? head : `${head} ${blind} ${blind === 1 ? 'is' : 'are'} blind: what happens there is not known.`;
}

/** Time to the next try, counting down: `in 8 s`, `in 2 min`, `now`; empty when none is planned. */
export function nextTryWords(nextTryAt: number | null, now: number): string {
  if (nextTryAt === null) return '—';
  const seconds = Math.ceil((nextTryAt - now) / 1000);
  if (seconds <= 0) return 'now';
  return seconds < 100 ? `in ${seconds} s` : `in ${Math.round(seconds / 60)} min`;
}

/** `every 15 s`, `every 0.5 s`, `every 2 min`. */
export function intervalWords(intervalMs: number): string {
  const seconds = intervalMs / 1000;
  if (seconds >= 120) return `every ${Math.round(seconds / 60)} min`;
  return `every ${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
}

/** `61 ms`, `3.2 s`, `—`. */
export function latencyWords(latencyMs: number | null): string {
  if (latencyMs === null) return '—';
  return latencyMs < 1000 ? `${Math.round(latencyMs)} ms` : `${(latencyMs / 1000).toFixed(1)} s`;
}
