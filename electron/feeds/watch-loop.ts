// Keeps the watch of one feed going: starts it again with growing pauses, and knows whether the feed is heard live.
import type { FeedFailure } from '../../shared/feed';
import type { Keep } from '../../shared/feed-files';
import type { Clock } from './clock';
import { retryPause } from './schedule';
import type { Log, Session, WatchHooks } from './session';

/** A watch that lived for so long was a good one: its next failure counts as the first. */
const GOOD_MS = 30_000;
const RETRY_BASE_MS = 15_000;

export interface WatchLoopDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly nudge: () => void;
  /** Of the last recorded poll. */
  readonly cursor: () => unknown;
  readonly deliver: WatchHooks['deliver'];
  readonly keep: Keep;
}

export class WatchLoop {
  private readonly session: Session;
  private readonly deps: WatchLoopDeps;
  private readonly ending = new AbortController();
  private failures = 0;
  private lastFailure: FeedFailure | null = null;
  private cancelTimer: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(session: Session, deps: WatchLoopDeps) {
    this.session = session;
    this.deps = deps;
  }

  /** Why the feed is not heard live, in words; empty while it is, and while one failure may be a hiccup. */
  get trouble(): string {
    return this.failures > 1 && this.lastFailure ? `Not heard live, only asked from time to time. ${this.lastFailure.what}` : '';
  }

  start(): void {
    if (!this.session.canWatch || this.ending.signal.aborted) return;
    this.running = this.run();
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.ending.abort();
    this.cancelTimer();
    await this.running;
  }

  private async run(): Promise<void> {
    const { clock, random, log, nudge, cursor, deliver, keep } = this.deps;
    const startedAt = clock.now();
    const hear = () => {
      this.lastFailure = null;
      nudge();
    };
    const failure = await this.session.watch(this.ending.signal, { nudge: hear, cursor, deliver, live: hear, keep });
    if (this.ending.signal.aborted) return;
    const wasGood = this.lastFailure === null && clock.now() - startedAt >= GOOD_MS;
    this.failures = wasGood ? 1 : this.failures + 1;
    this.lastFailure = failure;
    log('info', `watch: ${failure.what}`);
    this.cancelTimer = clock.after(retryPause(this.failures, RETRY_BASE_MS, failure, random()), () => this.start());
  }
}
