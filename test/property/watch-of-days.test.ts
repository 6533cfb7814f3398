// Days of a watch in seconds: alerts come and go, people snooze, pause and sleep. Whatever happens, nobody waits for a page that
// the rules allow, and nobody is told the same thing twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentRow } from '../../shared/domain/incident';
import { decideAct, type IncidentAct } from '../../shared/log/decide/commands';
import { decidePages } from '../../shared/log/decide/pages';
import { decideSightings } from '../../shared/log/decide/sightings';
import { decideTime } from '../../shared/log/decide/time';
import type { Draft, LogEvent } from '../../shared/log/event';
import { decideNotify } from '../../shared/rules/notify';
import { quietAt } from '../../shared/rules/quiet-hours';
import { type Settings, settingsSchema } from '../../shared/settings';
import { Bench, sighting, T0 } from '../shared/make';

const MINUTE = 60_000;
const RETELL_MS = 20_000;
const alerts = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((service) =>
  (service < 'd' ? ['critical'] : ['warning', 'error']).map((severity) => ({ alertname: 'Down', service, severity })),
);
const some = fc.subarray(
  alerts.map((_, i) => i),
  { maxLength: 9 },
);

type Op =
  | { readonly op: 'fire' | 'clear' | 'silence'; readonly which: readonly number[] }
  | { readonly op: 'act'; readonly act: (now: number) => IncidentAct; readonly which: number }
  | { readonly op: 'pause'; readonly minutes: number }
  | { readonly op: 'unpause'; readonly minutes: number }
  | { readonly op: 'report'; readonly kind: 'shown' | 'dismissed' };

const acts: readonly ((now: number) => IncidentAct)[] = [
  () => ({ act: 'acknowledge', via: 'test' }),
  () => ({ act: 'unacknowledge' }),
  (now) => ({ act: 'snooze', until: now + 45 * MINUTE, via: 'test' }),
  () => ({ act: 'unsnooze' }),
  () => ({ act: 'resolve', why: '' }),
  () => ({ act: 'reopen', why: '' }),
];
const anyOp: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ op: fc.constantFrom('fire' as const, 'fire' as const, 'clear' as const, 'silence' as const), which: some }),
  },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('act' as const), act: fc.constantFrom(...acts), which: fc.nat(9) }) },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constantFrom('pause' as const, 'unpause' as const), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ op: fc.constant('report' as const), kind: fc.constantFrom('shown' as const, 'dismissed' as const) }),
  },
);
const anyDays = fc.array(fc.record({ after: fc.oneof(fc.nat(20), fc.nat(700)), op: anyOp }), { minLength: 1, maxLength: 25 });
const anySettings = fc.record({ isQuiet: fc.boolean(), storm: fc.integer({ min: 1, max: 8 }) });

/** One desk on a clock that the test turns. Counts pages for itself, by events alone. */
class Days {
  readonly bench = new Bench();
  now = T0;
  private readonly settings: Settings;
  private readonly pagedAt = new Map<string, number>();
  private readonly pagesOfRun = new Map<string, number>();
  private readonly worsened = new Map<string, number>();
  readonly ids: string[] = [];

