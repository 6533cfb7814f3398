import { describe, expect, it } from 'vitest';
import { decideAct } from '../../shared/log/decide/commands';
import { decidePages } from '../../shared/log/decide/pages';
import { decideSightings } from '../../shared/log/decide/sightings';
import type { LogEvent, OfKind } from '../../shared/log/event';
import { defaultSettings, settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from './make';

const disk = { alertname: 'DiskFull', service: 'db', severity: 'critical' };
const MINUTE = 60_000;
const pages = (events: readonly LogEvent[]) =>
  events.filter((e): e is OfKind<LogEvent, 'page.requested'> => e.kind === 'page.requested').map((e) => e.data);
const held = (events: readonly LogEvent[]) =>
  events.filter((e): e is OfKind<LogEvent, 'page.withheld'> => e.kind === 'page.withheld').map((e) => e.data);
const services = (n: number, from = 0) => Array.from({ length: n }, (_, i) => sighting({ ...disk, service: `s${from + i}` }));

describe('decidePages', () => {
  it('[N1] pages a new incident with its trace and words', () => {
    const [page] = pages(new Bench().see([sighting(disk, { summary: 'Disk of db-3 full' })], context()));
    expect(page?.title).toBe('SEV2 db: DiskFull');
    expect(page?.body).toBe('INC-1 · Disk of db-3 full · since 03:04');
    expect(page?.trace.map((t) => t.rule)).toEqual(['firing', 'severity', 'flapping', 'pause', 'quiet hours', 'attention']);
  });

  it('[N2] [N4] repeats with its own id until acknowledged, at most as often as set', () => {
    const bench = new Bench();
    const ids = pages(bench.see([sighting(disk)], context())).map((p) => p.page);
    for (let minute = 1; minute < 120; minute++)
      ids.push(
        ...pages(bench.commit(decidePages(bench.state, context({ now: T0 + minute * MINUTE })), T0 + minute * MINUTE)).map((p) => p.page),
      );
    expect(ids).toHaveLength(1 + defaultSettings().paging.repeat.sev2.times);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('[N4] is quiet once acknowledged', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    bench.commit(decideAct(bench.state, [bench.only().row.id], { act: 'acknowledge', via: 'test' }, 'me').drafts, T0 + 2000);
    expect(decidePages(bench.state, context({ now: T0 + 60 * MINUTE }))).toEqual([]);
  });

  it('[N3] does not page what its source holds back, and pages when one fires freely', () => {
    const bench = new Bench();
    const silenced = sighting(disk, { suppression: { by: 'silence', ids: ['s'] } });
    const first = bench.see([silenced], context());
    expect(pages(first)).toEqual([]);
    expect(held(first)[0]?.why).toBe('every firing alert is silenced or inhibited at its source');
    expect(pages(bench.see([sighting(disk)], context({ now: T0 + 9000 })))).toHaveLength(1);
  });

  it('[N5] withholds in quiet hours until their end, but SEV1, SEV2 and security break through', () => {
    const settings = settingsSchema.parse({ paging: { quietHours: { isOn: true, from: '22:00', to: '07:00', timeZone: 'UTC' } } });
    const bench = new Bench();
    const events = bench.see([sighting({ ...disk, severity: 'error' }), sighting({ ...disk, service: 'b' })], context({ settings }));
    expect(pages(events).map((p) => p.title)).toEqual(['SEV2 b: DiskFull']);
    expect(held(events)[0]).toMatchObject({ rule: 'quiet hours', nextAt: Date.UTC(2026, 10, 22, 7, 0) });
    const later = Date.UTC(2026, 10, 22, 7, 0);
    const morning = pages(bench.commit(decidePages(bench.state, context({ settings, now: later })), later));
    expect(morning.map((p) => p.title)).toContain('SEV3 db: DiskFull');
  });

  it('[N6] folds a storm into one page that counts, lets security through, and counts on', () => {
    const bench = new Bench();
    const security = sighting({ alertname: 'Login', category: 'security', severity: 'critical' });
    const first = pages(bench.see([...services(200), security], context()));
    expect(first.map((p) => p.title)).toEqual(['SEV2 INC-201', 'Alert storm: 200 incidents, worst SEV2']);
    expect(pages(bench.see([...services(240), security], context({ now: T0 + 5000 })))).toEqual([]);
    const told = pages(bench.commit(decidePages(bench.state, context({ now: T0 + 25_000 })), T0 + 25_000));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ pageKind: 'storm', thread: first[1]?.thread, title: 'Alert storm: 240 incidents, worst SEV2' });
  });

  it('[N6] tells a storm that gets worse at once, and counts single pages before it', () => {
    const bench = new Bench();
    bench.see(services(3), context());
    const storm = pages(bench.see(services(9), context({ now: T0 + 3000 })));
    expect(storm.map((p) => p.title)).toEqual(['Alert storm: 9 incidents, worst SEV2']);
    const worse = sighting({ ...disk, service: 'checkout', tier: '1' });
    expect(pages(bench.see([...services(9), worse], context({ now: T0 + 4000 }))).map((p) => p.title)).toEqual([
      'Alert storm: 10 incidents, worst SEV1',
    ]);
  });

  it('[N7] does not page a flapping incident again', () => {
    const bench = new Bench();
    let count = 0;
    for (let i = 0; i < 8; i++) {
      count += pages(bench.see([sighting(disk, { startsAt: T0 + i * MINUTE })], context({ now: T0 + i * MINUTE + 1000 }))).length;
      bench.see([], context({ now: T0 + i * MINUTE + 2000 }), { clearedKeys: [sighting(disk).key] });
    }
    expect(count).toBe(3);
  });

  it('[N8] pages anew when it gets worse, also when somebody has it', () => {
    const bench = new Bench();
    bench.see([sighting({ ...disk, severity: 'warning' }, { key: 'w' })], context());
    bench.commit(decideAct(bench.state, [bench.only().row.id], { act: 'acknowledge', via: 'test' }, 'me').drafts, T0 + 2000);
    expect(pages(bench.see([sighting(disk, { key: 'c' })], context({ now: T0 + 3000 })))).toHaveLength(1);
    expect(pages(bench.commit(decidePages(bench.state, context({ now: T0 + 90 * MINUTE })), T0 + 90 * MINUTE))).toEqual([]);
  });

  it('[N9] folds everything after an absence into one digest', () => {
    const bench = new Bench();
    const { state } = bench;
    const sightings = { feed: 'am', sightings: services(30), clearedKeys: [], clearedWhy: '', previousAnswerAt: null };
    bench.commit(decideSightings(state, sightings, context()), T0);
    const absence = { from: T0, to: T0 + 5 * 3_600_000, fired: 30, cleared: 2, stillOpen: 30 };
    const drafts = decidePages(bench.state, context(), absence);
    expect(pages(bench.seal(drafts, T0)).map((p) => p.title)).toEqual(['Away 03:04–08:04: 30 fired, 30 still open']);
    expect(drafts).toHaveLength(31);
  });

  it('[N11] takes hidden characters out of hostile text and cuts it', () => {
    const evil = `<b>x</b>\u202egnp.exe\u0007${'A'.repeat(500)}`;
    const [page] = pages(new Bench().see([sighting({ ...disk, service: evil }, { name: evil, summary: evil })], context()));
    expect(page?.title.length).toBeLessThanOrEqual(80);
    expect(page?.body.length).toBeLessThanOrEqual(240);
    for (const hidden of ['\u202e', '\u0007']) expect(`${page?.title}${page?.body}`).not.toContain(hidden);
  });

  it('[N4] a snooze silences and its end pages anew', () => {
    const bench = new Bench();
    bench.see([sighting(disk)], context());
    bench.commit(
      decideAct(bench.state, [bench.only().row.id], { act: 'snooze', until: T0 + 15 * MINUTE, via: 'test' }, 'me').drafts,
      T0 + 2000,
    );
    expect(decidePages(bench.state, context({ now: T0 + 10 * MINUTE }))).toEqual([]);
    bench.commit([{ kind: 'incident.unsnoozed', incident: bench.only().row.id, actor: 'time', data: { why: 'over' } }], T0 + 15 * MINUTE);
    expect(pages(bench.commit(decidePages(bench.state, context({ now: T0 + 15 * MINUTE })), T0 + 15 * MINUTE))).toHaveLength(1);
  });
});
