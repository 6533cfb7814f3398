// An engine with a real log on a clock that jumps, beside the oracle: whatever happens, happens to both, and after each moment what the
// engine told must be exactly what the oracle says.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../electron/engine/engine-seams';
import type { IncidentRow } from '../../../shared/domain/incident';
import type { LogEvent, PageRequest } from '../../../shared/log/event';
import type { Settings } from '../../../shared/settings';
import { type LateClock, lateClock, settled } from '../../harness/late-clock';
import type { Happening, Timed } from './happenings';
import { Oracle } from './oracle/oracle';
import type { Told } from './oracle/pages';
import { forgetKind, IN_MEMORY, simulatedEngine, stopSimulated, teachKind } from './simulated-engine';
import { KIND, World } from './world';
import { type Rules, settingsOf, turnsOf } from './year-settings';

/** The runner spreads its polls by it. */
const REAL_RANDOM = Math.random;
const BEAT_MS = 1_000;
const MINUTE_MS = 60_000;
/** The first second of the simulated year: Europe, America and Australia change their clocks within it. */
export const YEAR_START = Date.UTC(2026, 0, 5);

export interface YearReport {
  readonly pages: number;
  readonly storms: number;
  readonly digests: number;
  readonly messages: number;
  readonly escalated: number;
  readonly incidents: number;
  readonly happenings: number;
  readonly days: number;
}

/** What the calls of acts take besides the incidents. */
const MORE = {
  acknowledge: { via: 'window' },
  unacknowledge: {},
  unsnooze: {},
  resolve: { why: '' },
  close: { why: '' },
  reopen: { why: '' },
};

export class YearDesk {
  private readonly folder = mkdtempSync(join(IN_MEMORY, 'dogwatch-year-'));
  private readonly settings: Settings;
  private readonly clock: LateClock;
  private readonly oracle: Oracle;
  private readonly world: World;
  private readonly numbers = new Map<string, number>();
  private readonly ids = new Map<number, string>();
  private readonly seen = new Set<string>();
  private readonly lately: string[] = [];
  private readonly tally = { pages: 0, storms: 0, digests: 0, messages: 0, escalated: 0, happenings: 0 };
  /** How often the sources were asked. */
  asked = 0;
  private told: Told[] = [];
  private newest: PageRequest | null = null;
  private engine: Engine | null = null;
  private presence = { isLocked: false, idleSince: null as number | null, isPresenting: false };
  private readonly random: () => number;

  /** `random`: how far the clock jumps from beat to beat. */
  constructor(rules: Rules, random: () => number) {
    this.random = random;
    Math.random = random;
    this.settings = settingsOf(rules);
    this.clock = lateClock(YEAR_START, (everyMs) => everyMs === BEAT_MS && this.engine !== null && this.oracle.beat());
    this.oracle = new Oracle(this.settings, turnsOf(rules), YEAR_START);
    this.world = new World(this.clock.now, (feed, said, isSame) => {
      this.note(`${feed} ${said === null ? 'fails' : `${isSame ? 'repeats' : 'says'} ${said.length}`}`);
      this.asked += 1;
      this.oracle.hear(feed, said, isSame);
    });
    teachKind(KIND, this.world.kind);
  }

