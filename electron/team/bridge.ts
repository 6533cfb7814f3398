// The bridge of a team: watches the sources of its settings and writes what it sees to the team's servers, so that many desks hear of a
// source that is asked once. It is a member of the space like a desk, decides nothing, pages nobody, and keeps no incidents.
import { randomBytes } from 'node:crypto';
import type { FeedHealth } from '../../shared/contract';
import { oneLine } from '../../shared/domain/plain-text';
import type { Settings } from '../../shared/settings';
import { PULSE_PLACE, type SeenFeed, type SeenPulse } from '../../shared/team/seen';
import { loadKind, registry } from '../feeds/registry';
import { createRunner, type FeedReport, type FeedRunner, type FeedSecrets } from '../feeds/runner';
import type { Log } from '../log/store';
import type { DeviceKeys } from './device-keys';
import { Membership } from './membership';
import { messageSeal } from './message-seal';
import type { LinkHealth, Subscription, TeamLink, TeamSeal, ValueSeal } from './seams';
import { ASKING, PULSES } from './seen-ear';
import { SeenTeller } from './seen-teller';
import { memoryIn } from './vault';

export interface BridgeDeps {
  readonly log: Log;
  readonly settings: Settings;
  readonly secrets: FeedSecrets;
  readonly device: DeviceKeys;
  readonly link: TeamLink;
  readonly name: string;
  readonly now: () => number;
  readonly journal: (line: string) => void;
  /** The link, the place in the space or a feed changed. */
  readonly changed: () => void;
}

const PULSE_MS = 2_000;
const ASKED_MS = 250;
/** The list is written again so often: the stream keeps two hours. */
const RENEW_MS = 45 * 60_000;
/** One desk after another may ask for a list; it is written again at most so often. */
const LIST_MS = 10_000;

export class Bridge {
  readonly members: Membership;
  /** Since the start. */
  readonly counts = { sightings: 0, messages: 0, bytes: 0 };
  private readonly deps: BridgeDeps;
  private readonly runner: FeedRunner;
  private readonly seal: TeamSeal & ValueSeal;
  private readonly tellers = new Map<string, SeenTeller>();
  private readonly listedAt = new Map<string, number>();
  private readonly startedAt: number;
  private count = 0;
  private pulsedAt = 0;
  private asked: Subscription | null = null;
  private timers: NodeJS.Timeout[] = [];
  private isWatching = false;

  constructor(deps: BridgeDeps) {
    this.deps = deps;
    const { log, settings, device, link, now, changed } = deps;
    this.startedAt = now();
    const { space } = settings.sharing;
    const memory = memoryIn(log, space);
    this.members = new Membership({
      ...{ space, device, keep: link.members, name: () => deps.name, person: () => '', memory, now, changed },
      wish: () => null,
      opened: () => undefined,
    });
    this.seal = messageSeal({
      ...{ space, device },
      current: () => this.currentKey(),
      keyOf: (epoch) => this.members.keyOf(epoch),
      signKeyOf: (desk, position) => this.members.signKeyOf(desk, position),
    });
    this.runner = createRunner({
      registry,
      log: (level, line) => level !== 'debug' && deps.journal(oneLine(line, 500)),
      onSightings: (report) => this.take(report),
      onUnchanged: () => this.pulseSoon(),
      onHealth: () => this.healthChanged(),
      keeper: log.feedMemory,
      desk: () => `bridge-${device.desk.slice(0, 8)}`,
    });
    link.onHealth(changed);
  }

  get health(): readonly FeedHealth[] {
    return this.runner.health();
  }

  get linkHealth(): LinkHealth {
    return this.deps.link.health;
  }

  /** Resolves when the servers were reached; watching begins once a member has let the bridge in. `founder`: whom to ask for that. */
  async start(founder: string | null): Promise<void> {
    const { link } = this.deps;
    this.asked = link.hear(ASKING, (bytes) => this.answer(Buffer.from(bytes).toString('utf8')));
    await this.reach();
    if (!this.members.isIn && founder !== null) await this.members.ask(founder);
    this.timers = [setInterval(() => void this.beat(), PULSE_MS), setInterval(() => this.renew(), RENEW_MS)];
    await this.beat();
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.asked?.stop();
    await this.runner.stop();
    await Promise.all([...this.tellers.values()].map((teller) => teller.stop()));
    await this.members.stop();
    await this.deps.link.stop();
  }

