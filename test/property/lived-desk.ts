// Days of a desk as the engine lives them, without the engine: answers of two tools, people's acts, beats of the clock, sleep. What it
// decides is recorded as the log would.
import fc from 'fast-check';
import type { Sighting } from '../../shared/feed';
import { decideAct, type IncidentAct } from '../../shared/log/decide/commands';
import { decideEscalation } from '../../shared/log/decide/escalation';
import { decideMerge, decideSplit } from '../../shared/log/decide/moves';
import { type Absence, decidePages, wantsPage } from '../../shared/log/decide/pages';
import { decideSightings } from '../../shared/log/decide/sightings';
import { decideTime } from '../../shared/log/decide/time';
import type { Draft, LogEvent } from '../../shared/log/event';
import { foldIncident } from '../../shared/log/reduce';
import type { State } from '../../shared/log/state';
import { type Settings, settingsSchema } from '../../shared/settings';
import { Bench, sighting, T0 } from '../shared/make';

const MINUTE = 60_000;
const FEEDS = ['am', 'icinga'];
const ALERTS = ['a', 'b', 'c', 'd'].flatMap((service) =>
  ['critical', 'warning', 'info'].map((severity, i) => ({ alertname: `Down${i % 2}`, service, severity, instance: `host-${i}:9100` })),
);
const some = fc.subarray(
  ALERTS.map((_, i) => i),
  { maxLength: 7 },
);
const feed = fc.constantFrom(...FEEDS);

const TURNS = ['fire', 'fire', 'clear', 'clear', 'silence', 'refire', 'again'] as const;

export type Op =
  | { readonly op: (typeof TURNS)[number]; readonly feed: string; readonly which: readonly number[] }
  | { readonly op: 'act'; readonly act: number; readonly which: number }
  | { readonly op: 'merge' | 'split'; readonly which: number; readonly other: number }
  | { readonly op: 'pause'; readonly minutes: number }
  | { readonly op: 'note' }
  | { readonly op: 'sleep'; readonly minutes: number };

const ACTS: readonly ((now: number) => IncidentAct)[] = [
  () => ({ act: 'acknowledge', via: 'test' }),
  () => ({ act: 'unacknowledge' }),
  (now) => ({ act: 'snooze', until: now + 12 * MINUTE, via: 'test' }),
  () => ({ act: 'unsnooze' }),
  () => ({ act: 'resolve', why: '' }),
  () => ({ act: 'close', why: '' }),
  () => ({ act: 'reopen', why: '' }),
  () => ({ act: 'set-severity', severity: 2 }),
  () => ({ act: 'flag-security', isSecurity: true }),
];

const anyOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ op: fc.constantFrom(...TURNS), feed, which: some }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('act' as const), act: fc.nat(ACTS.length - 1), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('merge' as const, 'split' as const), which: fc.nat(9), other: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('pause' as const), minutes: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('note' as const) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('sleep' as const), minutes: fc.integer({ min: 4, max: 90 }) }) },
);

/** `after`: seconds that pass before. */
export const anyLife = fc.record({
  ops: fc.array(fc.record({ after: fc.oneof(fc.nat(3), fc.nat(90), fc.nat(1500)), op: anyOp }), { minLength: 1, maxLength: 24 }),
  isQuiet: fc.boolean(),
  storm: fc.integer({ min: 1, max: 6 }),
  isEscalating: fc.boolean(),
});
export type Life = typeof anyLife extends fc.Arbitrary<infer L> ? L : never;

class LivedDesk {
  readonly bench = new Bench();
  readonly settings: Settings;
  readonly cuts: { readonly events: number; readonly state: State; readonly at: number }[] = [];
  now = T0;
  private readonly firing = new Map<string, Map<number, number>>(FEEDS.map((f) => [f, new Map()]));
  private readonly silenced = new Set<string>();
  private readonly answeredAt = new Map<string, number>();
  /** Start of the last episode: a source may tell of the very same one again. */
  private readonly before = new Map<string, number>();
  private isHeld = false;
  private readonly isTurned: boolean;

