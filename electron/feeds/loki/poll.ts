// One poll: every rule's query once, a few at a time, and the last lines of what begins to fire. A rule that can not be judged keeps what
// it said and is told as unknown.
import type { FeedContext, FeedFailure, PeerHealth, PollResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { Place } from '../prometheus/query';
import { firing, step, type Tracks } from '../prometheus/track';
import { ask, nanoseconds } from './ask';
import type { LokiConfig } from './config';
import { lastLines } from './lines';
import { MOST_LINES, readLokiRule, withLines } from './map';
import { keptMemory, NONE, type RuleMemory, readMemory } from './memory';
import { type LokiRule, linesQuery, metricQuery, placeInRule } from './rule';

/** Queries under way at once: Loki queues few of a tenant. */
const AT_ONCE = 3;
/** Alerts whose lines are asked for in one poll; the rest has them at the next ones. */
const MOST_LOOKED_AT = 20;

export interface Cursor {
  readonly rules: ReadonlyMap<string, RuleMemory>;
  readonly sightings: readonly Sighting[];
  /** All that is told besides the sightings, to notice when it changes. */
  readonly told: string;
}

interface Outcome {
  readonly rule: LokiRule;
  readonly memory: RuleMemory;
  readonly rejected: readonly Rejected[];
  readonly latencyMs: number | null;
  /** Why it is unknown; null when it was judged. */
  readonly failure: FeedFailure | null;
}

function unknown(rule: LokiRule, why: string): FeedFailure {
  return { kind: 'bad-answer', what: msg`Rule "${rule.name}" is unknown: ${why}.`, remedy: msg`Look at its query.` };
}

function failureOf(rule: LokiRule, { failure, at: sent }: { failure: FeedFailure; at: Place | null }): FeedFailure {
  const at = sent && placeInRule(rule, sent);
  const place = at === null ? '' : `the query is wrong at line ${at.line}, column ${at.column}: `;
  return { ...failure, what: msg`Rule "${rule.name}": ${place}${failure.what}` };
}

/** Lines for what has begun to fire; an alert whose lines can not be had now goes without them until they can. */
async function lined(ctx: FeedContext, config: LokiConfig, rule: LokiRule, tracks: Tracks): Promise<Tracks> {
  const { lines } = rule;
  if (lines === null) return tracks;
  const bare = [...tracks].filter(([, { firingSince, sighting }]) => firingSince !== null && sighting.annotations.lines === undefined);
  const next = new Map(tracks);
  for (const [key, track] of bare.slice(0, MOST_LOOKED_AT)) {
    const range = {
      start: nanoseconds(ctx.now() - lines.withinMs),
      end: nanoseconds(ctx.now()),
      limit: String(MOST_LINES),
      direction: 'backward',
    };
    const asked = await ask(ctx, config, 'query_range', { query: linesQuery(rule, track.sighting.labels), ...range });
    if (!asked.ok) {
      ctx.log('info', `the lines of "${rule.name}" could not be had: ${asked.failure.what}`);
      break;
    }
    next.set(key, { ...track, sighting: withLines(track.sighting, lastLines(asked.value, MOST_LINES) ?? []) });
  }
  return next;
}

async function judge(ctx: FeedContext, config: LokiConfig, rule: LokiRule, before: RuleMemory): Promise<Outcome> {
  const asked = await ask(ctx, config, 'query', { query: metricQuery(rule), time: nanoseconds(ctx.now()) });
  if (!asked.ok) return { rule, memory: before, rejected: [], latencyMs: null, failure: failureOf(rule, asked) };
  const { latencyMs, value } = asked;
  const { byKey, unsure, rejected, unknown: why } = readLokiRule(rule, value, config.maxSeries);
  if (why !== null) return { rule, memory: before, rejected, latencyMs, failure: unknown(rule, why) };
  const now = ctx.now();
  const tracks = await lined(ctx, config, rule, step(rule, before.tracks, byKey, unsure, now));
  const failure = unsure.size > 0 ? unknown(rule, `${unsure.size} of its series have no value to judge`) : null;
  return { rule, memory: { tracks, judgedAt: now }, rejected, latencyMs, failure };
}

/** Would every other rule fail in the same way? */
function isOfServer({ kind }: FeedFailure): boolean {
  return kind !== 'config' && kind !== 'bad-answer';
}

async function judgeAll(ctx: FeedContext, config: LokiConfig, before: ReadonlyMap<string, RuleMemory>): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < config.rules.length; at += AT_ONCE) {
    const some = config.rules.slice(at, at + AT_ONCE);
    outcomes.push(...(await Promise.all(some.map((rule) => judge(ctx, config, rule, before.get(rule.name) ?? NONE)))));
    if (outcomes.every(({ failure, latencyMs }) => failure !== null && latencyMs === null && isOfServer(failure))) break;
  }
  return outcomes;
}

function failedAltogether(outcomes: readonly Outcome[]): FeedFailure | null {
  const [first] = outcomes;
  if (!first?.failure || outcomes.some(({ failure, latencyMs }) => failure === null || latencyMs !== null)) return null;
  return { ...first.failure, what: isOfServer(first.failure) ? first.failure.what.replace(/^Rule ".*?": /, '') : first.failure.what };
}

function peersOf({ url }: LokiConfig, outcomes: readonly Outcome[]): readonly PeerHealth[] {
  const latencies = outcomes.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]));
  const server = { url, isOk: true, latencyMs: latencies.length > 0 ? Math.max(...latencies) : null, failure: null };
  const rules = outcomes.map(
    ({ rule, latencyMs, failure }): PeerHealth => ({ url: rule.name, part: 'rule', isOk: failure === null, latencyMs, failure }),
  );
  return [server, ...rules];
}

export async function poll(ctx: FeedContext, config: LokiConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const before = cursor?.rules ?? readMemory(ctx.keep.read(), config.rules, ctx.now());
  const outcomes = await judgeAll(ctx, config, before);
  const failure = failedAltogether(outcomes);
  if (failure) return { kind: 'failed', failure, peers: [{ url: config.url, isOk: false, latencyMs: null, failure }] };
  const peers = peersOf(config, outcomes);
  const rejected = outcomes.flatMap(({ rule, rejected: rows, failure: why }) => [
    ...rows,
    ...(why ? [{ where: rule.name, why: why.what }] : []),
  ]);
  const sightings = outcomes.flatMap(({ memory }) => firing(memory.tracks));
  const unheard = outcomes.length < config.rules.length ? undefined : outcomes.find(({ memory }) => memory.judgedAt === null);
  const isCut = outcomes.length < config.rules.length;
  const why = isCut
    ? msg`not all rules were judged`
    : unheard
      ? msg`the rule "${unheard.rule.name}" has not been judged since the start`
      : null;
  const told = JSON.stringify([why, rejected]);
  const rules = new Map([...before, ...outcomes.map(({ rule, memory }) => [rule.name, memory] as const)]);
  ctx.keep.write(keptMemory(config.rules, rules));
  const isSame = cursor !== null && cursor.told === told && areSame(cursor.sightings, sightings);
  const next: Cursor = { rules, sightings: isSame ? cursor.sightings : sightings, told };
  if (isSame) return { kind: 'unchanged', cursor: next, peers };
  const absence = why === null ? ({ isTrusted: true } as const) : ({ isTrusted: false, why } as const);
  return { kind: 'snapshot', cursor: next, sightings, rejected, absence, peers };
}

function areSame(a: readonly Sighting[], b: readonly Sighting[]): boolean {
  return a.length === b.length && a.every((sighting, at) => sighting === b[at]);
}
