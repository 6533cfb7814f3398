// One poll looks at the targets whose time has come. A target that fails is an alert; where nothing at all answers, it may be this
// machine that is cut off: then nothing is said about any target, and the feed tells that it sees nothing.
import type { FeedContext, FeedFailure, PeerHealth, PollResult, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import type { ProbeConfig } from './config';
import { type Condition, isThere, judge, type Outcome } from './judge';
import { type Finding, mapFindings } from './map';
import { keptMemory, printOf, readMemory } from './memory';
import { isLocal, type Target } from './target';
import { type Known, tracked } from './track';

export interface Cursor {
  readonly known: ReadonlyMap<string, Known>;
  readonly sightings: readonly Sighting[];
  readonly print: string;
  /** Of what is remembered over restarts. */
  readonly keptPrint: string;
}

/** Looks under way at the same time. */
const AT_ONCE = 16;
/** Polls come with some jitter: what is due within this is due now. */
const EARLY_MS = 500;
const MOST_WITNESSES = 3;

const CUT_OFF: FeedFailure = {
  kind: 'unreachable',
  what: msg`Nothing outside this machine answers, so its own network is in doubt and no target is judged.`,
  remedy: msg`Check the network and the VPN. If only the targets are away: name a witness that always answers in the settings of this feed.`,
};
const GIVEN_UP: FeedFailure = { kind: 'aborted', what: msg`The looks were given up.`, remedy: msg`They are taken again by themselves.` };

async function lookAtAll(ctx: FeedContext, targets: readonly Target[]): Promise<readonly (readonly [Target, Outcome])[]> {
  const found: (readonly [Target, Outcome])[] = [];
  const queue = [...targets];
  const worker = async (): Promise<void> => {
    for (let target = queue.shift(); target && !ctx.isAborted(); target = queue.shift()) found.push([target, await judge(ctx, target)]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}

type Looked = Awaited<ReturnType<typeof lookAtAll>>;

/** Silent targets away from this machine while nothing else out there answers either. */
async function inDoubt(ctx: FeedContext, config: ProbeConfig, looked: Looked): Promise<ReadonlySet<Target>> {
  const outside = looked.filter(([target]) => !isLocal(target));
  const silent = outside.filter(([, outcome]) => !outcome.hasAnswered).map(([target]) => target);
  if (silent.length === 0 || silent.length < outside.length) return new Set();
  const seen = new Set(looked.map(([target]) => target));
  const others = config.targets.filter((target) => !seen.has(target) && !isLocal(target)).slice(0, MOST_WITNESSES);
  const witnesses = await Promise.all([...config.witnesses, ...others].map((target) => isThere(ctx, target)));
  return witnesses.includes(true) ? new Set() : new Set(silent);
}

function severityOf(target: Target, condition: Condition, words: string): Finding['severity'] {
  return condition === 'down' || words.includes('ran out') ? target.severity : 'warning';
}

function findingsOf(targets: readonly Target[], known: ReadonlyMap<string, Known>): readonly Finding[] {
  return targets.flatMap((target) =>
    Object.entries(known.get(target.name)?.streaks ?? {}).flatMap(([condition, streak]) =>
      streak.isFiring
        ? [
            {
              ...{ target: target.name, address: target.address, kind: target.what.kind, condition: condition as Condition },
              ...{ severity: severityOf(target, condition as Condition, streak.words), words: streak.words, since: streak.since },
              failures: target.failures,
            },
          ]
        : [],
    ),
  );
}

function peersOf(targets: readonly Target[], known: ReadonlyMap<string, Known>, doubted: ReadonlySet<Target>): readonly PeerHealth[] {
  return targets.map((target) => {
    const failure = doubted.has(target) ? CUT_OFF : null;
    return { url: target.name, part: 'rule', isOk: failure === null, latencyMs: known.get(target.name)?.latencyMs ?? null, failure };
  });
}

export async function poll(ctx: FeedContext, config: ProbeConfig, cursor: Cursor | null): Promise<PollResult<Cursor>> {
  const { targets } = config;
  const before = cursor?.known ?? readMemory(ctx.keep.read(), targets, ctx.now());
  const isDue = ({ name, everyMs }: Target) => ctx.now() - (before.get(name)?.lookedAt ?? -Infinity) >= everyMs - EARLY_MS;
  const looked = await lookAtAll(ctx, targets.filter(isDue));
  if (ctx.isAborted()) return { kind: 'failed', failure: GIVEN_UP, peers: [] };
  const doubted = await inDoubt(ctx, config, looked);
  if (ctx.isAborted()) return { kind: 'failed', failure: GIVEN_UP, peers: [] };
  if (doubted.size > 0 && doubted.size === looked.length)
    return { kind: 'failed', failure: CUT_OFF, peers: peersOf(targets, before, doubted) };
  const known = new Map([...before].filter(([name]) => targets.some((target) => target.name === name)));
  for (const [target, outcome] of looked) {
    if (!doubted.has(target)) known.set(target.name, tracked(target, known.get(target.name), outcome, ctx.now()));
  }
  const keptPrint = printOf(known);
  if (cursor?.keptPrint !== keptPrint) ctx.keep.write(keptMemory(targets, known));
  const { sightings, rejected } = mapFindings(findingsOf(targets, known));
  const undecided = targets.some((target) => known.get(target.name)?.isDecided !== true);
  const peers = peersOf(targets, known, doubted);
  const print = JSON.stringify([sightings, rejected, undecided]);
  if (cursor?.print === print) return { kind: 'unchanged', cursor: { ...cursor, known, keptPrint }, peers };
  return {
    ...{ kind: 'snapshot', cursor: { known, sightings, print, keptPrint }, sightings, rejected, peers },
    absence: undecided
      ? { isTrusted: false, why: msg`a target that fails has not failed often enough yet to know whether it is down` }
      : { isTrusted: true },
  };
}
