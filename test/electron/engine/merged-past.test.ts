// Desks that were apart: what their histories say together is decided by one of them, and by the next if that one does not.
import { describe, expect, test } from 'vitest';
import { MergedPast } from '../../../electron/engine/merged-past';
import type { Draft, LogEvent } from '../../../shared/log/event';
import { ranked } from '../../../shared/team/rendezvous';
import { Bench, context, sighting, T0 } from '../../shared/make';

/** An incident whose only alert is over, and that nobody resolved; `desk` looks at it. */
function rig(desk: string, more: readonly Draft[] = []) {
  const bench = new Bench();
  bench.see([sighting({ alertname: 'Down', severity: 'critical' })], context());
  const { row } = bench.only();
  const opened = bench.events.find((e) => e.kind === 'alert.fired') as Extract<LogEvent, { kind: 'alert.fired' }>;
  const { feed, alerts, tally } = opened.data;
  const over = { ...tally, critical: -tally.critical };
  const cleared = alerts.map(({ key, startsAt }) => ({ key, startsAt }));
  bench.commit([{ kind: 'alert.cleared', incident: row.id, actor: 'feed:am', data: { feed, cleared, tally: over, why: 'gone' } }], T0 + 1);
  bench.commit(
    more.map((d) => ({ ...d, incident: row.id }) as Draft),
    T0 + 2,
  );
  let now = T0;
  const decided: Draft[] = [];
  const past = new MergedPast({
    desk: {
      state: bench.state,
      transact: (decide) => {
        decided.push(...decide(bench.state, context()));
        return [];
      },
    },
    log: {
      ofKinds: (_, kinds) => bench.events.filter((e) => kinds.includes(e.kind)).map((e) => ({ ...e, hlc: String(e.seq).padStart(6, '0') })),
      foreign: { sharedAmong: (ids) => [...ids], has: () => false, lastOf: () => 0 },
    },
    now: () => now,
    team: () => ({ desk, alive: ['a', 'b', 'c'].map((name) => ({ desk: name, person: name })), isLinked: true }),
  });
  const until = (seconds: number): Draft[] => {
    for (; now < T0 + seconds * 1000; now += 1000) if (decided.length === 0) past.beat();
    return decided;
  };
  return { id: row.id, until };
}

const order = (): readonly string[] => ranked(rig('a').id, ['a', 'b', 'c']);

describe('what histories say together', () => {
  test('[T18] the first of the desks resolves what every alert left, once it has stood for seconds', () => {
    const { until } = rig(order()[0] as string);
    expect(until(3)).toEqual([]);
    expect(until(6).map((d) => d.kind)).toEqual(['incident.resolved']);
  });

  test('[T18] the others leave it to the first, and do it if that one did not', () => {
    const { until } = rig(order()[1] as string);
    expect(until(7)).toEqual([]);
    expect(until(12).map((d) => d.kind)).toEqual(['incident.resolved']);
    expect(rig(order()[2] as string).until(11)).toEqual([]);
  });

  test('[T18] what a person reopened stays open', () => {
    const by = { incident: '', actor: 'person:me' };
    const reopened: Draft[] = [
      { kind: 'incident.resolved', ...by, data: { why: '', isAutomatic: false } },
      { kind: 'incident.reopened', ...by, data: { why: '', isAutomatic: false, isFlapping: false } },
    ];
    expect(rig(order()[0] as string, reopened).until(30)).toEqual([]);
  });
});