  /** `isTurned`: every answer lists its alerts the other way round. */
  constructor({ isQuiet, storm, isEscalating }: Life, isTurned: boolean) {
    this.isTurned = isTurned;
    const step = (does: string, afterMinutes: number) => ({ does, afterMinutes, ...(does === 'tell-channel' && { to: 'nowhere' }) });
    const policies = [{ id: 'all', name: 'All', steps: [step('page-again', 3), step('tell-channel', 5), step('page-louder', 7)] }];
    this.settings = settingsSchema.parse({
      feeds: FEEDS.map((id) => ({ id, kind: 'alertmanager', name: id })),
      grouping: { reopenWithinMinutes: 4 },
      closing: { closeResolvedAfterHours: 0.2 },
      paging: { quietHours: { isOn: isQuiet, from: '03:10', to: '03:40', timeZone: 'UTC' }, storm: { incidents: storm } },
      ...(isEscalating && { escalation: { policies } }),
    });
  }

  live(life: Life): this {
    for (const { after, op } of life.ops) {
      this.wait(after);
      this.cuts.push({ events: this.bench.events.length, state: this.bench.state, at: this.now });
      this.now += 7;
      this.do(op);
    }
    this.wait(20);
    return this;
  }

  private get ctx() {
    return { now: this.now, settings: this.settings, timeZone: 'UTC' };
  }

  /** Beats of the clock, each a little late. */
  private wait(seconds: number): void {
    const until = this.now + seconds * 1000;
    for (let n = 0; this.now < until; n++) {
      this.now += 1000 + (n % 3) * 11;
      this.transact(decideTime(this.bench.state, this.ctx));
    }
  }

  private transact(drafts: readonly Draft[], absence: Absence | null = null): void {
    const first = this.bench.commit(drafts, this.now);
    if (this.isHeld) return;
    const pages = this.bench.commit(decidePages(this.bench.state, this.ctx, absence), this.now);
    this.bench.commit(decideEscalation(this.bench.state, [...first, ...pages], this.ctx), this.now);
  }

  private do(op: Op): void {
    if (op.op === 'act') this.act(op.act, op.which);
    else if (op.op === 'pause')
      this.transact([
        { kind: 'paging.paused', incident: null, actor: 'person:me', data: { until: this.now + op.minutes * MINUTE, by: 'me' } },
      ]);
    else if (op.op === 'note') this.note();
    else if (op.op === 'sleep') this.sleep(op.minutes);
    else if ('feed' in op) this.turn(op.op, op.feed, op.which);
    else this.move(op.op, op.which, op.other);
  }

  private turn(what: (typeof TURNS)[number], feedId: string, which: readonly number[]): void {
    const firing = this.firing.get(feedId) as Map<number, number>;
    for (const n of which) {
      if (what === 'fire' && !firing.has(n)) firing.set(n, this.now - 500);
      if (what === 'refire' && firing.has(n)) firing.set(n, this.now - 200);
      if (what === 'again' && !firing.has(n)) firing.set(n, this.before.get(`${feedId} ${n}`) ?? this.now);
      if (what === 'clear' && firing.has(n)) this.before.set(`${feedId} ${n}`, firing.get(n) ?? 0);
      if (what === 'clear') firing.delete(n);
      if (what === 'silence') this.silenced.add(`${feedId} ${n}`);
    }
    this.answer(feedId);
  }

  private answer(feedId: string): void {
    const firing = this.firing.get(feedId) as Map<number, number>;
    const sightings = [...firing].map(([n, startsAt]): Sighting => {
      const isSilenced = this.silenced.has(`${feedId} ${n}`);
      return sighting(ALERTS[n] as Record<string, string>, { startsAt, ...(isSilenced && { suppression: { by: 'silence', ids: ['s'] } }) });
    });
    if (this.isTurned) sightings.reverse();
    const listed = new Set(sightings.map((s) => s.key));
    const clearedKeys = ALERTS.map((labels) => sighting(labels).key).filter((key) => !listed.has(key));
    const input = { feed: feedId, sightings, clearedKeys, clearedWhy: 'gone', previousAnswerAt: this.answeredAt.get(feedId) ?? null };
    this.answeredAt.set(feedId, this.now);
    this.remember(decideSightings(this.bench.state, input, this.ctx));
    this.transact(decideSightings(this.bench.state, input, this.ctx));
    this.forgetOver();
  }