  private async reach(): Promise<void> {
    for (;;) {
      try {
        return await this.members.start();
      } catch (error) {
        this.deps.journal(`the team’s servers do not answer yet: ${error instanceof Error ? error.message : error}`);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  }

  private async watch(): Promise<void> {
    this.isWatching = true;
    const feeds = this.deps.settings.feeds.map(({ watchedBy: _, ...feed }) => feed);
    await Promise.all(feeds.map(({ kind }) => loadKind(kind)));
    this.runner.setFeeds(feeds, this.deps.secrets);
    this.deps.changed();
  }

  private async take(report: FeedReport): Promise<void> {
    const teller = this.tellerOf(report.feed);
    this.counts.sightings += report.sightings.length;
    const { gone, stored } = teller.take(report);
    if (gone.length > 0) this.runner.askSooner(report.feed, this.patienceOf(report.feed));
    const told = stored.then(() => this.pulseSoon());
    if (report.isPushed) await told;
    else told.catch(() => undefined);
  }

  /** So long an alert must be missing before a desk counts it as cleared: then the source is asked again. */
  private patienceOf(feed: string): number {
    return (this.deps.settings.feeds.find(({ id }) => id === feed)?.clearAfterSeconds ?? 0) * 1000 + 50;
  }

  private tellerOf(feed: string): SeenTeller {
    const known = this.tellers.get(feed);
    if (known) return known;
    const { settings, link, now, journal } = this.deps;
    const written = (bytes: number): void => {
      this.counts.messages += 1;
      this.counts.bytes += bytes;
    };
    const newRun = (): string => randomBytes(9).toString('base64url');
    const teller = new SeenTeller({ space: settings.sharing.space, feed, seal: this.seal, seen: link.seen, newRun, now, journal, written });
    this.tellers.set(feed, teller);
    return teller;
  }

  private renew(): void {
    for (const teller of this.tellers.values()) teller.renew();
  }

  /** A desk wants to hear of the bridge at once, or misses messages of a feed. */
  private answer(feed: string): void {
    const now = this.deps.now();
    const teller = this.tellers.get(feed);
    if (teller && now - (this.listedAt.get(feed) ?? 0) > LIST_MS) {
      this.listedAt.set(feed, now);
      teller.renew();
    }
    this.pulseSoon();
  }

  private healthChanged(): void {
    this.pulseSoon();
    this.deps.changed();
  }

  private pulseSoon(): void {
    if (this.deps.now() - this.pulsedAt >= ASKED_MS) void this.beat();
  }

  private async beat(): Promise<void> {
    if (!this.members.isIn) return;
    if (!this.isWatching) await this.watch();
    this.pulsedAt = this.deps.now();
    const pulse = this.pulseNow();
    try {
      this.deps.link.say(PULSES, await this.seal.sealValue(PULSE_PLACE, pulse));
    } catch (error) {
      this.deps.journal(`the bridge could not speak: ${error instanceof Error ? error.message : error}`);
    }
  }

  private pulseNow(): SeenPulse {
    const now = this.deps.now();
    const { space } = this.deps.settings.sharing;
    const feeds = this.runner.health().map((health): SeenFeed => {
      const { feed, state, why, remedy, lastSuccessAt, latencyMs, intervalMs, rejectedCount, heartbeat } = health;
      const answeredMsAgo = lastSuccessAt === null ? null : Math.max(0, now - lastSuccessAt);
      const { run, n } = this.tellerOf(feed).standing;
      const said = { state, why: why.slice(0, 2_000), remedy: remedy.slice(0, 2_000) };
      return { feed, run, n, ...said, answeredMsAgo, latencyMs, intervalMs, rejectedCount, isBeatSeen: heartbeat?.isSeen ?? false };
    });
    return { v: 1, space, desk: this.seal.desk, startedAt: this.startedAt, count: ++this.count, at: now, feeds };
  }

  private currentKey() {
    const current = this.members.current();
    if (!current) throw new Error('the bridge was not let in to its space yet');
    return current;
  }
}
