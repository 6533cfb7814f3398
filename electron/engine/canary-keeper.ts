// Proves detection feed by feed, as often as the settings say and when a person asks. A proof that fails (at once by hand, twice in a
// row by the clock) or stays away becomes an incident of our own, until the next good one.
import type { FeedHealth } from '../../shared/contract';
import type { Sighting } from '../../shared/feed';
import { OWN_FEED } from '../../shared/log/decide/context';
import type { Draft, LogEvent } from '../../shared/log/event';
import type { ProofStep } from '../../shared/log/kinds/proof';
import { failedAt, type ProofRecord } from '../../shared/log/views/proof';
import type { FeedSettings, Settings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { FeedRunner } from '../feeds/runner';
import { CanaryRun, type CanaryRunDeps, clearCanary } from './canary-run';

export interface CanaryKeeperDeps extends Omit<CanaryRunDeps, 'runner' | 'ending'> {
  readonly runner: Pick<FeedRunner, 'act' | 'askSooner' | 'health' | 'can'>;
  readonly settings: () => Settings;
  readonly newId: () => string;
  /** Our own alerts about proofs. */
  readonly speak: (sightings: readonly Sighting[]) => void;
}

const NAME = 'CanaryFailed';
const KEY = 'canary:';
const MINUTE_MS = 60_000;
/** Failed proofs in a row that nobody asked for, before it is told. */
const FAILURES_TOLD = 2;
/** So many intervals without any proof are told. */
const OVERDUE_INTERVALS = 3;
/** A clock that stood still for longer: the machine slept, and nothing was overdue meanwhile. */
const GAP_MS = 15_000;

export class CanaryKeeper {
  private readonly deps: CanaryKeeperDeps & Pick<CanaryRunDeps, 'ending'>;
  private readonly ends = new Set<Promise<void>>();
  private readonly runs = new Map<string, CanaryRun>();
  private readonly clearing = new Set<string>();
  /** Of a clearing that failed, Unix ms. */
  private clearAfter = 0;
  private watchedSince: number;
  private beatAt: number;
  private readonly stopping = new AbortController();

  constructor(deps: CanaryKeeperDeps) {
    this.deps = { ...deps, ending: this.stopping.signal };
    this.watchedSince = deps.now();
    this.beatAt = deps.now();
    deps.desk.onCommit((events) => this.onCommit(events));
  }

  stepOf(feed: string): ProofStep | null {
    return this.runs.get(feed)?.step ?? null;
  }

  /** Why it can not begin; null: it began. */
  prove(feed: string, isByHand: boolean): string | null {
    if (this.runs.has(feed)) return 'A proof of this feed is on its way already.';
    if (!this.deps.runner.can(feed, 'canary')) return 'This feed takes no canary, or is not running.';
    const run = new CanaryRun(this.deps, { feed, isByHand, canary: this.deps.newId() });
    this.runs.set(feed, run);
    this.deps.moved();
    const end = run.run().finally(() => {
      this.runs.delete(feed);
      this.ends.delete(end);
      if (this.isStopped) return;
      this.deps.moved();
      this.deps.desk.writes.attempt(() => this.review());
    });
    this.ends.add(end);
    return null;
  }

  onSeen(feed: string, sightings: readonly Sighting[]): void {
    this.runs.get(feed)?.onSeen(sightings);
  }

  /** What the clock alone brings about. */
  beat(): void {
    if (this.isStopped) return;
    const now = this.deps.now();
    if (now - this.beatAt > GAP_MS || now < this.beatAt) this.watchedSince = now;
    this.beatAt = now;
    this.clearLeft(now);
    const healths = new Map(this.deps.runner.health().map((f) => [f.feed, f]));
    for (const feed of this.deps.settings().feeds) if (this.isDue(feed, now) && seesWell(healths.get(feed.id))) this.prove(feed.id, false);
    this.review();
  }

  /** Resolves when nothing is written any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.ends);
  }

  private get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private recordOf(feed: string): ProofRecord | undefined {
    return this.deps.desk.state.proofs.get(feed);
  }

  private isDue({ id, canaryMinutes, isEnabled }: FeedSettings, now: number): boolean {
    if (!isEnabled || canaryMinutes === 0 || this.runs.has(id)) return false;
    const record = this.recordOf(id);
    const lastAt = Math.max(record?.provedAt ?? 0, record?.failure?.at ?? 0);
    const intervalMs = canaryMinutes * MINUTE_MS;
    const pauseMs = record?.failures === 1 ? Math.min(MINUTE_MS, intervalMs) : intervalMs;
    return now >= lastAt + pauseMs || lastAt > now + MINUTE_MS;
  }

  /** What a run left behind that this engine knows nothing of: it died in the middle. */
  private clearLeft(now: number): void {
    if (now < this.clearAfter) return;
    for (const [feed, { open }] of this.deps.desk.state.proofs) {
      if (!open || this.runs.has(feed) || this.clearing.has(feed)) continue;
      const gone = (): void => this.note({ kind: 'canary.cleared', data: { feed, canary: open.canary } });
      if (open.until <= now) {
        gone();
        continue;
      }
      this.clearing.add(feed);
      void clearCanary(this.deps, feed, open.ref).then((cleared) => {
        this.clearing.delete(feed);
        if (this.isStopped) return;
        if (cleared.ok) gone();
        else this.clearAfter = this.deps.now() + 5_000;
      });
    }
  }

  /** Tells what became wrong and what is right again. */
  private review(): void {
    const told = this.told();
    const { feeds } = this.deps.settings();
    const sightings: Sighting[] = [];
    for (const feed of feeds) {
      const trouble = this.troubleOf(feed);
      if (trouble && !told.has(feed.id)) sightings.push(sighting(feed, 'firing', trouble));
      if (told.has(feed.id) && this.isOver(feed)) sightings.push(sighting(feed, 'resolved', null));
    }
    for (const id of told) if (!feeds.some((f) => f.id === id)) sightings.push(sighting({ id, name: id }, 'resolved', null));
    if (sightings.length > 0) this.deps.speak(sightings);
  }

  private troubleOf({ id, canaryMinutes, isEnabled }: FeedSettings): Trouble | null {
    if (!isEnabled) return null;
    const record = this.recordOf(id);
    const failure = record?.failure;
    if (failure) {
      const isTold = failure.isByHand || (canaryMinutes > 0 && (record?.failures ?? 0) >= FAILURES_TOLD);
      const { why, remedy, at } = failure;
      return isTold ? { words: `${failedAt(failure.step)}: ${why}`, remedy, since: record?.failingSince ?? at } : null;
    }
    if (canaryMinutes === 0 || this.runs.has(id)) return null;
    const since = Math.max(record?.provedAt ?? 0, this.watchedSince);
    const limitMs = OVERDUE_INTERVALS * canaryMinutes * MINUTE_MS;
    const words = `no proof for ${OVERDUE_INTERVALS * canaryMinutes} min`;
    return this.deps.now() - since > limitMs ? { words, remedy: msg`Look at the feed: a blind feed is not proved.`, since } : null;
  }

  /** Only a good proof ends it, or that nobody wants one any more. */
  private isOver({ id, canaryMinutes, isEnabled }: FeedSettings): boolean {
    const record = this.recordOf(id);
    if (!isEnabled) return true;
    if (record?.failure) return canaryMinutes === 0 && !record.failure.isByHand;
    return canaryMinutes === 0 || (record?.provedAt ?? 0) > this.deps.now() - OVERDUE_INTERVALS * canaryMinutes * MINUTE_MS;
  }

  /** Feeds about which an alert of ours is firing, also from an earlier run of the engine. */
  private told(): Set<string> {
    const told = new Set<string>();
    for (const { row, alerts } of this.deps.desk.state.incidents.values()) {
      if (!row.feeds.includes(OWN_FEED)) continue;
      for (const a of alerts.values()) if (a.feed === OWN_FEED && a.isFiring && a.key.startsWith(KEY)) told.add(a.key.slice(KEY.length));
    }
    return told;
  }

  private onCommit(events: readonly LogEvent[]): void {
    for (const run of this.runs.values()) run.onCommit(events);
  }

  private note(event: Pick<Draft, 'kind' | 'data'>): void {
    const { desk } = this.deps;
    desk.writes.attempt(() => desk.transact(() => [{ incident: null, actor: 'rules', ...event } as Draft]));
  }
}

interface Trouble {
  readonly words: string;
  readonly remedy: string;
  /** Unix ms. */
  readonly since: number;
}

/** A blind feed is told as such already, and one that starts has said nothing yet. */
function seesWell(health: FeedHealth | undefined): boolean {
  return health !== undefined && health.state !== 'blind' && health.state !== 'starting' && health.state !== 'off';
}

function sighting(feed: Pick<FeedSettings, 'id' | 'name'>, state: Sighting['state'], trouble: Trouble | null): Sighting {
  return {
    key: `${KEY}${feed.id}`,
    state,
    name: NAME,
    summary: `Detection is not proved for ${feed.name}${trouble ? `: ${trouble.words}` : ''}`,
    labels: { alertname: NAME, service: feed.name, feed: feed.id, severity: 'critical' },
    annotations: trouble?.remedy ? { remedy: trouble.remedy } : {},
    severity: 'critical',
    startsAt: trouble?.since ?? 0,
    suppression: null,
    link: null,
  };
}
