// The loop of one feed: asks, hands on what changed, keeps the health, and decides when to ask again. Never two polls at a time.
import type { FeedHealth } from '../../shared/contract';
import type { FeedFailure, PeerHealth, PollResult, Rejected, Sighting } from '../../shared/feed';
import { type HeartbeatTest, heartbeatTest } from '../../shared/rules/heartbeat';
import type { FeedSettings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { Clock } from './clock';
import { directKeep, type FeedKeeper, stagedKeep } from './feed-keep';
import { firstHealth } from './first-health';
import { isTransition, withFailure, withSightings, withSuccess } from './health';
import type { Rows } from './heard';
import { type Batch, Intake } from './intake';
import { costOf, effectiveInterval, nextPause, retryPause } from './schedule';
import type { Log, Session } from './session';
import { WatchLoop } from './watch-loop';

/** An answer of a feed that says something new. */
export interface FeedReport {
  readonly feed: string;
  readonly sightings: readonly Sighting[];
  /** May an alert that is not listed be taken as resolved? If not, `why` says why not. */
  readonly isComplete: boolean;
  readonly why: string;
  /** Unix ms. */
  readonly polledAt: number;
  /** The last successful poll before this one, also of an earlier run, Unix ms. */
  readonly previousPollAt: number | null;
  readonly rejected: readonly Rejected[];
  /** The source sent it by itself: it tells of these alerts only. */
  readonly isPushed?: boolean;
  /** What the source answered, to find an alert's own row in; left out where it was pushed. */
  readonly heard?: Rows;
}

export interface WatchDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** What a report throws or rejects with counts as a failure of the feed; the answer is reported again. */
  readonly onSightings: (report: FeedReport) => void | Promise<void>;
  /** A successful poll that said exactly what the last one said. */
  readonly onUnchanged: (feed: string, polledAt: number) => void;
  readonly onHealth: (health: FeedHealth) => void;
  readonly lastAnswerAt: (feed: string) => number | null;
  /** Where feeds' memories lie; without it nothing is remembered. */
  readonly keeper?: FeedKeeper | undefined;
  /** The alerts of a feed that fire now; asked for feeds that are not polled. */
  readonly countOf: (feed: string) => Pick<FeedHealth, 'alertCount' | 'suppressedCount'>;
}

/** Successes that change nothing are told at most so often. */
const TELL_EVERY_MS = 1000;
/** A poll that has run for longer when somebody wants fresh news is probably hung on a dead connection. */
const HUNG_MS = 3000;
/** After a longer pause than this pooled connections are not trusted. */
const GAP_MS = 60_000;

/** Polls asked for by a watch keep this distance, and twice what the last answer cost. */
const NUDGE_GAP_MS = 250;
const NUDGE_COST_FACTOR = 2;

export class WatchedFeed {
  private readonly settings: FeedSettings;
  private readonly session: Session;
  private readonly deps: WatchDeps;
  private current: FeedHealth;
  private cursor: unknown = null;
  private failures = 0;
  private costMs = 0;
  private toldAt = 0;
  private flight: { readonly controller: AbortController; readonly startedAt: number; readonly done: Promise<void> } | null = null;
  private cancelTimer: () => void = () => undefined;
  private soonerAt: number | null = null;
  private isStopped = false;
  private polledAt = 0;
  private firstRejected: Rejected | null = null;
  private readonly watch: WatchLoop;
  private readonly intake: Intake;
  private readonly isBeat: HeartbeatTest;

  constructor(settings: FeedSettings, session: Session, deps: WatchDeps) {
    this.settings = settings;
    this.session = session;
    this.deps = deps;
    this.current = firstHealth(settings);
    this.isBeat = heartbeatTest(settings.heartbeat);
    const { clock, random, log } = deps;
    const onLost = (error: unknown): void => log('warn', `what ${settings.id} sent could not be recorded: ${String(error)}`);
    this.intake = new Intake({ clock, onLost, record: (batch) => this.recordPushed(batch) });
    this.watch = new WatchLoop(session, {
      ...{ clock, random, log, nudge: () => this.nudged(), cursor: () => this.cursor },
      deliver: (...said) => this.intake.deliver(...said),
      keep: directKeep(deps.keeper, settings.id, log),
    });
  }

