// One poll is two requests, whatever the number of problems: the problems, and all triggers that they are about at once.
import type { FeedContext, FeedFailure, PeerHealth, PollResult, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { noRowReadable } from '../http-answer';
import { askVersion, type Called, call, type Version } from './api';
import type { ZabbixConfig } from './config';
import { mapProblems, triggerIdsOf } from './map';

export interface Cursor {
  readonly version: Version;
  /** Digests of the last two answers. */
  readonly digest: string;
  readonly sightings: readonly Sighting[];
  readonly rejectedCount: number;
}

const PROBLEM_FIELDS = ['eventid', 'objectid', 'clock', 'name', 'severity', 'acknowledged', 'suppressed', 'opdata'];
const NO_LIST: FeedFailure = {
  kind: 'bad-answer',
  what: msg`Zabbix answered without a list of problems.`,
  remedy: msg`Check the address, and whether something between changes its answers.`,
};

/** Zabbix answers with an empty list to a user without rights, too. */
const SEES_NOTHING: FeedFailure = {
  kind: 'auth',
  what: msg`The token's user sees no host, so it would be told of no problem.`,
  remedy: msg`Give its user group the right to read the host groups, and check this feed's host groups.`,
};

function problemQuery({ leastSeverity, groupIds }: ZabbixConfig): object {
  return {
    output: PROBLEM_FIELDS,
    ...{ selectTags: 'extend', selectSuppressionData: 'extend' },
    ...{ source: 0, object: 0, recent: false, sortfield: ['eventid'], sortorder: 'ASC' },
    ...(leastSeverity > 0 && { severities: [0, 1, 2, 3, 4, 5].filter((severity) => severity >= leastSeverity) }),
    ...(groupIds.length > 0 && { groupids: groupIds }),
  };
}

/** About the problems' triggers; where there is no problem, whether the token's user would be told of any. */
async function secondQuestion(ctx: FeedContext, config: ZabbixConfig, version: Version, problems: readonly unknown[]): Promise<Called> {
  if (problems.length > 0) {
    const fields = { output: ['triggerid'], monitored: true, selectHosts: ['host', 'name'], selectDependencies: ['triggerid'] };
    const called = await call(ctx, config, version, 'trigger.get', { triggerids: triggerIdsOf(problems), ...fields });
    return called.ok && !Array.isArray(called.result) ? { ok: false, failure: NO_LIST } : called;
  }
  const groups = config.groupIds.length > 0 ? { groupids: config.groupIds } : {};
  const called = await call(ctx, config, version, 'host.get', { countOutput: true, ...groups });
  if (!called.ok) return called;
  if (!/^\d+$/.test(String(called.result))) return { ok: false, failure: NO_LIST };
  return Number(called.result) === 0 ? { ok: false, failure: SEES_NOTHING } : { ...called, answer: { result: [] } };
}

function failed(url: string, failure: FeedFailure): PollResult<Cursor> {
  return { kind: 'failed', failure, peers: [{ url, isOk: false, latencyMs: null, failure }] };
}

/** Everything of a sighting that is a transition when it changes; what a problem measures just now is none. */
function print({ key, severity, startsAt, suppression, labels }: Sighting): string {
  return JSON.stringify([key, severity, startsAt, suppression, labels]);
}

/** The sightings with those of the last answer in the place of what says the same; null when all of them do. */
function reused(now: readonly Sighting[], before: readonly Sighting[]): readonly Sighting[] | null {
  const known = new Map(before.map((sighting) => [sighting.key, sighting]));
  const next = now.map((sighting) => {
    const old = known.get(sighting.key);
    return old && print(old) === print(sighting) ? old : sighting;
  });
  return next.length === before.length && next.every((sighting, at) => sighting === before[at]) ? null : next;
}

export async function poll(ctx: FeedContext, config: ZabbixConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const asked = cursor ? ({ ok: true, version: cursor.version } as const) : await askVersion(ctx, config);
  if (!asked.ok) return failed(config.url, asked.failure);
  const { version } = asked;
  const problems = await call(ctx, config, version, 'problem.get', problemQuery(config));
  if (!problems.ok) return failed(config.url, problems.failure);
  if (!Array.isArray(problems.result)) return failed(config.url, NO_LIST);
  const triggers = await secondQuestion(ctx, config, version, problems.result);
  if (!triggers.ok) return failed(config.url, triggers.failure);
  const latencyMs = problems.latencyMs + triggers.latencyMs;
  const peers: readonly PeerHealth[] = [{ url: config.url, isOk: true, latencyMs, failure: null }];
  const digest = `${problems.digest} ${triggers.digest}`;
  if (cursor?.digest === digest) return { kind: 'unchanged', cursor, peers };

  const { sightings, rejected } = mapProblems({ url: config.url, problems: problems.answer, triggers: triggers.answer });
  if (sightings.length === 0 && rejected.length > 0) return failed(config.url, noRowReadable(rejected, problems.result.length));
  const next = cursor && cursor.rejectedCount === rejected.length ? reused(sightings, cursor.sightings) : sightings;
  if (next === null && cursor) return { kind: 'unchanged', cursor: { ...cursor, digest }, peers };
  const memory: Cursor = { version, digest, sightings: next ?? sightings, rejectedCount: rejected.length };
  const absence =
    rejected.length === 0
      ? ({ isTrusted: true } as const)
      : ({ isTrusted: false, why: msg`a row of the answer could not be read, and a missing problem may be that one` } as const);
  return { kind: 'snapshot', cursor: memory, sightings: memory.sightings, rejected, absence, peers };
}
