// One feed that a bridge of the team watches for this desk: has what the bridge tells recorded, and says how source, bridge and the way
// between them stand. The source itself is asked nothing; acts still go there.
import type { FeedHealth } from '../../shared/contract';
import type { FeedSettings } from '../../shared/settings';
import { msg } from '../../shared/words/words';
import type { BridgeLine, BridgeReport, BridgeWord } from './bridge-line';
import { firstHealth } from './first-health';
import { isTransition } from './health';
import { lengthWords } from './heartbeat';
import type { Session } from './session';
import type { WatchDeps } from './watched-feed';

/** A bridge that says nothing for so long is not taken for living: it speaks every two seconds. */
export const BRIDGE_SILENT_MS = 12_000;
const LOOK_MS = 2_000;
const TELL_EVERY_MS = 1_000;

type Verdict = Pick<FeedHealth, 'state' | 'why' | 'remedy'>;

export class BridgedFeed {
  private readonly settings: FeedSettings;
  private readonly session: Session | null;
  private readonly deps: WatchDeps;
  private readonly line: BridgeLine;
  private readonly startedAt: number;
  private current: FeedHealth;
  private word: { readonly said: BridgeWord; readonly heardAt: number } | null = null;
  private behindSince: number | null = null;
  private isLost = false;
  private toldAt = 0;
  private answeredAt = 0;
  private leave: () => void = () => undefined;
  private cancelLook: () => void = () => undefined;
  private isStopped = false;

  /** `session`: for acts at the source; null: this desk has no way there. */
  constructor(settings: FeedSettings, session: Session | null, line: BridgeLine, deps: WatchDeps) {
    this.settings = settings;
    this.session = session;
    this.line = line;
    this.deps = deps;
    this.startedAt = deps.clock.now();
    this.current = { ...firstHealth(settings), why: msg`Waiting for the team’s bridge.` };
  }

  get health(): FeedHealth {
    return this.current;
  }

  start(): void {
    this.tell(this.current, true);
    this.leave = this.line.follow(this.settings.id, { heard: (word) => this.heard(word), take: (report) => this.take(report) });
    this.lookLater();
  }

  /** Has the bridge speak. */
  pollNow(): void {
    this.line.ask();
  }

  /** The bridge asks its source sooner by itself. */
  askSooner(_ms: number): void {}

  async stop(): Promise<void> {
    this.isStopped = true;
    this.leave();
    this.cancelLook();
    await this.session?.close();
  }

  private heard(said: BridgeWord): void {
    const now = this.deps.clock.now();
    this.word = { said, heardAt: now };
    this.behindSince = said.isCurrent ? null : (this.behindSince ?? now);
    const answeredAt = said.answeredAt ?? 0;
    if (said.isCurrent && !this.isLost && answeredAt > this.answeredAt) {
      this.answeredAt = answeredAt;
      void this.record(() => this.deps.onUnchanged(this.settings.id, now));
    }
    this.look();
  }

  private async take({ sightings, rejected, isComplete, why, isPart }: BridgeReport): Promise<boolean> {
    if (this.isStopped) return false;
    const now = this.deps.clock.now();
    const previousPollAt = this.current.lastSuccessAt ?? this.deps.lastAnswerAt(this.settings.id);
    const what = { feed: this.settings.id, sightings, rejected, why, polledAt: now, previousPollAt };
    const report = isPart ? { ...what, isComplete: false, isPushed: true } : { ...what, isComplete };
    const isRecorded = await this.record(() => this.deps.onSightings(report));
    if (isRecorded) this.current = { ...this.current, lastChangeAt: now };
    this.look();
    return isRecorded;
  }

  private async record(work: () => void | Promise<void>): Promise<boolean> {
    try {
      await work();
      this.isLost = false;
    } catch (error) {
      this.isLost = true;
      const words = error instanceof Error ? error.message : String(error);
      this.deps.log('warn', `what the bridge told of ${this.settings.id} could not be recorded: ${words}`);
    }
    return !this.isLost;
  }

  private lookLater(): void {
    this.cancelLook = this.deps.clock.after(LOOK_MS, () => {
      this.lookLater();
      this.look();
    });
  }

  private look(): void {
    if (this.isStopped) return;
    const now = this.deps.clock.now();
    const verdict = this.verdict(now);
    const said = this.word?.said;
    const { alertCount, suppressedCount } = this.deps.countOf(this.settings.id);
    const isBlind = verdict.state === 'blind';
    const { heartbeat } = this.current;
    const isSeen = !isBlind && said?.isBeatSeen === true;
    const health: FeedHealth = {
      ...this.current,
      ...verdict,
      ...{ alertCount, suppressedCount, latencyMs: said?.latencyMs ?? null, rejectedCount: said?.rejectedCount ?? 0 },
      intervalMs: said?.intervalMs ?? this.current.intervalMs,
      lastSuccessAt: said?.isCurrent && !this.isLost ? (said.answeredAt ?? this.current.lastSuccessAt) : this.current.lastSuccessAt,
      failingSince: isBlind ? (this.current.failingSince ?? now) : null,
      heartbeat: heartbeat && { ...heartbeat, isSeen, isListed: isSeen },
      bridge: said?.bridge ?? '',
    };
    this.tell(health, false);
  }

  private verdict(now: number): Verdict {
    const remedy = msg`Look at the bridge’s machine and its way to the team’s servers, or let this desk watch the source itself.`;
    if (this.isLost)
      return {
        state: 'blind',
        why: msg`What the bridge told could not be recorded.`,
        remedy: msg`Look at the disk: is it full or read-only?`,
      };
    const silentMs = now - (this.word?.heardAt ?? this.startedAt);
    if (silentMs > BRIDGE_SILENT_MS) return this.silent(remedy);
    if (!this.word) return { state: 'starting', why: msg`Waiting for the team’s bridge.`, remedy: '' };
    if (this.behindSince !== null && now - this.behindSince > BRIDGE_SILENT_MS)
      return { state: 'blind', why: msg`The bridge lives, but what it wrote does not come here.`, remedy };
    if (this.behindSince !== null && this.current.lastSuccessAt === null)
      return { state: 'starting', why: msg`Reading what the bridge wrote.`, remedy: '' };
    const { state, why, remedy: how, bridge } = this.word.said;
    if (state === 'off') return { state: 'blind', why: msg`The bridge ${bridge} does not watch this feed.`, remedy };
    return { state, why: why === '' ? '' : msg`The bridge ${bridge} says: ${why}`, remedy: how };
  }

  private silent(remedy: string): Verdict {
    const { trouble } = this.line;
    if (trouble) return { state: 'blind', why: trouble.what, remedy: trouble.remedy };
    if (!this.word)
      return {
        state: 'blind',
        why: msg`No bridge of the team watches this feed.`,
        remedy: msg`Start one (docs/scale.md), or let this desk watch the source itself.`,
      };
    return {
      state: 'blind',
      why: msg`The bridge ${this.word.said.bridge} has been silent for more than ${lengthWords(BRIDGE_SILENT_MS)}.`,
      remedy,
    };
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
