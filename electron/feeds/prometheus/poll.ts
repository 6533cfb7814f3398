// One poll: every rule's query once, a few at a time. A rule that can not be judged keeps what it said and is told as unknown.
import type { FeedContext, FeedFailure, PeerHealth, PollResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { PrometheusConfig } from './config';
import { hasPast, recall } from './history';
import { readRule } from './map';
import { ask, placeInRule, queryOf } from './query';
import type { PrometheusRule } from './rule';
import { firing, step, type Tracks } from './track';

/** Queries that are under way at once; a Prometheus answers twenty at a time, to everybody. */
const AT_ONCE = 4;
/** After a longer silence the past is asked for again. */
const GAP_MS = 300_000;

/** What is remembered of one rule. */
interface RuleMemory {
  readonly tracks: Tracks;
  /** Unix ms of its last good answer; null: none in this run. */
  readonly judgedAt: number | null;
}

export interface Cursor {
  readonly rules: ReadonlyMap<string, RuleMemory>;
  readonly sightings: readonly Sighting[];
  /** All that is told besides the sightings, to notice when it changes. */
  readonly told: string;
}

interface Outcome {
  readonly rule: PrometheusRule;
  readonly memory: RuleMemory;
  readonly rejected: readonly Rejected[];
  readonly latencyMs: number | null;
  /** Why it is unknown; null when it was judged. */
  readonly failure: FeedFailure | null;
}

const NONE: RuleMemory = { tracks: new Map(), judgedAt: null };

/** `firingSince` of a series that fired before is kept, whatever the past can tell. */
function joined(past: Tracks, before: Tracks): Tracks {
  return new Map([...past].map(([key, track]) => [key, before.get(key)?.firingSince != null ? (before.get(key) ?? track) : track]));
}

/** At the first answer of a rule without a past nobody knows since when its series are there. */
function undated(tracks: Tracks): Tracks {
  return new Map([...tracks].map(([key, track]) => [key, { ...track, firingSince: 0, sighting: { ...track.sighting, startsAt: 0 } }]));
}

function failureOf(rule: PrometheusRule, asked: { failure: FeedFailure; at: { line: number; column: number } | null }): FeedFailure {
  if (asked.at === null) return { ...asked.failure, what: msg`Rule "${rule.name}": ${asked.failure.what}` };
  const { field, at } = placeInRule(rule, asked.at);
  const part = field === 'query' ? 'the query' : '"needs"';
  return {
    ...asked.failure,
    what: msg`Rule "${rule.name}": ${part} is wrong at line ${at.line}, column ${at.column}: ${asked.failure.what}.`,
  };
}

function unknown(rule: PrometheusRule, why: string, remedy = 'Look at the rule, and at what Prometheus scrapes.'): FeedFailure {
  return { kind: 'bad-answer', what: msg`Rule "${rule.name}" is unknown: ${why}.`, remedy };
}

async function judge(ctx: FeedContext, config: PrometheusConfig, rule: PrometheusRule, before: RuleMemory): Promise<Outcome> {
  const asked = await ask(ctx, config, 'query', { query: queryOf(rule) });
  if (!asked.ok) return { rule, memory: before, rejected: [], latencyMs: null, failure: failureOf(rule, asked) };
  const { latencyMs, warnings, value } = asked;
  const reading = readRule(rule, config.url, value, config.maxSeries);
  const why = reading.unknown ?? (warnings[0] === undefined ? null : msg`the server warns: ${warnings[0]}`);
  const { rejected } = reading;
  if (why !== null) return { rule, memory: before, rejected, latencyMs, failure: unknown(rule, why) };
  const isAsleep = before.judgedAt === null || Math.abs(ctx.now() - before.judgedAt) > GAP_MS;
  const past = isAsleep && hasPast(rule) ? joined(await recall(ctx, config, rule), before.tracks) : before.tracks;
  const now = ctx.now();
  const next = step(rule, past, reading.byKey, reading.unsure, now);
  const tracks = before.judgedAt === null && !hasPast(rule) ? undated(next) : next;
  const unsure = reading.unsure.size > 0 ? unknown(rule, `${reading.unsure.size} of its series have no value to judge`) : null;
  return { rule, memory: { tracks, judgedAt: now }, rejected, latencyMs, failure: unsure };
}

async function judgeAll(ctx: FeedContext, config: PrometheusConfig, cursor: Cursor | null): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < config.rules.length; at += AT_ONCE) {
    const some = config.rules.slice(at, at + AT_ONCE);
    outcomes.push(...(await Promise.all(some.map((rule) => judge(ctx, config, rule, cursor?.rules.get(rule.name) ?? NONE)))));
    const isDeaf = outcomes.every(({ failure, latencyMs }) => failure !== null && latencyMs === null && isOfServer(failure));
    if (isDeaf) break;
  }
  return outcomes;
}