  get health(): FeedHealth {
    return this.current;
  }

  start(): void {
    this.tell(this.current, true);
    this.schedule(0);
    this.watch.start();
  }

  private async recordPushed({ sightings, rejected, heard }: Batch): Promise<void> {
    const previousPollAt = this.current.lastSuccessAt ?? this.deps.lastAnswerAt(this.settings.id);
    const what = { feed: this.settings.id, sightings, rejected, heard, isComplete: false, isPushed: true, why: msg`sent beside the polls` };
    if (sightings.length > 0) await this.deps.onSightings({ ...what, polledAt: this.deps.clock.now(), previousPollAt });
  }

  private nudged(): void {
    const gapMs = Math.max(NUDGE_GAP_MS, (this.current.latencyMs ?? 0) * NUDGE_COST_FACTOR);
    this.askSooner(Math.max(0, this.polledAt + gapMs - this.deps.clock.now()));
  }

  /** Asks at once; a poll that hangs is given up for it. */
  pollNow(): void {
    const now = this.deps.clock.now();
    if (this.flight) {
      this.soonerAt = now;
      if (now - this.flight.startedAt < HUNG_MS) return;
      this.flight.controller.abort();
      this.session.reset();
      return;
    }
    if (now - (this.current.lastSuccessAt ?? now) > Math.max(GAP_MS, 2 * this.current.intervalMs)) this.session.reset();
    this.schedule(0);
  }

  /** Asks in `ms` unless it would ask earlier anyway. A failing feed keeps its own pace. */
  askSooner(ms: number): void {
    if (this.failures > 0) return;
    const at = this.deps.clock.now() + ms;
    if (this.flight) this.soonerAt = Math.min(this.soonerAt ?? at, at);
    else if (this.current.nextTryAt === null || at < this.current.nextTryAt) this.schedule(ms);
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.cancelTimer();
    this.flight?.controller.abort();
    await Promise.all([this.flight?.done, this.watch.stop()]);
    await this.intake.settle();
    await this.session.close();
  }

  private schedule(ms: number): void {
    if (this.isStopped) return;
    this.cancelTimer();
    this.current = { ...this.current, nextTryAt: this.deps.clock.now() + ms };
    this.cancelTimer = this.deps.clock.after(ms, () => this.launch());
  }

  private launch(): void {
    if (this.flight || this.isStopped) return;
    const controller = new AbortController();
    const startedAt = this.deps.clock.now();
    this.polledAt = startedAt;
    const done = this.pollOnce(controller, startedAt).then(
      (pause) => this.land(pause),
      (error: unknown) => {
        this.land(this.settings.intervalSeconds * 1000);
        throw error;
      },
    );
    this.flight = { controller, startedAt, done };
  }

  private land(pause: number): void {
    this.flight = null;
    const sooner = this.soonerAt === null ? pause : Math.max(0, this.soonerAt - this.deps.clock.now());
    this.soonerAt = null;
    this.schedule(Math.min(pause, sooner));
  }

