// One feed whose source sends by itself: keeps its link, has what comes recorded, and tells how both stand. It is never polled.
import type { FeedHealth } from '../../shared/contract';
import type { FeedFailure } from '../../shared/feed';
import type { LiveLink } from '../../shared/feed-push';
import { type HeartbeatTest, heartbeatTest } from '../../shared/rules/heartbeat';
import type { FeedSettings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import { directKeep } from './feed-keep';
import { firstHealth } from './first-health';
import { isTransition, withFailure } from './health';
import { type Batch, Intake } from './intake';
import { type PushFacts, withLink, withRejected } from './push-health';
import { type PushSettings, pushSettingsOf } from './push-settings';
import { retryPause } from './schedule';
import type { Session } from './session';
import type { WatchDeps } from './watched-feed';

/** A link that stood for so long was a good one: its next failure counts as the first. */
const GOOD_MS = 10_000;
/** Silence is looked at so often; plain successes are told at most so often. */
const LOOK_MS = 5000;
const TELL_EVERY_MS = 1000;

export class PushedFeed {
  private readonly settings: FeedSettings;
  private readonly session: Session;
  private readonly deps: WatchDeps;
  private readonly push: PushSettings;
  private readonly intake: Intake;
  private readonly isBeat: HeartbeatTest;
  private readonly ending = new AbortController();
  private readonly wanted = new Set<() => void>();
  private current: FeedHealth;
  private facts: PushFacts;
  private isLive = false;
  private liveSince = 0;
  private failures = 0;
  private toldAt = 0;
  private cancelRetry: (() => void) | null = null;
  private cancelLook: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(settings: FeedSettings, session: Session, deps: WatchDeps) {
    this.settings = settings;
    this.session = session;
    this.deps = deps;
    this.isBeat = heartbeatTest(settings.heartbeat);
    this.push = pushSettingsOf(settings.config);
    const none = { link: null, provedAt: null, messages: 0, lastMessageAt: null, heartbeatAt: null, rejected: null, lostAt: null };
    this.facts = { ...none, startedAt: deps.clock.now() };
    this.current = { ...firstHealth(settings), push: { url: '', messages: 0, lastMessageAt: null }, why: msg`Opening the link.` };
    this.intake = new Intake({ clock: deps.clock, record: (batch) => this.record(batch), onLost: (error) => this.lost(error) });
  }

  get health(): FeedHealth {
    return this.current;
  }

  start(): void {
    this.tell(this.current, true);
    this.running = this.run();
    this.lookLater();
  }

  /** Has the link proved now; one that is down is tried at once. */
  pollNow(): void {
    for (const run of [...this.wanted]) run();
    if (!this.cancelRetry) return;
    this.cancelRetry();
    this.retry();
  }

  /** A source that sends by itself can not be asked. */
  askSooner(_ms: number): void {}

  /** Resolves when nothing runs any more and what came is recorded. */
  async stop(): Promise<void> {
    this.ending.abort();
    this.cancelRetry?.();
    this.cancelLook();
    await this.running;
    await this.intake.settle();
    await this.session.close();
  }

  private async run(): Promise<void> {
    const { clock, random, log } = this.deps;
    this.isLive = false;
    const failure = await this.session.watch(this.ending.signal, {
      ...{ nudge: () => undefined, cursor: () => null },
      deliver: (...said) => this.intake.deliver(...said),
      keep: directKeep(this.deps.keeper, this.settings.id, log),
      live: (link) => this.live(link),
      onWanted: (run) => {
        this.wanted.add(run);
        return () => this.wanted.delete(run);
      },
    });
    if (this.ending.signal.aborted) return;
    const wasGood = this.isLive && clock.now() - this.liveSince >= GOOD_MS;
    this.isLive = false;
    this.failures = wasGood ? 1 : this.failures + 1;
    log('info', `${this.settings.id}: ${failure.what}`);
    this.failed(failure, retryPause(this.failures, this.settings.intervalSeconds * 1000, failure, random()));
  }

  private failed(failure: FeedFailure, pauseMs: number): void {
    const now = this.deps.clock.now();
    const url = this.facts.link?.url;
    const peers = url === undefined ? [] : [{ url, isOk: false, latencyMs: null, failure }];
    this.cancelRetry = this.deps.clock.after(pauseMs, () => this.retry());
    this.tell({ ...withFailure(this.current, failure, this.failures, peers, now), nextTryAt: now + pauseMs }, true);
  }

  private retry(): void {
    this.cancelRetry = null;
    this.running = this.run();
  }

  private live(link: LiveLink): void {
    if (this.ending.signal.aborted) return;
    const now = this.deps.clock.now();
    if (!this.isLive) this.liveSince = now;
    this.isLive = true;
    this.facts = { ...this.facts, link, provedAt: now };
    if (now - this.liveSince >= GOOD_MS) this.failures = 0;
    this.look(false);
  }

  private async record({ sightings, rejected, heard }: Batch): Promise<void> {
    const { clock, onSightings, lastAnswerAt } = this.deps;
    const now = clock.now();
    this.facts = { ...this.facts, rejected: withRejected(this.facts.rejected, rejected, now) };
    if (sightings.length > 0) {
      const previousPollAt = this.facts.lastMessageAt ?? lastAnswerAt(this.settings.id);
      const why = msg`the source tells what changes, not what there is`;
      const what = { feed: this.settings.id, sightings, rejected, heard, isComplete: false, isPushed: true, why };
      await onSightings({ ...what, polledAt: now, previousPollAt });
      const isBeating = sightings.some((one) => one.state === 'firing' && this.isBeat(one));
      const messages = this.facts.messages + sightings.length;
      const heartbeatAt = isBeating ? now : this.facts.heartbeatAt;
      this.facts = { ...this.facts, messages, lastMessageAt: now, heartbeatAt, lostAt: null };
    }
    this.look(false);
  }

  private lost(error: unknown): void {
    this.deps.log('warn', `what ${this.settings.id} sent could not be recorded: ${error instanceof Error ? error.message : String(error)}`);
    this.facts = { ...this.facts, lostAt: this.deps.clock.now() };
    this.look(true);
  }

  private lookLater(ms = LOOK_MS): void {
    this.cancelLook();
    this.cancelLook = this.deps.clock.after(ms, () => {
      this.lookLater();
      this.look(false);
    });
  }

  /** What the facts mean now; while the link is down its failure stands. */
  private look(isUrgent: boolean): void {
    if (!this.isLive || this.ending.signal.aborted) return;
    const { clock, countOf } = this.deps;
    const now = clock.now();
    const isDue = isUrgent || now - this.toldAt >= TELL_EVERY_MS;
    const counts = isDue ? countOf(this.settings.id) : this.current;
    if (!isDue) this.lookLater(this.toldAt + TELL_EVERY_MS - now);
    const { alertCount, suppressedCount } = counts;
    this.tell(withLink(this.current, this.facts, this.push.maxSilenceMs, { alertCount, suppressedCount }, now), isUrgent);
  }

  private tell(health: FeedHealth, isUrgent: boolean): void {
    const isNews = isUrgent || isTransition(this.current, health);
    this.current = health;
    const now = this.deps.clock.now();
    if (!isNews && now - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = now;
    this.deps.onHealth(health);
  }
}
