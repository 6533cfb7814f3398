// Asks one peer. Every answer ends as rows or as a failure; an answer that is not a whole list of alerts is a failure, never "no alerts".
import type { FeedContext, FeedFailure, HttpAnswer, Sighting } from '../../../shared/feed';
import { failureOfStatus, notJson } from '../http-answer';
import type { AlertmanagerConfig } from './config';
import { headersOf } from './headers';
import { createRowReader, type Rows } from './map';
import type { PeerMemory } from './memory';
import { parsePieces } from './pieces';
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

/** After so many pieces the engine gets to do something else. */
const PIECES_AT_ONCE = 16;

function alertsUrl(base: string, config: AlertmanagerConfig): string {
  const query = new URLSearchParams({ active: 'true', silenced: 'true', inhibited: 'true', unprocessed: 'true' });
  for (const filter of config.filters) query.append('filter', filter);
  if (config.receiver) query.set('receiver', config.receiver);
  return `${base}/api/v2/alerts?${query}`;
}

async function readRows(answer: HttpAnswer, known: (key: string) => Sighting | undefined, ctx: FeedContext): Promise<Rows | FeedFailure> {
  const reader = createRowReader(known);
  let pieces = 0;
  try {
    for (const piece of parsePieces(answer.chunks)) {
      if (piece === null)
        return {
          kind: 'bad-answer',
          what: 'The answer is JSON, but not a list of alerts.',
          remedy: 'Check the address: is it an Alertmanager with API v2?',
        };
      reader.add(piece);
      pieces += 1;
      if (pieces % PIECES_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
      if (ctx.isAborted())
        return { kind: 'aborted', what: 'The poll was given up.', remedy: 'Nothing to do: it is tried again by itself.' };
    }
  } catch (error) {
    if (error instanceof SyntaxError) return notJson(answer);
    throw error;
  }
  const { rows } = reader;
  if (rows.total > 0 && rows.byKey.size === 0) {
    return {
      kind: 'bad-answer',
      what: `None of the ${rows.total} rows of the answer is an alert (${rows.rejected[0]?.why ?? 'unknown'}).`,
      remedy: 'Check the address: is it an Alertmanager with API v2?',
    };
  }
  return rows;
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
  const rows = await readRows(answer, (key) => before?.byKey.get(key) ?? known.get(key), ctx);
  if ('kind' in rows) return { url, failure: rows };
  const isRestartPossible = !before || before.failingSince !== null || hasLost(before.byKey, rows.byKey);
  const standing = isRestartPossible ? await askStanding(ctx, config, url, before) : before;
  if ('failure' in standing) return { url, failure: standing.failure };
  const { byKey, rejected, nameless } = rows;
  const { run, graceUntil } = standing;
  return {
    url,
    latencyMs,
    memory: { digest: answer.digest, byKey, rejected, nameless, okAt, failingSince: null, run, graceUntil, held: [] },
  };
}
