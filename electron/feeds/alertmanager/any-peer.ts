// Which of several peers is written to, and how far its clock is ahead.
import type { FeedContext, FeedFailure } from '../../../shared/feed';
import { clockAheadMs } from '../http-answer';
import type { AlertmanagerConfig } from './config';
import { headersOf } from './headers';
import type { Tried } from './silences';

/** Would another peer perhaps do it? A refusal in the server's own words would be the same everywhere. */
function isWorthAnotherPeer(failure: FeedFailure): boolean {
  return failure.kind !== 'config' && failure.kind !== 'bad-answer' && failure.kind !== 'aborted';
}

/** The first peer that does it; the last failure if none does. */
export async function onAnyPeer<T>(config: AlertmanagerConfig, act: (url: string) => Promise<Tried<T>>): Promise<Tried<T>> {
  let last: Tried<T> | null = null;
  for (const url of config.urls) {
    last = await act(url);
    if (last.ok || !isWorthAnotherPeer(last.failure)) return last;
  }
  return last as Tried<T>;
}

/** How far the server's clock is ahead, from a cheap answer. */
export async function askClock(ctx: FeedContext, config: AlertmanagerConfig, url: string): Promise<Tried<number>> {
  const result = await ctx.http({ url: `${url}/api/v2/receivers`, headers: headersOf(config) });
  return result.ok ? { ok: true, value: clockAheadMs(result.answer, ctx.now()) } : result;
}
