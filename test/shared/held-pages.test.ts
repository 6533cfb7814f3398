// Pages that were held back or are late: none may be forgotten, whatever happened between.
import { describe, expect, it } from 'vitest';
import { decideAct } from '../../shared/log/decide/commands';
import { decidePages } from '../../shared/log/decide/pages';
import type { Draft, LogEvent, OfKind } from '../../shared/log/event';
import { type Settings, settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const disk = { alertname: 'DiskFull', service: 'db', severity: 'critical' };
const error = { ...disk, severity: 'error' };
const MINUTE = 60_000;
const silenced = { suppression: { by: 'silence' as const, ids: ['s'] } };
const quiet = settingsSchema.parse({ paging: { quietHours: { isOn: true, from: '22:00', to: '07:00', timeZone: 'UTC' } } });

const pages = (events: readonly LogEvent[]) =>
  events.filter((e): e is OfKind<LogEvent, 'page.requested'> => e.kind === 'page.requested').map((e) => e.data);

function look(bench: Bench, now: number, settings?: Settings) {
  return pages(bench.commit(decidePages(bench.state, context({ now, ...(settings && { settings }) })), now));
}

describe('pages held back', () => {
  it('[N5] come at once when the pause is ended early', () => {
    const bench = new Bench();
    const pause: Draft = { kind: 'paging.paused', incident: null, actor: 'person:me', data: { until: T0 + 60 * MINUTE, by: 'me' } };
    bench.commit([pause], T0);
    expect(pages(bench.see([sighting(error)], context()))).toEqual([]);
    expect(look(bench, T0 + 5 * MINUTE)).toEqual([]);
    bench.commit([{ kind: 'paging.unpaused', incident: null, actor: 'person:me', data: { by: 'me' } }], T0 + 6 * MINUTE);
    expect(look(bench, T0 + 6 * MINUTE)).toHaveLength(1);
  });

  it('[N5] come at once when quiet hours are switched off, or when it becomes one that breaks through', () => {
    const bench = new Bench();
    bench.see([sighting(error)], context({ settings: quiet }));
    expect(look(bench, T0 + 5 * MINUTE)).toHaveLength(1);
    const other = new Bench();
    other.see([sighting(error)], context({ settings: quiet }));
    other.commit(decideAct(other.state, [other.only().row.id], { act: 'flag-security', isSecurity: true }, 'me').drafts, T0 + 2 * MINUTE);
    expect(look(other, T0 + 2 * MINUTE, quiet)).toHaveLength(1);
  });

  it('[N5] make one event, however often the rules look', () => {
    const bench = new Bench();
    bench.see([sighting(error)], context({ settings: quiet }));
    const seq = bench.events.length;
    for (let minute = 1; minute < 60; minute++) look(bench, T0 + minute * MINUTE, quiet);
    expect(bench.events).toHaveLength(seq);
  });

  it('[N3] a repetition that was due while all was silenced comes when one fires freely again', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    bench.see([sighting(disk, silenced)], context({ now: T0 + 2 * MINUTE }));
    expect(look(bench, T0 + 6 * MINUTE)).toEqual([]);
    expect(pages(bench.see([sighting(disk)], context({ now: T0 + 12 * MINUTE })))).toHaveLength(1);
  });

  it('[N3] [N8] what got worse while all was silenced and somebody had it comes, once, when one fires freely again', () => {
    const bench = new Bench();
    bench.see([sighting(error)], context());
    bench.commit(decideAct(bench.state, [bench.only().row.id], { act: 'acknowledge', via: 'test' }, 'me').drafts, T0 + 2000);
    bench.see([sighting(error, silenced)], context({ now: T0 + MINUTE }));
    const worse = { ...sighting(error), severity: 'critical' as const };
    expect(pages(bench.see([{ ...worse, ...silenced }], context({ now: T0 + 2 * MINUTE })))).toEqual([]);
    const seq = bench.events.length;
    expect(look(bench, T0 + 3 * MINUTE)).toEqual([]);
    expect(bench.events).toHaveLength(seq);
    expect(pages(bench.see([worse], context({ now: T0 + 12 * MINUTE })))).toHaveLength(1);
    expect(look(bench, T0 + 60 * MINUTE)).toEqual([]);
  });

  it('[N4] a severity that a person chose pages nobody by itself', () => {
    const bench = new Bench();
    const at = T0 + MINUTE;
    bench.see([sighting(error)], context());
    bench.commit(decideAct(bench.state, [bench.only().row.id], { act: 'set-severity', severity: 1 }, 'me').drafts, at);
    expect(look(bench, at)).toEqual([]);
    expect(look(bench, T0 + 14 * MINUTE)).toEqual([]);
    const next = T0 + 16 * MINUTE;
    expect([look(bench, next), look(bench, next + MINUTE), look(bench, next + 2 * MINUTE)].map((list) => list.length)).toEqual([1, 0, 1]);
  });

  it('[N6] [N14] what got worse for somebody who has it and was counted in a storm does not repeat', () => {
    const bench = new Bench();
    const few = settingsSchema.parse({ paging: { storm: { incidents: 2 } } });
    const list = ['a', 'b', 'c'].map((service) => sighting({ ...error, service }));
    bench.see(list, context({ settings: few }));
    const ids = [...bench.state.incidents.keys()];
    bench.commit(decideAct(bench.state, ids, { act: 'acknowledge', via: 'test' }, 'me').drafts, T0 + 2000);
    const later = context({ now: T0 + 30 * MINUTE, settings: few });
    const worse = list.map((s) => ({ ...s, severity: 'critical' as const }));
    expect(pages(bench.see(worse, later)).map((p) => [p.pageKind, p.count])).toEqual([['storm', 3]]);
    for (let minute = 31; minute < 90; minute++) expect(look(bench, T0 + minute * MINUTE, few)).toEqual([]);
  });

  it('[N13] a person who reopens what has cleared is not paged about nothing; the next alert of it pages', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    bench.see([], context({ now: T0 + 2000 }), { clearedKeys: [sighting(disk).key] });
    const { id } = bench.only().row;
    bench.commit(decideAct(bench.state, [id], { act: 'reopen', why: '' }, 'me').drafts, T0 + 3000);
    expect(look(bench, T0 + 3000)).toEqual([]);
    expect(look(bench, T0 + 60 * MINUTE)).toEqual([]);
    expect(bench.only().row).toMatchObject({ status: 'open', paging: { lastWhy: 'none of its alerts fires: a person reopened it' } });
    const again = sighting(disk, { startsAt: T0 + 61 * MINUTE });
    expect(pages(bench.see([again], context({ now: T0 + 61 * MINUTE + 1000 })))).toHaveLength(1);
  });

  it('[N13] reopening what still fires pages as before', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    const { id } = bench.only().row;
    bench.commit(decideAct(bench.state, [id], { act: 'resolve', why: '' }, 'me').drafts, T0 + 2000);
    bench.commit(decideAct(bench.state, [id], { act: 'reopen', why: '' }, 'me').drafts, T0 + 3000);
    expect(look(bench, T0 + 3000)).toHaveLength(1);
  });

  it('[N10] a late word about an old page does not stand for the next one', () => {
    const bench = new Bench();
    const [first] = pages(bench.see([sighting(disk)], context()));
    const id = bench.only().row.id;
    bench.see([], context({ now: T0 + 2000 }), { clearedKeys: [sighting(disk).key] });
    bench.see([sighting(disk, { startsAt: T0 + 3000, ...silenced })], context({ now: T0 + 4000 }));
    const late = { page: first?.page ?? '', why: 'withdrawn' };
    bench.commit([{ kind: 'page.dismissed', incident: id, actor: 'person:me', data: late }], T0 + 5000);
    expect(pages(bench.see([sighting(disk, { startsAt: T0 + 3000 })], context({ now: T0 + 6000 })))).toHaveLength(1);
  });

  it('[N7] flapping that ends in firing without a break pages after that time', () => {
    const bench = new Bench();
    for (let i = 0; i < 4; i++) {
      bench.see([sighting(disk, { startsAt: T0 + i * MINUTE })], context({ now: T0 + i * MINUTE + 1000 }));
      if (i < 3) bench.see([], context({ now: T0 + i * MINUTE + 2000 }), { clearedKeys: [sighting(disk).key] });
    }
    expect(bench.only().row.isFlapping).toBe(true);
    expect(look(bench, T0 + 20 * MINUTE)).toEqual([]);
    expect(look(bench, T0 + 34 * MINUTE)).toHaveLength(1);
  });
});