  /** Lives through all of it; throws at the first difference. */
  async live(happenings: Iterable<Timed>, days: number): Promise<YearReport> {
    const end = YEAR_START + days * 24 * 60 * MINUTE_MS;
    try {
      await this.start();
      for (const { after, happening } of happenings) {
        if (this.clock.now() >= end) break;
        await this.wait(after * 1000);
        this.note(JSON.stringify(happening));
        this.tally.happenings += 1;
        await this.happen(happening);
        this.compare();
      }
      await this.wait(60 * MINUTE_MS);
      await this.stop();
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${await this.standings()}`, { cause: error });
    } finally {
      this.clock.restore();
      Math.random = REAL_RANDOM;
      forgetKind(KIND);
      rmSync(this.folder, { recursive: true, force: true });
    }
    return { ...this.tally, incidents: this.numbers.size, days: Math.round((this.clock.now() - YEAR_START) / (24 * 60 * MINUTE_MS)) };
  }

  private note(what: string): void {
    this.lately.push(`${new Date(this.clock.now()).toISOString()} ${what}`);
    if (this.lately.length > 60) this.lately.shift();
  }

  private async start(): Promise<void> {
    const engine = simulatedEngine(this.folder, this.settings, this.clock, {
      present: (request) => this.presented(request),
      onEvents: (events) => this.heard(events),
      journal: (line) => this.note(line),
    });
    this.engine = engine;
    engine.onPresence(this.presence);
    await engine.opened;
    await this.clock.runDue();
  }

  private async stop(): Promise<void> {
    const { engine } = this;
    this.engine = null;
    if (engine) await stopSimulated(engine);
  }

  private presented(request: PageRequest): void {
    const { page, pageKind, rule, incidents, count, worst } = request;
    if (this.seen.has(page)) throw new Error(`[N2] ${page} is told twice`);
    this.seen.add(page);
    this.newest = request;
    const what = pageKind === 'incident' ? 'page' : (pageKind as Told['what']);
    this.told.push({ what, rule, about: incidents.map((id) => this.numbers.get(id) ?? 0).sort((a, b) => a - b), count, worst, to: '' });
    setImmediate(() => this.engine?.onOutcome(page, incidents, { kind: 'shown', route: 'test', receiptMs: 1 }));
  }

  private heard(events: readonly LogEvent[]): void {
    for (const e of events) {
      if (e.kind === 'incident.opened' && e.incident) {
        this.numbers.set(e.incident, e.data.number);
        this.ids.set(e.data.number, e.incident);
      }
      if (e.kind !== 'act.requested' || e.data.content.what !== 'message' || e.data.content.purpose !== 'page') continue;
      const { channel, address, subject } = e.data.content;
      const to = address ? `${channel} ${address}` : channel;
      const count = e.incident === null ? Number(/taken (\d+)/.exec(subject)?.[1]) : 1;
      const about = e.incident === null ? [] : [this.numbers.get(e.incident) ?? 0];
      this.told.push({ what: e.incident === null ? 'counted message' : 'message', rule: 'escalation', about, count, worst: null, to });
    }
  }

  /** Beats until `ms` are over, each 4 to 13 s after the one before. */
  private async wait(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    while (this.clock.now() < end) {
      this.move(Math.min(end, this.clock.now() + 4_000 + Math.floor(this.random() * 9_000)));
      await this.clock.runDue();
      this.compare();
    }
  }

  private move(to: number): void {
    this.clock.jump(to);
    this.oracle.moveTo(to);
  }

  private compare(): void {
    if (this.told.length === 0 && this.oracle.isSilent) return;
    const told = this.told.map((one) => JSON.stringify(one)).sort();
    const due = this.oracle
      .take()
      .map((one) => JSON.stringify({ ...one, worst: one.what.endsWith('message') ? null : one.worst }))
      .sort();
    for (const one of due) this.count(JSON.parse(one) as Told);
    this.told = [];
    if (told.join('\n') === due.join('\n')) return;
    const at = new Date(this.clock.now()).toISOString();
    const both = `At ${at} the rules demand\n  ${due.join('\n  ')}\nand the engine told\n  ${told.join('\n  ')}`;
    throw new Error(`${both}\nBefore:\n  ${this.lately.join('\n  ')}`);
  }

  /** How both see the incidents, for whoever reads of a difference. */
  private async standings(): Promise<string> {
    const reply = await this.engine?.call('subscribe', {});
    const { rows = [] } = (reply?.ok ? reply.value : {}) as { rows?: readonly IncidentRow[] };
    return [...this.oracle.alerts.incidents]
      .map((i) => {
        const row = rows.find((r) => r.number === i.number);
        const theirs = row && {
          status: row.status,
          severity: row.severity,
          tally: row.tally,
          paging: row.paging,
          escalation: row.escalation,
        };
        return `  rules: ${JSON.stringify(i)}\n  engine: ${JSON.stringify(theirs)}`;
      })
      .join('\n');
  }

  private count({ what, rule }: Told): void {
    if (rule === 'escalation') this.tally.escalated += 1;
    if (what === 'page') this.tally.pages += 1;
    else if (what === 'storm') this.tally.storms += 1;
    else if (what === 'digest') this.tally.digests += 1;
    else this.tally.messages += 1;
  }

  private async happen(h: Happening): Promise<void> {
    const { world } = this;
    switch (h.does) {
      case 'fire':
      case 'clear':
      case 'begin':
        for (const n of h.which) world[h.does](n);
        return;
      case 'silence':
      case 'unsilence':
        for (const n of h.which) world.silence(n, h.does === 'silence');
        return;
      case 'lose':
        for (const n of h.which) world.lose(n, h.minutes * MINUTE_MS);
        return;
      case 'word':
        for (const n of h.which) world.word(n, h.word);
        return;
      case 'fail':
      case 'heartless':
        for (const feed of h.feeds) world[h.does === 'fail' ? 'fail' : 'stopHeart'](feed, h.minutes * MINUTE_MS);
        return;
      case 'presence':
        return this.sit(h.isLocked, h.isIdle);
      case 'act':
        return this.act(h);
      case 'answer':
        return this.answer(h.action);
      case 'pause':
        this.oracle.pause(h.minutes);
        return this.call(h.minutes === null ? 'unpause-paging' : 'pause-paging', h.minutes === null ? {} : { minutes: h.minutes });
      case 'sleep':
        this.move(this.clock.now() + h.minutes * MINUTE_MS);
        // Somebody may be quicker than the first beat.
        if (this.random() < 0.3) await this.answer('acknowledge');
        return this.clock.runDue(this.random() < 0.5);
      case 'restart':
        return this.restart(h.minutes);
    }
  }

  private async call(name: string, args: unknown): Promise<void> {
    const reply = await this.engine?.call(name, args);
    if (reply && !reply.ok) this.note(`${name}: ${reply.error.what}`);
    await settled();
  }

  private sit(isLocked: boolean, isIdle: boolean): void {
    this.presence = { isLocked, idleSince: isIdle ? this.clock.now() : null, isPresenting: false };
    const { idleSince } = this.presence;
    const idleMs = this.settings.escalation.awayAfterIdleMinutes * MINUTE_MS;
    this.oracle.presence((at) => isLocked || (idleSince !== null && at - idleSince >= idleMs));
    this.engine?.onPresence(this.presence);
  }

  private async act({ act, which }: Extract<Happening, { does: 'act' }>): Promise<void> {
    const incident = [...this.oracle.alerts.incidents].sort((a, b) => b.number - a.number)[which];
    const id = incident && this.ids.get(incident.number);
    if (!id || (act.act === 'reopen' && !this.oracle.alerts.isHome(incident))) return;
    this.note(`INC-${incident.number} ${incident.status}: ${act.act}`);
    this.oracle.act(incident, act);
    const incidents = [id];
    if (act.act === 'set-severity') return this.call('set-severity', { incidents, severity: act.severity });
    if (act.act === 'snooze') return this.call('snooze-incident', { incidents, minutes: act.minutes, via: 'window' });
    return this.call(`${act.act}-incident`, { incidents, ...MORE[act.act] });
  }

  /** The buttons of a page for many say it for those that it names. */
  private async answer(action: 'acknowledge' | 'snooze'): Promise<void> {
    const page = this.newest;
    if (!page || page.incidents.length === 0) return;
    for (const id of page.incidents) {
      const incident = [...this.oracle.alerts.incidents].find((i) => i.number === this.numbers.get(id));
      if (incident) this.oracle.act(incident, action === 'snooze' ? { act: 'snooze', minutes: 15 } : { act: 'acknowledge' });
    }
    this.engine?.onOutcome(page.page, page.incidents, { kind: 'acted', action });
    await settled();
  }

  private async restart(minutes: number): Promise<void> {
    const endedAt = this.clock.now();
    await this.stop();
    this.move(endedAt + minutes * MINUTE_MS);
    this.oracle.restart(endedAt);
    await this.start();
  }
}
