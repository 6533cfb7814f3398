// Whatever feeds say and people do, in any order: the rules of the log hold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slim } from '../../electron/engine/publisher';
import { firingCount, tallyOf } from '../../shared/domain/alert';
import type { IncidentRow } from '../../shared/domain/incident';
import type { Sighting } from '../../shared/feed';
import { decideAct, type IncidentAct } from '../../shared/log/decide/commands';
import { decideMerge, decideSplit } from '../../shared/log/decide/moves';
import { decidePages } from '../../shared/log/decide/pages';
import { decideSightings } from '../../shared/log/decide/sightings';
import { decideTime } from '../../shared/log/decide/time';
import { foldIncident, reduce } from '../../shared/log/reduce';
import { EMPTY_STATE, type State } from '../../shared/log/state';
import { foldRow } from '../../shared/log/views/queue';
import { admitted, Bench, context, sighting, T0 } from '../shared/make';

const anySighting: fc.Arbitrary<Sighting> = fc
  .record({
    alertname: fc.constantFrom('DiskFull', 'HighLatency', 'Login'),
    service: fc.constantFrom('db', 'web'),
    pod: fc.constantFrom('1', '2', '3'),
    severity: fc.constantFrom('critical', 'warning', 'info'),
    state: fc.constantFrom('firing' as const, 'firing' as const, 'resolved' as const),
    start: fc.integer({ min: 0, max: 20 }),
    isSilenced: fc.boolean(),
  })
  .map(({ state, start, isSilenced, ...labels }) =>
    sighting(labels, { state, startsAt: T0 + start * 30_000, suppression: isSilenced ? { by: 'silence', ids: ['s'] } : null }),
  );

const acts: fc.Arbitrary<IncidentAct> = fc.constantFrom<IncidentAct[]>(
  { act: 'acknowledge', via: 'test' },
  { act: 'unacknowledge' },
  { act: 'snooze', until: T0 + 600_000, via: 'test' },
  { act: 'unsnooze' },
  { act: 'resolve', why: '' },
  { act: 'close', why: '' },
  { act: 'reopen', why: '' },
  { act: 'set-severity', severity: 1 },
  { act: 'flag-security', isSecurity: true },
);

type Op =
  | { readonly op: 'see'; readonly sightings: readonly Sighting[]; readonly cleared: number }
  | { readonly op: 'act'; readonly act: IncidentAct; readonly which: number }
  | { readonly op: 'merge' | 'split'; readonly which: number; readonly other: number };

const anyOp: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ op: fc.constant('see' as const), sightings: fc.array(anySighting, { maxLength: 6 }), cleared: fc.nat(4) }),
  },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('act' as const), act: acts, which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('merge' as const, 'split' as const), which: fc.nat(5), other: fc.nat(5) }) },
);

function run(ops: readonly Op[]): Bench {
  const bench = new Bench();
  let now = T0;
  for (const op of ops) {
    now += 60_000;
    const ctx = context({ now });
    bench.commit(decideTime(bench.state, ctx), now);
    const ids = [...bench.state.incidents.keys()];
    const pick = (n: number): string => ids[n % Math.max(1, ids.length)] ?? '';
    if (op.op === 'see') {
      const firing = [...bench.state.incidents.values()].flatMap((i) => [...i.alerts.values()]).filter((a) => a.isFiring);
      bench.see(op.sightings, ctx, { clearedKeys: firing.slice(0, op.cleared).map((a) => a.key), previousAnswerAt: now - 60_000 });
    } else if (op.op === 'act') bench.commit(decideAct(bench.state, [pick(op.which)], op.act, 'me').drafts, now);
    else if (op.op === 'merge') bench.commit(decideMerge(bench.state, pick(op.which), [pick(op.other)], 'me').drafts, now);
    else
      bench.commit(
        decideSplit(
          bench.state,
          pick(op.which),
          [...(bench.state.incidents.get(pick(op.which))?.alerts.keys() ?? [])].slice(0, 1),
          'me',
          now,
        ).drafts,
        now,
      );
    bench.commit(decidePages(bench.state, ctx), now);
  }
  return bench;
}

const anyHistory = fc.array(anyOp, { maxLength: 25 });

/** State as plain data, so that two can be compared; the order of a map is no part of it. */
function plain(state: State) {
  return {
    ...state,
    incidents: [...state.incidents].map(([id, i]) => ({ id, ...i, alerts: [...i.alerts] })).sort((x, y) => (x.id < y.id ? -1 : 1)),
    groups: [...state.groups].sort(),
    failing: [...state.failing],
  };
}