  constructor({ isQuiet, storm }: { isQuiet: boolean; storm: number }) {
    const quietHours = { isOn: isQuiet, from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
    this.settings = settingsSchema.parse({ paging: { quietHours, storm: { incidents: storm } } });
  }

  get ctx() {
    return { now: this.now, settings: this.settings, timeZone: 'UTC' };
  }

  /** As the desk's transaction: what was decided, then pages. */
  transact(drafts: readonly Draft[]): void {
    this.count(this.bench.commit(drafts, this.now));
    this.count(this.bench.commit(decidePages(this.bench.state, this.ctx), this.now));
    for (const { row } of this.bench.state.incidents.values()) this.check(row);
  }

  private count(events: readonly LogEvent[]): void {
    for (const e of events) {
      if (e.kind === 'page.requested') this.ids.push(e.data.page);
      const row = e.incident === null ? undefined : this.bench.state.incidents.get(e.incident)?.row;
      if (!row) continue;
      const run = `${row.id} ${row.paging.run}`;
      if (e.kind === 'incident.severity-changed') this.worsened.set(run, (this.worsened.get(run) ?? 0) + 1);
      const isPage =
        e.kind === 'page.requested' || (e.kind === 'page.withheld' && e.data.foldedInto !== null && e.data.nextAt !== this.retellAt());
      if (!isPage) continue;
      this.pagedAt.set(run, this.now);
      this.pagesOfRun.set(run, (this.pagesOfRun.get(run) ?? 0) + 1);
    }
  }

  private retellAt(): number {
    return (this.bench.state.storm?.toldAt ?? Number.NaN) + RETELL_MS;
  }

  private check(row: IncidentRow): void {
    const run = `${row.id} ${row.paging.run}`;
    const { everyMinutes, times } = this.settings.paging.repeat[`sev${row.severity}`];
    const pages = this.pagesOfRun.get(run) ?? 0;
    const mostTimes = Math.max(...Object.values(this.settings.paging.repeat).map((r) => r.times));
    expect(pages).toBeLessThanOrEqual(mostTimes + 1 + (this.worsened.get(run) ?? 0));
    if (row.status !== 'open' || row.snoozedUntil !== null) return;
    const quiet = quietAt(this.settings.paging.quietHours, 'UTC', this.now);
    if (!decideNotify(row, { ...this.ctx, pausedUntil: this.bench.state.pausedUntil, quiet }).isPage) return;
    const isInStorm = row.paging.lastOutcome === 'folded' && row.paging.nextAt !== null && row.paging.nextAt <= this.now + RETELL_MS;
    if (isInStorm) return;
    if (pages === 0) expect.fail(`${row.id} waits for its first page: ${JSON.stringify(row.paging)}`);
    const isMore = everyMinutes > 0 && row.paging.step <= times;
    const waitedMs = this.now - (this.pagedAt.get(run) ?? 0);
    if (isMore && waitedMs >= everyMinutes * MINUTE) expect.fail(`${row.id} waits for page ${pages + 1}: ${JSON.stringify(row.paging)}`);
  }

  /** Ticks close together after something happened, then wider. */
  pass(minutes: number): void {
    const end = this.now + minutes * MINUTE;
    const closeUntil = this.now + 6 * MINUTE;
    while (this.now < end) {
      this.now = Math.min(end, this.now + (this.now < closeUntil ? 15_000 : 5 * MINUTE));
      this.transact(decideTime(this.bench.state, this.ctx));
    }
  }

  see(which: readonly number[], op: 'fire' | 'clear' | 'silence'): void {
    const suppression = op === 'silence' ? { by: 'silence' as const, ids: ['s'] } : null;
    const state = op === 'clear' ? ('resolved' as const) : ('firing' as const);
    const sightings = which.map((i) => sighting(alerts[i] ?? {}, { state, suppression, startsAt: this.now }));
    const input = { feed: 'am', sightings, clearedKeys: [], clearedWhy: 'gone', previousAnswerAt: null };
    this.transact(decideSightings(this.bench.state, input, this.ctx));
  }

  run(op: Op): void {
    const ids = [...this.bench.state.incidents.keys()];
    if (op.op === 'act')
      this.transact(decideAct(this.bench.state, [ids[op.which % Math.max(1, ids.length)] ?? ''], op.act(this.now), 'me').drafts);
    else if (op.op === 'pause')
      this.transact([{ kind: 'paging.paused', incident: null, actor: 'me', data: { until: this.now + op.minutes * MINUTE, by: 'me' } }]);
    else if (op.op === 'unpause') this.transact([{ kind: 'paging.unpaused', incident: null, actor: 'me', data: { by: 'me' } }]);
    else if (op.op === 'report') this.transact(this.reports(op.kind));
    else this.see(op.which, op.op);
  }

  /** Words of the shell about every page so far, however late. */
  private reports(kind: 'shown' | 'dismissed'): Draft[] {
    return [...this.bench.state.incidents.values()].map(({ row }) => {
      const page = `${row.id}:0:1:${row.severity}`;
      if (kind === 'shown') return { kind: 'page.shown', incident: row.id, actor: 'shell', data: { page, route: 'test', receiptMs: 1 } };
      return { kind: 'page.dismissed', incident: row.id, actor: 'shell', data: { page, why: 'gone' } };
    });
  }
}

describe('a watch of days', () => {
  it('[N1] [N2] [N4] [N5] [N6] pages whatever the rules allow within a tick of being due, never twice, and stops at the limit', () => {
    fc.assert(
      fc.property(anySettings, anyDays, (settings, steps) => {
        const days = new Days(settings);
        for (const { after, op } of steps) {
          days.pass(after);
          days.run(op);
        }
        days.pass(600);
        expect(new Set(days.ids).size).toBe(days.ids.length);
      }),
      { numRuns: 120 },
    );
  }, 60_000);
});
