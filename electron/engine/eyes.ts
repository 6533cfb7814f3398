// Everything that looks outward: the feeds, what they say, how they are, and what it means when they were not heard for a while.
import type { FeedHealth } from '../../shared/contract';
import type { FeedProof } from '../../shared/contract/proof';
import { oneLine } from '../../shared/domain/plain-text';
import type { Sighting } from '../../shared/feed';
import { indexAlerts } from '../../shared/log/decide/sightings';
import type { State } from '../../shared/log/state';
import { isDrillFeed } from '../../shared/readiness/drill';
import type { FeedSettings, Settings } from '../../shared/settings';
import { type BridgeLine, needsNoWay } from '../feeds/bridge-line';
import type { FeedKeeper } from '../feeds/feed-keep';
import { firstHealth } from '../feeds/first-health';
import type { Rows } from '../feeds/heard';
import { loadKind, manifestOf, registry } from '../feeds/registry';
import { createRunner, type FeedReport, type FeedRunner } from '../feeds/runner';
import { AbsenceKeeper } from './absence';
import { BlindFeeds } from './blind-feeds';
import type { Desk } from './desk';
import { OwnKinds } from './own-kinds';
import { secretNames } from './secret-names';
import type { SettingsBook } from './settings-book';
import { Watch } from './watch';

export interface EyesDeps {
  readonly desk: Desk;
  readonly book: SettingsBook;
  readonly now: () => number;
  /** Until when the desk watched before this run, Unix ms; 0: never. */
  readonly watchedAt: number;
  /** Feeds' health changed. */
  readonly changed: (feeds: readonly FeedHealth[]) => void;
  /** The absence receipt changed. */
  readonly told: () => void;
  readonly journal: (line: string) => void;
  readonly onCanaries: (feed: string, sightings: readonly Sighting[]) => void;
  /** How the proofs of a feed stand; undefined: its kind takes no canary. */
  readonly proofOf: (feed: FeedHealth) => FeedProof | undefined;
  /** By which sources know this desk. */
  readonly deskName: () => string;
  /** By which bridges of the team are heard. */
  readonly bridges: BridgeLine;
  /** What feeds remember over restarts. */
  readonly memory: FeedKeeper & { readonly keepOnly: (feeds: readonly string[]) => void };
}

/** A feed that was blind before the absence gets so long to answer now. */
const BLIND_PATIENCE_MS = 5_000;

export class Eyes {
  readonly runner: FeedRunner;
  readonly absence: AbsenceKeeper;
  private readonly watch: Watch;
  private readonly blind: BlindFeeds;
  private readonly deps: EyesDeps;
  private areFeedsStarted = false;
  /** Feeds that are in no settings: those of drills. */
  private temporary: readonly FeedSettings[] = [];
  /** Kinds whose code was asked for. */
  private readonly tried = new Set<string>();
  private readonly ownKinds = new OwnKinds(() => !this.isStopped && this.startFeeds());
  private isStopped = false;
  private lookFirst: () => void = () => undefined;
  private hearing: { readonly feed: string; readonly heard: Rows } | null = null;

  constructor(deps: EyesDeps) {
    this.deps = deps;
    const { desk, now, watchedAt } = deps;
    const settings = () => this.settings;
    this.runner = createRunner({
      registry,
      log: (level, line) => level !== 'debug' && deps.journal(oneLine(line, 500)),
      lastAnswerAt: () => (watchedAt > 0 ? watchedAt : null),
      onSightings: (report) => this.hear(report),
      onUnchanged: (feed, polledAt) => {
        this.catchUp();
        this.watch.onUnchanged(feed, polledAt);
        this.absence.review();
      },
      onHealth: () => this.healthChanged(),
      countOf: (feed) => firingOf(desk.state, feed),
      desk: deps.deskName,
      bridges: deps.bridges,
      keeper: deps.memory,
    });
    const { onCanaries } = deps;
    this.watch = new Watch({ desk, settings, now, onCanaries, askSooner: (feed, inMs) => this.runner.askSooner(feed, inMs) });
    this.blind = new BlindFeeds({ desk, settings, now, speak: (sightings) => this.watch.speakOfOurselves(sightings) });
    this.absence = new AbsenceKeeper({
      desk,
      now,
      pollAll: () => this.runner.pollNow(),
      haveAllSpoken: (since) => this.haveAllSpoken(since),
      changed: deps.told,
    });
  }

  /** Before the feeds run each that is on counts as starting: it has proved nothing. */
  get health(): readonly FeedHealth[] {
    const feeds = this.areFeedsStarted ? this.runner.health() : this.deps.book.settings.feeds.map(firstHealth);
    return feeds.map((health) => {
      const proof = this.deps.proofOf(health);
      return proof ? { ...health, proof } : health;
    });
  }

  /** Starts the feeds. What happened since the console last watched is caught up with before anything pages. */
  open(): void {
    if (this.deps.watchedAt > 0) this.absence.begin(this.deps.watchedAt, 'the console was not running');
    this.startFeeds();
    this.deps.desk.writes.attempt(() => {
      this.watch.forgetUnwatched();
      this.deps.memory.keepOnly(this.settings.feeds.map(({ id }) => id));
    });
  }