  /** One poll from request to report; gives the pause until the next. */
  private async pollOnce(controller: AbortController, startedAt: number): Promise<number> {
    const { clock, lastAnswerAt } = this.deps;
    const before = performance.now();
    const seenAt = this.current.lastSuccessAt ?? lastAnswerAt(this.settings.id);
    const { keep, commit } = stagedKeep(this.deps.keeper, this.settings.id, this.deps.log);
    const heard = this.session.hear();
    const result = await this.limited(controller, this.session.poll(this.cursor, seenAt, controller.signal, keep, heard));
    if (this.isStopped) return 0;
    if (result.kind === 'failed') return this.failed(result.failure, result.peers);
    const now = clock.now();
    const report = result.kind === 'snapshot' ? { ...this.reportOf(result, startedAt), heard } : null;
    try {
      if (report) await this.deps.onSightings(report);
      else this.deps.onUnchanged(this.settings.id, startedAt);
    } catch (error) {
      this.cursor = null;
      this.deps.log(
        'warn',
        `what ${this.settings.id} said could not be recorded: ${error instanceof Error ? error.message : String(error)}`,
      );
      return this.failed(
        { kind: 'server', what: msg`What the feed said could not be recorded.`, remedy: msg`Look at the disk: is it full or read-only?` },
        result.peers,
      );
    }
    commit();
    if (this.isStopped) return 0;
    this.cursor = result.cursor;
    return this.succeeded(result.peers, report, performance.now() - before, now);
  }

  /** A connector that does not come back, not even when told to stop, must not stop the watch. */
  private limited(controller: AbortController, poll: Promise<PollResult<unknown>>): Promise<PollResult<unknown>> {
    const limitMs = this.session.pollLimitMs;
    return new Promise((resolve) => {
      const giveUp = (failure: FeedFailure) => resolve({ kind: 'failed', failure, peers: [] });
      const timer = setTimeout(() => {
        giveUp({
          kind: 'timeout',
          what: msg`No whole answer within ${limitMs / 1000} s.`,
          remedy: msg`The server or the network is slow; raise the time-out if this is normal.`,
        });
        controller.abort();
      }, limitMs);
      controller.signal.addEventListener('abort', () => giveUp({ kind: 'aborted', what: msg`The poll was given up.`, remedy: '' }), {
        once: true,
      });
      void poll.then((result) => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  }

  private reportOf(result: Extract<PollResult<unknown>, { kind: 'snapshot' }>, polledAt: number): FeedReport {
    const { sightings, rejected, absence } = result;
    const isComplete = absence.isTrusted;
    return {
      feed: this.settings.id,
      sightings,
      rejected,
      isComplete,
      why: absence.isTrusted ? '' : absence.why,
      polledAt,
      previousPollAt: this.current.lastSuccessAt ?? this.deps.lastAnswerAt(this.settings.id),
    };
  }

  private succeeded(peers: readonly PeerHealth[], report: FeedReport | null, tookMs: number, now: number): number {
    const { random } = this.deps;
    const answered = peers.flatMap((peer) => (peer.latencyMs === null ? [] : [peer.latencyMs]));
    const latencyMs = answered.length > 0 ? Math.max(...answered) : tookMs;
    this.failures = 0;
    this.costMs = costOf(latencyMs, this.costMs);
    const wantedMs = this.settings.intervalSeconds * 1000;
    const intervalMs = effectiveInterval(wantedMs, this.costMs);
    const listed = report
      ? withSightings(this.current, report.sightings, report.rejected.length, report.isComplete, now, this.isBeat)
      : this.current;
    if (report) this.firstRejected = report.rejected[0] ?? null;
    const { isTlsUnchecked, manifest } = this.session;
    const { firstRejected } = this;
    const pause = nextPause(wantedMs, this.costMs, random());
    const trouble = [this.watch.trouble, manifest.caution ?? ''].filter((part) => part !== '').join(' ');
    const health = withSuccess(listed, manifest, { now, latencyMs, intervalMs, peers, isTlsUnchecked, firstRejected, trouble });
    this.tell({ ...health, nextTryAt: now + pause }, false);
    return pause;
  }

  private failed(failure: FeedFailure, peers: readonly PeerHealth[]): number {
    if (failure.kind === 'aborted') return 0;
    const now = this.deps.clock.now();
    this.failures += 1;
    const pause = retryPause(this.failures, this.settings.intervalSeconds * 1000, failure, this.deps.random());
    this.tell({ ...withFailure(this.current, failure, this.failures, peers, now), nextTryAt: now + pause }, true);
    return pause;
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
