// Asks one peer. Every answer ends as rows or as a failure; an answer that is not a whole list of alerts is a failure, never "no alerts".
import type { FeedContext, FeedFailure, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { failureOfStatus } from '../http-answer';
import type { AlertmanagerConfig } from './config';
import { headersOf } from './headers';
import type { Rows } from './map';
import type { PeerMemory } from './memory';
import { NO_PIECES, readAnswer } from './read-answer';
import { askStanding } from './restart';

export interface PeerAnswer {
  readonly url: string;
  readonly latencyMs: number;
  readonly memory: PeerMemory;
}
export interface PeerSilence {
  readonly url: string;
  readonly failure: FeedFailure;
}

function alertsUrl(base: string, config: AlertmanagerConfig): string {
  const query = new URLSearchParams({ active: 'true', silenced: 'true', inhibited: 'true', unprocessed: 'true' });
  for (const filter of config.filters) query.append('filter', filter);
  if (config.receiver) query.set('receiver', config.receiver);
  return `${base}/api/v2/alerts?${query}`;
}

function noneIsAnAlert({ total, rejected }: Rows): FeedFailure {
  return {
    kind: 'bad-answer',
    what: msg`None of the ${total} rows of the answer is an alert (${rejected[0]?.why ?? 'unknown'}).`,
    remedy: msg`Check the address: is it an Alertmanager with API v2?`,
  };
}

function hasLost(before: ReadonlyMap<string, Sighting>, now: ReadonlyMap<string, Sighting>): boolean {
  for (const key of before.keys()) if (!now.has(key)) return true;
  return false;
}

/** Polls one peer. `known` are the merged sightings of the last poll, reused where nothing changed. */
export async function askPeer(
  ctx: FeedContext,
  config: AlertmanagerConfig,
  url: string,
  before: PeerMemory | undefined,
  known: ReadonlyMap<string, Sighting>,
): Promise<PeerAnswer | PeerSilence> {
  const result = await ctx.http({ url: alertsUrl(url, config), headers: headersOf(config) });
  if (!result.ok) return { url, failure: result.failure };
  const { answer } = result;
  const failure = failureOfStatus(answer);
  if (failure) return { url, failure };
  const okAt = ctx.now();
  const { latencyMs } = answer;
  if (before && before.digest === answer.digest && before.failingSince === null) {
    return { url, latencyMs, memory: { ...before, okAt } };
  }
  const read = await readAnswer(answer, before?.pieces ?? NO_PIECES, (key) => before?.byKey.get(key) ?? known.get(key), ctx);
  if ('kind' in read) return { url, failure: read };
  const { rows, pieces } = read;
  if (rows.total > 0 && rows.byKey.size === 0) return { url, failure: noneIsAnAlert(rows) };
  const isRestartPossible = !before || before.failingSince !== null || hasLost(before.byKey, rows.byKey);
  const standing = isRestartPossible ? await askStanding(ctx, config, url, before) : before;
  if ('failure' in standing) return { url, failure: standing.failure };
  const { byKey, rejected, nameless } = rows;
  const { run, graceUntil } = standing;
  return {
    url,
    latencyMs,
    memory: { digest: answer.digest, pieces, byKey, rejected, nameless, okAt, failingSince: null, run, graceUntil, held: [] },
  };
}
