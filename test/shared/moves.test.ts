// Merging, splitting, closing and coming back: no alert is lost from sight, no incident is opened twice.
import { describe, expect, it } from 'vitest';
import { firingCount } from '../../shared/domain/alert';
import { decideAct } from '../../shared/log/decide/commands';
import { decideMerge, decideSplit } from '../../shared/log/decide/moves';
import { decideTime } from '../../shared/log/decide/time';
import { Bench, context, sighting, T0 } from './make';

const disk = { alertname: 'DiskFull', service: 'db', severity: 'critical' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rows = (bench: Bench) => [...bench.state.incidents.values()].map((i) => i.row);
const idOf = (bench: Bench, service: string) => rows(bench).find((r) => r.service === service)?.id ?? '';
const act = (bench: Bench, id: string, what: 'acknowledge' | 'resolve' | 'close' | 'reopen', now: number) =>
  bench.commit(
    decideAct(bench.state, [id], what === 'acknowledge' ? { act: what, via: 'test' } : { act: what, why: '' }, 'me').drafts,
    now,
  );

describe('closing', () => {
  it('[I6] time closes no incident whose alerts still fire', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    act(bench, bench.only().row.id, 'resolve', T0 + 2000);
    expect(decideTime(bench.state, context({ now: T0 + 100 * HOUR }))).toEqual([]);
    bench.see([], context({ now: T0 + 101 * HOUR }), { clearedKeys: [sighting(disk).key] });
    expect(decideTime(bench.state, context({ now: T0 + 102 * HOUR })).map((d) => d.kind)).toEqual(['incident.closed']);
  });

  it('[I6] a closed one is refused while it is not resolved, and reopens by a person', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    const { id } = bench.only().row;
    bench.see([], context({ now: T0 + 2000 }), { clearedKeys: [sighting(disk).key] });
    act(bench, id, 'close', T0 + 3000);
    expect(bench.state.incidents.size).toBe(0);
    expect(bench.state.groups.size).toBe(0);
  });

  it('[I1] closing an old incident of a group leaves the group to the open one', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    bench.see([], context({ now: T0 + 2000 }), { clearedKeys: [sighting(disk).key] });
    bench.see([sighting({ ...disk, pod: '2' }, { startsAt: T0 + HOUR })], context({ now: T0 + HOUR }));
    const [old, open] = rows(bench);
    act(bench, old?.id ?? '', 'reopen', T0 + HOUR + 1000);
    act(bench, old?.id ?? '', 'resolve', T0 + HOUR + 2000);
    act(bench, old?.id ?? '', 'close', T0 + HOUR + 3000);
    bench.see([sighting({ ...disk, pod: '3' }, { startsAt: T0 + 2 * HOUR })], context({ now: T0 + 2 * HOUR }));
    expect(rows(bench).map((r) => r.id)).toEqual([open?.id]);
  });

  it('[I4] [I6] the very same episode that comes back late reopens its incident, never opens it twice', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    const before = bench.only().row;
    bench.see([], context({ now: T0 + 2000 }), { clearedKeys: [sighting(disk).key] });
    bench.see([sighting(disk)], context({ now: T0 + 5 * HOUR }));
    expect(bench.only().row).toMatchObject({ id: before.id, number: before.number, status: 'open', alertCount: 1 });
    expect(bench.events.filter((e) => e.kind === 'incident.opened')).toHaveLength(1);
  });
});

describe('merging', () => {
  const two = () => {
    const bench = new Bench();
    bench.see([sighting({ ...disk, severity: 'warning' }), sighting({ ...disk, service: 'web', tier: '1' })], context());
    return bench;
  };

  it('[I2] the target is as bad as the worst of what came in', () => {
    const bench = two();
    bench.commit(decideMerge(bench.state, idOf(bench, 'db'), [idOf(bench, 'web')], 'me').drafts, T0 + 2000);
    expect(bench.only().row.severity).toBe(1);
  });

  it('[I8] nothing is merged into what is over: its alerts would be out of sight', () => {
    const bench = two();
    act(bench, idOf(bench, 'db'), 'resolve', T0 + 2000);
    const { drafts, refused } = decideMerge(bench.state, idOf(bench, 'db'), [idOf(bench, 'web')], 'me');
    expect(drafts).toEqual([]);
    expect(refused[0]?.why).toBe('INC-1 is resolved; reopen it first, or merge the other way round.');
  });

  it('[I8] does what can be done of a bulk and tells the rest', () => {
    const bench = two();
    const ids = [idOf(bench, 'db'), 'inc-none', idOf(bench, 'web')];
    const { drafts, refused } = decideAct(bench.state, ids, { act: 'acknowledge', via: 'test' }, 'me');
    expect(drafts).toHaveLength(2);
    expect(refused).toEqual([{ incident: 'inc-none', why: 'There is no such incident.' }]);
  });
});