describe('pages about what got worse', () => {
  it('[N8] come also while it is snoozed, once', () => {
    const bench = new Bench();
    bench.see([sighting({ ...disk, severity: 'warning' }, { key: 'w' })], context());
    const { id } = bench.only().row;
    bench.commit(decideAct(bench.state, [id], { act: 'snooze', until: T0 + 600 * MINUTE, via: 'test' }, 'me').drafts, T0 + 2000);
    expect(pages(bench.see([sighting(disk, { key: 'c' })], context({ now: T0 + 3000 })))).toHaveLength(1);
    expect(look(bench, T0 + 90 * MINUTE)).toEqual([]);
  });

  it('[N8] come also when the clock has just gone back', () => {
    const bench = new Bench();
    bench.see([sighting({ ...disk, severity: 'warning' }, { key: 'w' })], context());
    const before = bench.events.length;
    const later = T0 + 120 * MINUTE;
    bench.commit(
      [{ kind: 'incident.severity-changed', incident: bench.only().row.id, actor: 'rules', data: { to: 2, why: '', isByHand: false } }],
      later,
    );
    expect(bench.events.length).toBe(before + 1);
    expect(look(bench, T0 + 2000)).toHaveLength(1);
  });
});

describe('a clock that was ahead', () => {
  it('[N12] holds no repetition back for longer than its pause', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context({ now: T0 + 180 * MINUTE }));
    expect(look(bench, T0)).toHaveLength(1);
    expect(look(bench, T0 + MINUTE)).toEqual([]);
    expect(look(bench, T0 + 5 * MINUTE)).toHaveLength(1);
  });

  it('[N12] leaves no storm behind that swallows pages', () => {
    const bench = new Bench();
    const many = Array.from({ length: 20 }, (_, i) => sighting({ ...disk, service: `s${i}` }));
    bench.see(many, context({ now: T0 + 180 * MINUTE }));
    bench.commit(
      decideAct(bench.state, [...bench.state.incidents.keys()], { act: 'acknowledge', via: 'test' }, 'me').drafts,
      T0 + 180 * MINUTE,
    );
    const one = pages(bench.see([...many, sighting({ ...disk, service: 'new' })], context({ now: T0 })));
    expect(one.map((p) => p.pageKind)).toEqual(['incident']);
  });
});

describe('pages for many', () => {
  it('[N2] two tellings of one storm in the same millisecond have two names', () => {
    const bench = new Bench();
    const many = Array.from({ length: 9 }, (_, i) => sighting({ ...disk, service: `s${i}` }));
    const first = pages(bench.see(many, context()));
    const second = pages(bench.see([...many, sighting({ ...disk, service: 'x', tier: '1', category: '' }, { name: 'Worse' })], context()));
    const ids = [...first, ...second, ...look(bench, T0 + 1000)].map((p) => p.page);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('[N9] [N5] a receipt about nothing that may page now waits on the screen only', () => {
    const bench = new Bench();
    bench.see([sighting(error)], context({ settings: quiet }));
    const absence = { from: T0 - 60 * MINUTE, to: T0, fired: 1, cleared: 0, stillOpen: 1 };
    expect(pages(bench.seal(decidePages(bench.state, context({ settings: quiet }), absence), T0))).toEqual([]);
  });
});
