// A feed's health in words and shapes: a person must read it in one glance and without colour.
import type { FeedHealth } from '../../../shared/contract';
import { msg } from '../../../shared/words/words';

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
  slow: { shape: 'triangle', word: msg`Slow`, tone: 'unsure' },
  partial: { shape: 'half', word: msg`Partial`, tone: 'unsure' },
  blind: { shape: 'cross', word: msg`Blind`, tone: 'unsure' },
  starting: { shape: 'ring', word: msg`Starting`, tone: 'quiet' },
  off: { shape: 'dash', word: msg`Off`, tone: 'quiet' },
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
  if (feeds.length === 0) return msg`No feed yet.`;
  if (on.length === 0) return msg`Every feed is off: nothing is watched.`;
  const head =
    good === on.length
      ? `${on.length === 1 ? msg`The feed answers` : msg`All ${on.length} feeds answer`}.`
      : msg`${good} of ${on.length} feeds answer.`;
  return blind === 0 ? head : msg`${head} ${blind} ${blind === 1 ? msg`is` : msg`are`} blind: what happens there is not known.`;
}

/** Time to the next try, counting down: `in 8 s`, `in 2 min`, `now`; empty when none is planned. */
export function nextTryWords(nextTryAt: number | null, now: number): string {
  if (nextTryAt === null) return '—';
  const seconds = Math.ceil((nextTryAt - now) / 1000);
  if (seconds <= 0) return msg`now`;
  return seconds < 100 ? msg`in ${seconds} s` : msg`in ${Math.round(seconds / 60)} min`;
}

/** `every 15 s`, `every 0.5 s`, `every 2 min`. */
export function intervalWords(intervalMs: number): string {
  const seconds = intervalMs / 1000;
  if (seconds >= 120) return msg`every ${Math.round(seconds / 60)} min`;
  return msg`every ${seconds < 10 ? Number(seconds.toFixed(1)) : Math.round(seconds)} s`;
}

/** `61 ms`, `3.2 s`, `—`. */
export function latencyWords(latencyMs: number | null): string {
  if (latencyMs === null) return '—';
  return latencyMs < 1000 ? msg`${Math.round(latencyMs)} ms` : `${(latencyMs / 1000).toFixed(1)} s`;
}