describe('the log', () => {
  it('[L1] replays to the same state, in one go or one event at a time', () => {
    fc.assert(
      fc.property(anyHistory, (ops) => {
        const bench = run(ops);
        expect(plain(reduce(EMPTY_STATE, bench.events))).toEqual(plain(bench.state));
        let state = EMPTY_STATE;
        for (const [at, event] of bench.events.entries()) {
          if (event.kind === 'incident.reopened') state = admitted(state, bench.events.slice(0, at), event.incident ?? '');
          state = reduce(state, [event]);
        }
        expect(plain(state)).toEqual(plain(bench.state));
      }),
      { numRuns: 200 },
    );
  });

  it('[L8] folds any incident alone from its own events', () => {
    fc.assert(
      fc.property(anyHistory, (ops) => {
        const bench = run(ops);
        for (const [id, incident] of bench.state.incidents) {
          const alone = foldIncident(bench.events.filter((e) => e.incident === id));
          expect(alone?.row).toEqual(incident.row);
          expect([...(alone?.alerts ?? [])]).toEqual([...incident.alerts]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('[L9] gives the window the same rows from slim pushes', () => {
    fc.assert(
      fc.property(anyHistory, (ops) => {
        const bench = run(ops);
        const rows = new Map<string, IncidentRow | undefined>();
        for (const event of bench.events) if (event.incident) rows.set(event.incident, foldRow(rows.get(event.incident), slim(event)));
        for (const [id, incident] of bench.state.incidents) expect(rows.get(id)).toEqual(incident.row);
      }),
      { numRuns: 200 },
    );
  });

  it('[I7] counts of a row are those of its alerts, whatever moved', () => {
    fc.assert(
      fc.property(anyHistory, (ops) => {
        for (const { row, alerts } of run(ops).state.incidents.values()) {
          const all = [...alerts.values()];
          expect(row.tally).toEqual(tallyOf(all.filter((a) => a.isFiring)));
          expect(row.alertCount).toBe(all.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('[I3] [I7] an incident nobody resolved by hand is resolved exactly when nothing fires, whatever was merged or split', () => {
    fc.assert(
      fc.property(
        fc.array(
          anyOp.filter((o) => o.op !== 'act'),
          { maxLength: 20 },
        ),
        (ops) => {
          for (const { row } of run(ops).state.incidents.values()) expect(row.status === 'resolved').toBe(firingCount(row.tally) === 0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('[N3] [N13] pages are about incidents in which something fires freely, one by one or folded', () => {
    fc.assert(
      fc.property(anyHistory, (ops) => {
        let state = EMPTY_STATE;
        for (const event of run(ops).events) {
          state = reduce(state, [event]);
          const isPage = event.kind === 'page.requested' || (event.kind === 'page.withheld' && event.data.foldedInto !== null);
          const row = isPage && event.incident !== null ? state.incidents.get(event.incident)?.row : undefined;
          if (row) expect(firingCount(row.tally) - row.tally.suppressed).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  const latency = sighting({ alertname: 'HighLatency', service: 'db', severity: 'critical' });
  const closedAndBack: Op[] = [
    { op: 'see', sightings: [latency], cleared: 0 },
    { op: 'see', sightings: [], cleared: 1 },
    { op: 'act', act: { act: 'close', why: '' }, which: 0 },
    { op: 'see', sightings: [latency], cleared: 0 },
  ];

  it('[N2] no page is asked for twice', () => {
    fc.assert(
      fc.property(anyHistory, (ops) => {
        const ids = run(ops).events.flatMap((e) => (e.kind === 'page.requested' ? [e.data.page] : []));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 300, examples: [[closedAndBack]] },
    );
  });
});

describe('sightings', () => {
  const unique = fc.uniqueArray(anySighting, { selector: (s) => s.key, maxLength: 12 });
  /** What must not depend on how an answer was cut: alerts by group, severities, statuses. */
  const essence = (state: State) =>
    [...state.incidents.values()]
      .map(({ row, groupKeys, alerts }) => ({
        groupKeys,
        severity: row.severity,
        status: row.status,
        isSecurity: row.isSecurity,
        tally: row.tally,
        startedAt: row.startedAt,
        keys: [...alerts.keys()].sort(),
      }))
      .sort((a, b) => (String(a.groupKeys) < String(b.groupKeys) ? -1 : 1));

  it('[A5] a batch and its parts lead to the same', () => {
    fc.assert(
      fc.property(unique, fc.nat(12), (all, cut) => {
        const whole = new Bench();
        whole.see(all, context());
        const parts = new Bench();
        parts.see(all.slice(0, cut), context());
        parts.see(all.slice(cut), context());
        expect(essence(parts.state)).toEqual(essence(whole.state));
      }),
      { numRuns: 300 },
    );
  });

  it('[A4] duplicates and repetitions change nothing', () => {
    fc.assert(
      fc.property(unique, (all) => {
        const bench = new Bench();
        bench.see([...all, ...all], context());
        const once = new Bench();
        once.see(all, context());
        expect(plain(bench.state)).toEqual(plain(once.state));
        const input = { feed: 'am', sightings: all, clearedKeys: [], clearedWhy: '', previousAnswerAt: T0 + 900_000 };
        expect(decideSightings(bench.state, input, context({ now: T0 + 1_000_000 })).filter((d) => d.kind !== 'alert.cleared')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('[A2] clear and fire again is a new episode', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), (times) => {
        const bench = new Bench();
        const s = sighting({ alertname: 'DiskFull', service: 'db', severity: 'critical' });
        for (let i = 0; i < times; i++) {
          bench.see([{ ...s, startsAt: T0 + i * 60_000 }], context({ now: T0 + i * 60_000 }));
          if (i < times - 1) bench.see([], context({ now: T0 + i * 60_000 + 30_000 }), { clearedKeys: [s.key] });
        }
        expect([...bench.only().alerts.values()][0]?.episodes).toBe(times);
      }),
    );
  });
});
