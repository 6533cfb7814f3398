// One poll: hosts and services that are not fine, and, where some are held back, who holds them.
import type { FeedContext, FeedFailure, PeerHealth, PollResult, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { type Asked, askProblems, askReasons, statesOf } from './ask';
import type { IcingaConfig } from './config';
import { type IcingaAnswers, isSoft, mapAnswers, pendingKeys } from './map';
import { resultsOf } from './reasons';

export interface Cursor {
  readonly sightings: readonly Sighting[];
  /** Of all that was told last. */
  readonly print: string;
  /** Of the objects behind it, as `statesOf` prints them. */
  readonly states: string;
}

const NO_ICINGA: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The answer is JSON, but not a list of objects.`,
  remedy: msg`Check the address: is it Icinga 2's API, usually at port 5665?`,
};

function peer(url: string, latencyMs: number | null, failure: FeedFailure | null): readonly PeerHealth[] {
  return [{ url, isOk: failure === null, latencyMs, failure }];
}

function hasHeldBack(asked: readonly Asked[]): boolean {
  const rows = asked.flatMap((one) => (one.ok ? (resultsOf(one.value) ?? []) : []));
  return rows.some((row) => {
    const attrs = (row as { attrs?: { acknowledgement?: unknown; downtime_depth?: unknown } | null } | null)?.attrs;
    return Boolean(attrs?.acknowledgement) || Boolean(attrs?.downtime_depth);
  });
}

/** What a restart made the server forget until the next check is still what it was. */
function remembered(cursor: Cursor | null, answers: IcingaAnswers, told: readonly Sighting[]): readonly Sighting[] {
  const pending = pendingKeys(answers);
  const known = new Set(told.map((sighting) => sighting.key));
  return (cursor?.sightings ?? []).filter((sighting) => pending.has(sighting.key) && !known.has(sighting.key));
}

export async function poll(ctx: FeedContext, config: IcingaConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const failed = (failure: FeedFailure): PollResult<Cursor> => ({ kind: 'failed', failure, peers: peer(config.url, null, failure) });
  const [hosts, services] = await Promise.all([askProblems(ctx, config, 'hosts', false), askProblems(ctx, config, 'services', false)]);
  if (!hosts.ok) return failed(hosts.failure);
  if (!services.ok) return failed(services.failure);
  const [comments, downtimes] = hasHeldBack([hosts, services]) ? await askReasons(ctx, config) : [null, null];
  const answers: IcingaAnswers = {
    ...{ hosts: hosts.value, services: services.value },
    ...(comments?.ok && { comments: comments.value }),
    ...(downtimes?.ok && { downtimes: downtimes.value }),
  };
  const rows = [resultsOf(hosts.value), resultsOf(services.value)];
  const { sightings: mapped, rejected } = mapAnswers(answers);
  if (rows.includes(null) || (mapped.length === 0 && rejected.length > 0)) return failed(NO_ICINGA);
  const wanted = config.hasSoftStates ? mapped : mapped.filter((sighting) => !isSoft(sighting));
  const sightings = [...wanted, ...remembered(cursor, answers, mapped)];
  const print = ctx.digest(new TextEncoder().encode(JSON.stringify([sightings, rejected])));
  const peers = peer(config.url, Math.max(hosts.answer.latencyMs, services.answer.latencyMs), null);
  const states = statesOf(ctx, [hosts.value, services.value]);
  if (cursor?.print === print) return { kind: 'unchanged', cursor: { ...cursor, states }, peers };
  const isWhole = rejected.length === 0;
  return {
    kind: 'snapshot',
    cursor: { sightings, print, states },
    ...{ sightings, rejected, peers },
    absence: isWhole
      ? { isTrusted: true }
      : { isTrusted: false, why: msg`a row of the answer could not be read, and a missing alert may be that one` },
  };
}