  /** Resolves when no feed runs any more. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.ownKinds.stop();
    await this.runner.stop();
  }

  /** Settings changed. */
  refocus(): void {
    this.startFeeds();
    this.watch.forgetUnwatched();
    this.deps.desk.writes.attempt(() => this.deps.memory.keepOnly(this.settings.feeds.map(({ id }) => id)));
    this.healthChanged();
  }

  /** Watches one more feed until `removeTemporary`. */
  addTemporary(feed: FeedSettings): void {
    this.temporary = [...this.temporary, feed];
    this.refocus();
  }

  /** Its alerts count as cleared. */
  removeTemporary(id: string): void {
    this.temporary = this.temporary.filter((feed) => feed.id !== id);
    this.refocus();
  }

  /** As saved, with the temporary feeds. */
  private get settings(): Settings {
    const { settings } = this.deps.book;
    return this.temporary.length === 0 ? settings : { ...settings, feeds: [...settings.feeds, ...this.temporary] };
  }

  /** Alerts of our own about our own eyes. */
  speak(sightings: readonly Sighting[]): void {
    this.watch.speakOfOurselves(sightings);
  }

  /** Something about a proof is different. */
  proofChanged(): void {
    if (!this.isStopped) this.deps.changed(this.health);
  }

  /** What the clock alone brings about. */
  beat(): void {
    this.watch.beat();
    this.blind.review(this.realHealth);
    this.absence.review();
  }

  /** The desk watches again. `beatAt`: when it last looked at the clock, Unix ms; without any answer it saw no more than before. */
  wake(beatAt: number, why: string): void {
    this.absence.begin(Math.min(beatAt, this.darkSince() ?? beatAt), why);
  }

  /** `look`: was the desk away? Asked before anything that was heard is judged. */
  beforeHearing(look: () => void): void {
    this.lookFirst = look;
  }

  private hear(report: FeedReport): void {
    this.catchUp();
    this.hearing = report.heard ? { feed: report.feed, heard: report.heard } : null;
    try {
      this.watch.onSightings(report);
    } finally {
      this.hearing = null;
    }
    this.absence.review();
  }

  /** Before what an answer says is judged: was nobody here, or did no feed answer until now? */
  private catchUp(): void {
    this.lookFirst();
    const from = this.darkSince();
    // A feed that answers without its heartbeat is blind too, and asking it again at once changes nothing.
    if (from !== null && this.absence.isWorth(from)) this.absence.begin(from, 'no feed answered');
  }

  /** The answer that is being decided on just now. */
  get heardNow(): { readonly feed: string; readonly heard: Rows } | null {
    return this.hearing;
  }

  /** Nobody is to be told that a drill's feed is blind. */
  private get realHealth(): readonly FeedHealth[] {
    return this.health.filter((f) => !isDrillFeed(f.feed));
  }

  /** The last answer of any feed, while every feed is blind; null while one sees, or none ever did. A drill proves nothing. */
  private darkSince(): number | null {
    const feeds = this.realHealth.filter((f) => f.isEnabled);
    if (feeds.length === 0 || feeds.some((f) => f.state !== 'blind')) return null;
    const last = Math.max(...feeds.map((f) => f.lastSuccessAt ?? 0));
    return last === 0 ? null : last;
  }

  private haveAllSpoken(since: number): boolean {
    const isLate = this.deps.now() - since > BLIND_PATIENCE_MS;
    return this.health.every((f) => !f.isEnabled || (f.lastSuccessAt ?? 0) >= since || (f.state === 'blind' && isLate));
  }

  private healthChanged(): void {
    const feeds = this.health;
    this.deps.desk.writes.attempt(() => this.blind.review(this.realHealth));
    this.deps.changed(feeds);
    this.deps.desk.writes.attempt(() => this.absence.review());
  }

  private startFeeds(): void {
    const { book } = this.deps;
    const { feeds } = this.settings;
    const unread = [...new Set(feeds.map((f) => f.kind))].filter((kind) => !this.tried.has(kind));
    if (unread.length > 0) return void this.startAfterReading(unread);
    this.areFeedsStarted = true;
    this.ownKinds.follow(feeds.map((f) => f.kind));
    this.runner.setFeeds(feeds, new Map(feeds.map((f) => [f.id, book.secretsOf(f, secretNames(manifestOf(f.kind)))])));
  }

  /** What runs goes on undisturbed meanwhile. A kind that there is not is told by the runner. */
  private async startAfterReading(kinds: readonly string[]): Promise<void> {
    await Promise.all(kinds.map(loadKind));
    for (const kind of kinds) this.tried.add(kind);
    if (!this.isStopped) this.startFeeds();
  }
}

/** The alerts of one feed that fire now. */
function firingOf(state: State, feed: string): Pick<FeedHealth, 'alertCount' | 'suppressedCount'> {
  const firing = [...indexAlerts(state, feed).values()].filter(({ alert }) => alert.isFiring);
  return { alertCount: firing.length, suppressedCount: firing.filter(({ alert }) => alert.suppression !== null).length };
}

/** The kind's own check of a feed's fields, secrets filled in; empty: all well. */
export async function problemsOf(feed: FeedSettings, secrets: Readonly<Record<string, string>>): Promise<readonly string[]> {
  if (needsNoWay(feed)) return [];
  const parsed = (await loadKind(feed.kind))?.parseConfig({ ...feed.config, ...secrets });
  return !parsed || parsed.ok ? [] : parsed.errors.map((e) => `${e.path || 'settings'}: ${e.message}`);
}
