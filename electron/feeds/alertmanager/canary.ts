// A canary at an Alertmanager: a short-lived alert by its API. Alerts are not gossiped among peers, so it is cleared where it was posted.

import type { Labels } from '../../../shared/domain/alert';
import { CANARY_SUMMARY, canaryLabels } from '../../../shared/domain/canary';
import type { ActionResult, CanaryArgs, FeedContext, FeedFailure } from '../../../shared/feed';
import { matchesAll, parseMatcher } from '../../../shared/rules/matchers';
import { msg } from '../../../shared/words/words';
import { failureOfStatus } from '../http-answer';
import { askClock, onAnyPeer } from './any-peer';
import type { AlertmanagerConfig } from './config';
import { headersOf } from './headers';
import type { Tried } from './silences';

const FILTERED: FeedFailure = {
  kind: 'config',
  what: msg`The matchers of this feed would leave the canary out, so it could never come back.`,
  remedy: msg`Watch this Alertmanager with a feed whose matchers are plain (team="storage"), or prove another feed.`,
};

/** With what the feed's plain matchers ask for; null: its matchers leave every canary out. */
function labelsFor(config: AlertmanagerConfig, id: string): Labels | null {
  const matchers = config.filters.map(parseMatcher).filter((m) => m !== undefined);
  const wanted = matchers.filter((m) => m.isEqual && !m.isRegex && m.value !== '').map((m) => [m.name, m.value]);
  const labels = { ...Object.fromEntries(wanted), ...canaryLabels(id) };
  return matchesAll(config.filters)(labels) ? labels : null;
}

/** POST /api/v2/alerts answers 200 without a body; a start that is left out is the end, or the server's now. */
async function post(ctx: FeedContext, config: AlertmanagerConfig, url: string, labels: Labels, endsAt: number): Promise<Tried<string>> {
  const clock = await askClock(ctx, config, url);
  if (!clock.ok) return clock;
  const alert = { labels, annotations: { summary: CANARY_SUMMARY }, endsAt: new Date(endsAt + clock.value).toISOString() };
  const isOver = endsAt <= ctx.now();
  const startsAt = new Date(ctx.now() + clock.value).toISOString();
  const result = await ctx.http({
    method: 'POST',
    url: `${url}/api/v2/alerts`,
    headers: { ...headersOf(config), 'content-type': 'application/json' },
    body: JSON.stringify([isOver ? alert : { ...alert, startsAt }]),
  });
  if (!result.ok) return result;
  const failure = failureOfStatus(result.answer);
  return failure ? { ok: false, failure } : { ok: true, value: url };
}

/** `ref` holds the peer and the canary's id. */
export async function canary(ctx: FeedContext, config: AlertmanagerConfig, { id, until }: CanaryArgs): Promise<ActionResult> {
  const labels = labelsFor(config, id);
  if (!labels) return { ok: false, failure: FILTERED };
  const posted = await onAnyPeer(config, (url) => post(ctx, config, url, labels, until));
  return posted.ok ? { ok: true, ref: `${posted.value} ${id}`, until, isConfirmed: false } : posted;
}

export async function endCanary(ctx: FeedContext, config: AlertmanagerConfig, { ref }: { readonly ref: string }): Promise<ActionResult> {
  const [url = '', id = ''] = ref.split(' ');
  const labels = labelsFor(config, id);
  if (!labels || !config.urls.includes(url)) return { ok: true, ref: null, until: null, isConfirmed: false };
  const ended = await post(ctx, config, url, labels, ctx.now());
  return ended.ok ? { ok: true, ref, until: null, isConfirmed: true } : ended;
}
