// Between the runner and the desk: turns what feeds say into decisions, and holds the patience that tells "gone" from "not listed once".
import { firingCount } from '../../shared/domain/alert';
import { isCanary } from '../../shared/domain/canary';
import type { Sighting } from '../../shared/feed';
import type { SightingsInput } from '../../shared/log/decide/collect';
import { OWN_FEED } from '../../shared/log/decide/context';
import { decideSightings, indexAlerts } from '../../shared/log/decide/sightings';
import { heartbeatTest } from '../../shared/rules/heartbeat';
import type { Settings } from '../../shared/settings';
import { pushSettingsOf } from '../feeds/push-settings';
import { manifestOf } from '../feeds/registry';
import type { FeedReport } from '../feeds/runner';
import type { Desk } from './desk';
import { hoursWords, Unheard } from './unheard';

export interface WatchDeps {
  readonly desk: Desk;
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly askSooner: (feed: string, inMs: number) => void;
  /** Canaries, this desk's and others', that fire at the source; they are nothing to work on. */
  readonly onCanaries: (feed: string, sightings: readonly Sighting[]) => void;
}

export class Watch {
  /** Feed -> key -> since when the alert has been missing from trusted answers. */
  private readonly missing = new Map<string, Map<string, number>>();

  private readonly unheard: Unheard;
  private readonly deps: WatchDeps;

  constructor(deps: WatchDeps) {
    this.deps = deps;
    this.unheard = new Unheard(deps.now());
  }

  /** A new answer of a feed. */
  onSightings(report: FeedReport): void {
    const { feed, polledAt } = report;
    const sightings = withoutHeartbeat(
      this.withoutCanaries(feed, report.sightings),
      this.deps.settings().feeds.find((f) => f.id === feed)?.heartbeat ?? '',
    );
    if (report.isPushed) this.hearPushed(report);
    else if (report.isComplete) this.noteMissing(feed, sightings, polledAt);
    else this.missing.delete(feed);
    this.decide(feed, sightings, report.previousPollAt);
  }

  private withoutCanaries(feed: string, sightings: readonly Sighting[]): readonly Sighting[] {
    const canaries = sightings.filter(isCanary);
    if (canaries.length === 0) return sightings;
    const firing = canaries.filter((s) => s.state === 'firing');
    if (firing.length > 0) this.deps.onCanaries(feed, firing);
    return sightings.filter((s) => !isCanary(s));
  }

  /** The source said what it said before: whatever was missing still is. */
  onUnchanged(feed: string, polledAt: number): void {
    if ((this.missing.get(feed)?.size ?? 0) === 0) return;
    this.decide(feed, [], polledAt);
  }

  /** Lets go what sources that only tell what changes have long not spoken of. */
  beat(): void {
    const { settings, desk, now } = this.deps;
    const pushed = settings().feeds.filter((f) => f.isEnabled && manifestOf(f.kind)?.isPushed);
    const limits = pushed.map((f) => ({ feed: f.id, ...pushSettingsOf(f.config) }));
    for (const [feed, clearedKeys] of this.unheard.due(limits, desk.state, now())) {
      const limitMs = limits.find((one) => one.feed === feed)?.forgetAfterMs ?? 0;
      const input = { feed, sightings: [], clearedKeys, clearedWhy: `not heard of for ${hoursWords(limitMs)}`, previousAnswerAt: null };
      desk.transact((state, ctx) => decideSightings(state, input, ctx));
    }
  }

  /** What is pushed tells of its own alerts only: whatever else is missing still is. */
  private hearPushed(report: FeedReport): void {
    const kind = this.deps.settings().feeds.find((f) => f.id === report.feed)?.kind;
    if (kind !== undefined && manifestOf(kind)?.isPushed) this.unheard.hear(report);
    const missing = this.missing.get(report.feed);
    for (const { key } of report.sightings) missing?.delete(key);
  }

  /** Feeds that were removed or switched off, here or in a settings file while the console was away: nobody watches their alerts. */
  forgetUnwatched(): void {
    const watched = new Set([
      OWN_FEED,
      ...this.deps
        .settings()
        .feeds.filter((f) => f.isEnabled)
        .map((f) => f.id),
    ]);
    const gone = new Set<string>();
    for (const { row } of this.deps.desk.state.incidents.values())
      if (firingCount(row.tally) > 0) for (const feed of row.feeds) if (!watched.has(feed)) gone.add(feed);
    for (const feed of gone) this.forget(feed);
  }

  private forget(feed: string): void {
    const clearedKeys = [...indexAlerts(this.deps.desk.state, feed).values()].filter((k) => k.alert.isFiring).map((k) => k.alert.key);
    const clearedWhy = `the feed ${feed} is not watched any more`;
    this.missing.delete(feed);
    this.deps.desk.transact((state, ctx) =>
      decideSightings(state, { feed, sightings: [], clearedKeys, clearedWhy, previousAnswerAt: null }, ctx),
    );
  }

  /** Alerts of our own about our own eyes: one per blind feed. */
  speakOfOurselves(sightings: readonly Sighting[]): void {
    const input = { feed: OWN_FEED, sightings, clearedKeys: [], clearedWhy: 'the feed answers again', previousAnswerAt: null };
    this.deps.desk.transact((state, ctx) => decideSightings(state, input, ctx));
  }

  private noteMissing(feed: string, sightings: readonly Sighting[], polledAt: number): void {
    const before = this.missing.get(feed);
    const missing = new Map<string, number>();
    for (const [key, known] of indexAlerts(this.deps.desk.state, feed)) {
      if (known.alert.isFiring) missing.set(key, before?.get(key) ?? polledAt);
    }
    for (const s of sightings) missing.delete(s.key);
    this.missing.set(feed, missing);
  }

  private decide(feed: string, sightings: readonly Sighting[], previousAnswerAt: number | null): void {
    const { desk, now, askSooner } = this.deps;
    const missing = this.missing.get(feed);
    const waitMs = (this.deps.settings().feeds.find((f) => f.id === feed)?.clearAfterSeconds ?? 3) * 1000;
    const clearedKeys: string[] = [];
    let soonest: number | null = null;
    for (const [key, since] of missing ?? []) {
      const leftMs = since + waitMs - now();
      if (leftMs <= 0) clearedKeys.push(key);
      else soonest = Math.min(soonest ?? leftMs, leftMs);
    }
    const clearedWhy = clearedKeys.length > 0 ? 'no longer listed by the source' : 'told so by the source';
    const input: SightingsInput = { feed, sightings, clearedKeys, clearedWhy, previousAnswerAt };
    desk.transact((state, ctx) => decideSightings(state, input, ctx));
    for (const key of clearedKeys) missing?.delete(key);
    if (soonest !== null) askSooner(feed, soonest + 50);
  }
}

/** The heartbeat proves that the source is alive; it is nothing to work on. */
function withoutHeartbeat(sightings: readonly Sighting[], name: string): readonly Sighting[] {
  if (name === '') return sightings;
  const isBeat = heartbeatTest(name);
  return sightings.filter((s) => !isBeat(s));
}
