// The engine's one clock: a beat a second for what time alone brings about, and the notice that beats were missing, since the
// operating system does not always tell that it slept.
export interface HeartDeps {
  readonly now: () => number;
  readonly beat: () => void;
  readonly renew: () => void;
  /** Beats were missing since `from` (Unix ms). */
  readonly onGap: (from: number) => void;
  /** Writes down that the desk watched until `at`. */
  readonly keepTime: (at: number) => void;
  readonly idle: () => void;
  /** A part of the beat threw. The heart goes on: a desk that stops looking at the clock is worse than one that stumbles. */
  readonly failed: (error: unknown) => void;
}

const BEAT_MS = 1_000;
const GAP_MS = 15_000;
const RENEW_EVERY = 30;
const KEEP_EVERY = 60;
const IDLE_EVERY = 10;

export class Heart {
  private timer: NodeJS.Timeout | undefined;
  private beats = 0;
  private last: number;

  private readonly deps: HeartDeps;

  constructor(deps: HeartDeps) {
    this.deps = deps;
    this.last = deps.now();
  }

  /** Notices missing beats before the next one does: called ahead of whatever judges what was heard. Each gap is told once. */
  look(): void {
    const now = this.deps.now();
    const from = this.last;
    if (now - from <= GAP_MS && now >= from - GAP_MS) return;
    this.last = now;
    this.part(() => this.deps.onGap(Math.min(from, now)));
  }

  /** Somebody else noticed the gap. Returns until when the desk watched, Unix ms. */
  wake(): number {
    const from = this.last;
    this.last = this.deps.now();
    return from;
  }

  start(): void {
    this.last = this.deps.now();
    this.timer = setInterval(() => this.tick(), BEAT_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    const { deps } = this;
    this.look();
    const now = deps.now();
    this.last = now;
    this.beats += 1;
    this.part(deps.beat);
    if (this.beats % RENEW_EVERY === 0) this.part(deps.renew);
    if (this.beats % KEEP_EVERY === 0) this.part(() => deps.keepTime(now));
    if (this.beats % IDLE_EVERY === 0) this.part(deps.idle);
  }

  private part(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.deps.failed(error);
    }
  }
}