/** Would every other rule fail in the same way? */
function isOfServer({ kind }: FeedFailure): boolean {
  return kind !== 'config' && kind !== 'server' && kind !== 'bad-answer';
}

function peersOf(config: PrometheusConfig, outcomes: readonly Outcome[]): readonly PeerHealth[] {
  const latencies = outcomes.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs]));
  const server = { url: config.url, isOk: true, latencyMs: latencies.length > 0 ? Math.max(...latencies) : null, failure: null };
  return [
    server,
    ...outcomes.map(
      ({ rule, latencyMs, failure }): PeerHealth => ({ url: rule.name, part: 'rule', isOk: failure === null, latencyMs, failure }),
    ),
  ];
}

function failedAltogether(outcomes: readonly Outcome[]): FeedFailure | null {
  const [first] = outcomes;
  if (!first?.failure || outcomes.some(({ failure, latencyMs }) => failure === null || latencyMs !== null)) return null;
  const isSame = outcomes.every(({ failure }) => failure?.kind === first.failure?.kind);
  const what = isSame && isOfServer(first.failure) ? first.failure.what.replace(/^Rule ".*?": /, '') : first.failure.what;
  return { ...first.failure, what };
}

function rejectedOf(outcomes: readonly Outcome[]): readonly Rejected[] {
  return outcomes.flatMap(({ rule, rejected, failure }) => [...rejected, ...(failure ? [{ where: rule.name, why: failure.what }] : [])]);
}

export async function poll(ctx: FeedContext, config: PrometheusConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const outcomes = await judgeAll(ctx, config, cursor);
  const failure = failedAltogether(outcomes);
  if (failure) {
    const peers = [{ url: config.url, isOk: false, latencyMs: null, failure }];
    return { kind: 'failed', failure, peers };
  }
  const peers = peersOf(config, outcomes);
  const rejected = rejectedOf(outcomes);
  const sightings = outcomes.flatMap(({ memory }) => firing(memory.tracks));
  const unheard = outcomes.find(({ memory }) => memory.judgedAt === null);
  const why = unheard ? msg`the rule "${unheard.rule.name}" has not been judged since the start` : null;
  const told = JSON.stringify([why, rejected]);
  const rules = new Map(outcomes.map(({ rule, memory }) => [rule.name, memory]));
  const isSame = cursor !== null && cursor.told === told && areSame(cursor.sightings, sightings);
  const next: Cursor = { rules, sightings: isSame ? cursor.sightings : sightings, told };
  if (isSame) return { kind: 'unchanged', cursor: next, peers };
  const absence = why === null ? ({ isTrusted: true } as const) : ({ isTrusted: false, why } as const);
  return { kind: 'snapshot', cursor: next, sightings, rejected, absence, peers };
}

function areSame(a: readonly Sighting[], b: readonly Sighting[]): boolean {
  return a.length === b.length && a.every((sighting, at) => sighting === b[at]);
}
