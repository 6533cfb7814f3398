import { describe, expect, it } from 'vitest';
import { firingCount } from '../../shared/domain/alert';
import { decideAct } from '../../shared/log/decide/commands';
import { Bench, context, sighting, T0 } from './make';

const disk = { alertname: 'DiskFull', service: 'db', cluster: 'a', severity: 'critical' };
const MINUTE = 60_000;

describe('decideSightings', () => {
  it('[I1] joins alerts of the same name and grouping labels, and keeps each as its own', () => {
    const bench = new Bench();
    bench.see([sighting({ ...disk, pod: '1' }), sighting({ ...disk, pod: '2' }), sighting({ ...disk, service: 'web' })], context());
    expect(bench.state.incidents.size).toBe(2);
    const db = [...bench.state.incidents.values()].find((i) => i.row.service === 'db');
    expect([...(db?.alerts.values() ?? [])].map((a) => a.labels.pod)).toEqual(['1', '2']);
    expect(db?.row.groupWhy).toBe('same alert name DiskFull and service db, cluster a');
  });

  it('[A1] never makes one of two alerts that differ in any label', () => {
    const bench = new Bench();
    bench.see([sighting({ ...disk, instance: 'x' }), sighting({ ...disk, instance: 'x', device: 'sda' })], context());
    expect(bench.only().alerts.size).toBe(2);
    expect(firingCount(bench.only().row.tally)).toBe(2);
  });

  it('[A4] says nothing about a sighting that repeats what is known', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    expect(bench.see([sighting(disk), sighting(disk)], context({ now: T0 + 5000 }), { previousAnswerAt: T0 + 1000 })).toEqual([]);
  });

  it('[A2] takes a start later than the previous answer as a new episode', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    const again = sighting(disk, { startsAt: T0 + 9000 });
    const kinds = bench.see([again], context({ now: T0 + 10_000 }), { previousAnswerAt: T0 + 5000 }).map((e) => e.kind);
    expect(kinds.slice(0, 2)).toEqual(['alert.cleared', 'alert.fired']);
    expect([...bench.only().alerts.values()][0]?.episodes).toBe(2);
    expect(firingCount(bench.only().row.tally)).toBe(1);
  });

  it('[A3] takes an earlier or slightly different start as the same episode', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    const other = sighting(disk, { startsAt: T0 + 400 });
    expect(bench.see([other], context({ now: T0 + 5000 }), { previousAnswerAt: T0 + 1000 })).toEqual([]);
  });

  it('[A3] takes the first sight for a start that the source does not know', () => {
    const bench = new Bench();
    bench.see([sighting(disk, { startsAt: 0 })], context());
    expect(bench.only().row.startedAt).toBe(T0 + 1000);
    expect(bench.see([sighting(disk, { startsAt: 0 })], context({ now: T0 + 9000 }), { previousAnswerAt: T0 + 5000 })).toEqual([]);
  });

  it('[A7] keeps what hides an alert and counts it', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    bench.see([sighting(disk, { suppression: { by: 'silence', ids: ['s1'] } })], context({ now: T0 + 5000 }));
    expect(bench.only().row.tally.suppressed).toBe(1);
    expect([...bench.only().alerts.values()][0]?.suppression?.ids).toEqual(['s1']);
  });

  it('[I2] raises the severity with a worse alert and leaves a choice by hand alone', () => {
    const bench = new Bench();
    bench.see([sighting({ ...disk, severity: 'warning' }, { key: 'w' })], context());
    expect(bench.only().row.severity).toBe(4);
    bench.see([sighting(disk, { key: 'c' })], context({ now: T0 + 5000 }));
    expect(bench.only().row.severity).toBe(2);
    bench.commit(decideAct(bench.state, [bench.only().row.id], { act: 'set-severity', severity: 5 }, 'me').drafts, T0 + 6000);
    bench.see([sighting({ ...disk, tier: '1' }, { key: 't' })], context({ now: T0 + 7000 }));
    expect(bench.only().row.severity).toBe(5);
  });

  it('[I3] resolves when every alert has cleared, not before', () => {
    const bench = new Bench();
    bench.see([sighting(disk, { key: 'a' }), sighting(disk, { key: 'b' })], context());
    bench.see([], context({ now: T0 + 2000 }), { clearedKeys: ['a'] });
    expect(bench.only().row.status).toBe('open');
    bench.see([], context({ now: T0 + 3000 }), { clearedKeys: ['b'] });
    expect(bench.only().row.status).toBe('resolved');
  });

  it('[I4] reopens soon after resolution and opens a new incident later', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    bench.see([], context({ now: T0 + 2000 }), { clearedKeys: [sighting(disk).key] });
    bench.see([sighting(disk, { startsAt: T0 + 3000 })], context({ now: T0 + 4000 }));
    expect(bench.only().row.status).toBe('open');
    bench.see([], context({ now: T0 + 5000 }), { clearedKeys: [sighting(disk).key] });
    bench.see([sighting(disk, { startsAt: T0 + 30 * MINUTE })], context({ now: T0 + 31 * MINUTE }));
    expect([...bench.state.incidents.values()].map((i) => i.row.status).sort()).toEqual(['open', 'resolved']);
  });

  it('[I5] calls it flapping after several reopenings, still one incident', () => {
    const bench = new Bench();
    for (let i = 0; i < 4; i++) {
      bench.see([sighting(disk, { startsAt: T0 + i * MINUTE })], context({ now: T0 + i * MINUTE + 1000 }));
      bench.see([], context({ now: T0 + i * MINUTE + 2000 }), { clearedKeys: [sighting(disk).key] });
    }
    expect(bench.only().row.isFlapping).toBe(true);
    expect(bench.only().row.reopenedAt).toHaveLength(3);
  });

  it('[I9] leaves an incident resolved by hand alone while the same episodes fire on', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    bench.commit(decideAct(bench.state, [bench.only().row.id], { act: 'resolve', why: '' }, 'me').drafts, T0 + 2000);
    expect(bench.see([sighting(disk)], context({ now: T0 + 3000 }))).toEqual([]);
    const refused = decideAct(bench.state, [bench.only().row.id], { act: 'close', why: '' }, 'me').refused;
    expect(refused[0]?.why).toContain('still has 1 firing alert');
  });

  it('assesses a missing severity and says so; security is never below SEV2', () => {
    const bench = new Bench();
    bench.see([sighting({ alertname: 'Odd' }), sighting({ alertname: 'Login', category: 'security', severity: 'info' })], context());
    const rows = [...bench.state.incidents.values()].map((i) => i.row);
    expect(rows.map((r) => [r.title, r.severity, r.severityWhy, r.isSecurity])).toEqual([
      ['Odd', 3, 'source gives no severity we know', false],
      ['Login', 2, 'security (category="security")', true],
    ]);
  });
});