describe('splitting', () => {
  const split = (bench: Bench, pods: readonly string[], now: number) => {
    const source = rows(bench)[0];
    const alerts = [...(bench.state.incidents.get(source?.id ?? '')?.alerts ?? [])];
    const ids = alerts.filter(([, a]) => pods.includes(a.labels.pod ?? '')).map(([id]) => id);
    return bench.commit(decideSplit(bench.state, source?.id ?? '', ids, 'me', now).drafts, now);
  };
  const pods = [sighting({ ...disk, pod: '1' }), sighting({ ...disk, pod: '2' }), sighting({ ...disk, pod: '3' })];
  const key = (pod: number) => pods[pod - 1]?.key ?? '';

  it('[I3] [I7] whichever part has nothing firing left resolves', () => {
    const bench = new Bench();
    bench.see(pods, context());
    bench.see([], context({ now: T0 + 2000 }), { clearedKeys: [key(1)] });
    split(bench, ['1'], T0 + 3000);
    expect(rows(bench).map((r) => [r.status, firingCount(r.tally)])).toEqual([
      ['open', 2],
      ['resolved', 0],
    ]);
    const other = new Bench();
    other.see(pods, context());
    other.see([], context({ now: T0 + 2000 }), { clearedKeys: [key(1)] });
    split(other, ['2', '3'], T0 + 3000);
    expect(rows(other).map((r) => [r.status, firingCount(r.tally)])).toEqual([
      ['resolved', 0],
      ['open', 2],
    ]);
  });

  it('[I1] [I7] an alert whose own incident is long over joins the open one of its group', () => {
    const bench = new Bench();
    bench.see(pods, context());
    split(bench, ['1'], T0 + 2000);
    bench.see([], context({ now: T0 + 3000 }), { clearedKeys: [key(1)] });
    bench.see([sighting({ ...disk, pod: '1' }, { startsAt: T0 + HOUR })], context({ now: T0 + HOUR }));
    expect(rows(bench).map((r) => [r.status, firingCount(r.tally)])).toEqual([
      ['open', 3],
      ['resolved', 0],
    ]);
  });

  it('[I7] two splits in one millisecond are two incidents', () => {
    const bench = new Bench();
    bench.see(pods, context());
    split(bench, ['1'], T0 + 2000);
    split(bench, ['2'], T0 + 2000);
    expect(bench.state.incidents.size).toBe(3);
  });
});

describe('alerts', () => {
  it('[A6] one that is missing clears only when the desk says that it may', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    expect(bench.see([], context({ now: T0 + 60_000 }))).toEqual([]);
    expect(bench.see([sighting(disk, { state: 'resolved' })], context({ now: T0 + HOUR })).map((e) => e.kind)).toContain('alert.cleared');
  });

  it('[A8] values that move with every evaluation are not transitions, and the first ones stay', () => {
    const bench = new Bench();
    bench.see([sighting(disk, { annotations: { description: '91 %' }, summary: '91 %' })], context());
    expect(bench.see([sighting(disk, { annotations: { description: '92 %' }, summary: '92 %' })], context({ now: T0 + 5000 }))).toEqual([]);
    expect([...bench.only().alerts.values()][0]?.annotations).toEqual({ description: '91 %' });
  });

  it('[I1] an alert named like an incident joins no other', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    const { id } = bench.only().row;
    bench.see([sighting(disk, { suppression: { by: 'silence', ids: ['s'] } }), sighting({ alertname: id })], context({ now: T0 + 2000 }));
    expect(rows(bench).map((r) => r.alertCount)).toEqual([1, 1]);
  });
});