  /** As the engine's desk: a past incident of the id that would open is brought back first. */
  private remember(drafts: readonly Draft[]): void {
    const ids = drafts.flatMap((d) => (d.kind === 'incident.opened' && d.incident ? [d.incident] : []));
    const incidents = new Map(this.bench.state.incidents);
    const groups = new Map(this.bench.state.groups);
    for (const id of ids) {
      const past = foldIncident(this.bench.events.filter((e) => e.incident === id));
      if (!past || incidents.has(id)) continue;
      incidents.set(id, past);
      for (const key of past.groupKeys) if (!groups.has(key)) groups.set(key, id);
    }
    if (incidents.size > this.bench.state.incidents.size) this.bench.state = { ...this.bench.state, incidents, groups };
  }

  private forgetOver(): void {
    const over = [...this.bench.state.incidents.values()].filter((i) => i.row.status === 'closed' || i.row.status === 'merged');
    if (over.length === 0) return;
    const incidents = new Map(this.bench.state.incidents);
    const groups = new Map(this.bench.state.groups);
    for (const { row, groupKeys } of over) {
      incidents.delete(row.id);
      for (const key of groupKeys) if (groups.get(key) === row.id) groups.delete(key);
    }
    this.bench.state = { ...this.bench.state, incidents, groups };
  }

  private ids(): string[] {
    return [...this.bench.state.incidents.keys()];
  }

  private act(n: number, which: number): void {
    const id = this.ids()[which];
    const act = ACTS[n]?.(this.now);
    if (id && act) this.transact(decideAct(this.bench.state, [id], act, 'me').drafts);
  }

  private move(op: 'merge' | 'split', which: number, other: number): void {
    const { state } = this.bench;
    const [one, two] = [this.ids()[which], this.ids()[other]];
    if (!one) return;
    if (op === 'merge' && two) this.transact(decideMerge(state, one, [two], 'me').drafts);
    const [alert] = state.incidents.get(one)?.alerts.keys() ?? [];
    if (op === 'split' && alert) this.transact(decideSplit(state, one, [alert], 'me', this.now).drafts);
  }

  private note(): void {
    const [id] = this.ids();
    if (id) this.transact([{ kind: 'incident.noted', incident: id, actor: 'person:me', data: { text: 'seen', by: 'me' } }]);
  }

  /** As after a lid that was closed: feeds speak first, then one receipt. */
  private sleep(minutes: number): void {
    const from = this.now;
    this.now += minutes * MINUTE;
    this.isHeld = true;
    for (const id of FEEDS) {
      this.answer(id);
      this.now += 300;
    }
    this.isHeld = false;
    const rows = [...this.bench.state.incidents.values()].map((i) => i.row);
    const count = (kind: 'alert.fired' | 'alert.cleared') => this.bench.events.filter((e) => e.kind === kind && e.at > from).length;
    const stillOpen = rows.filter((r) => r.status === 'open').length;
    const absence = { from, to: this.now, fired: count('alert.fired'), cleared: count('alert.cleared'), stillOpen };
    const isWorth = absence.fired > 0 || absence.cleared > 0 || rows.some((r) => wantsPage(r, this.ctx));
    const noted: Draft = { kind: 'absence.noted', incident: null, actor: 'engine', data: { ...absence, why: 'the machine slept' } };
    this.transact([noted], isWorth ? absence : null);
  }
}

/** What such a life leaves behind. */
export function livedDesk(
  life: Life,
  isTurned = false,
): {
  readonly events: readonly LogEvent[];
  readonly settings: Settings;
  readonly now: number;
  readonly cuts: LivedDesk['cuts'];
} {
  const desk = new LivedDesk(life, isTurned).live(life);
  return { events: desk.bench.events, settings: desk.settings, now: desk.now, cuts: desk.cuts };
}
