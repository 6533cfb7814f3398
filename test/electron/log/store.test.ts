import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../shared/log/event';
import { aLog, allEvents, anAlert, closed, commit, fired, NOW, noted, opened, openIn, paused, resolved, tempFolder } from './a-log';

describe('the log', () => {
  it('[L1] gives back exactly what was appended, in order, also after reopening', () => {
    const folder = tempFolder();
    const log = openIn(folder);
    const alerts = Array.from({ length: 60 }, (_, i) =>
      anAlert({
        key: `k${i}`,
        labels: { host: `db-${i}`, zone: 'a', ключ: 'значение' },
        annotations: i % 2 ? { description: `x ${i}` } : {},
      }),
    );
    const events = [
      ...commit(log, [opened('a', 1), fired('a', alerts), paused()]),
      ...commit(log, [noted('a', 'quo"te, \\ \n ünï 💥')], NOW + 5),
    ];
    expect(allEvents(log)).toEqual(events);
    log.close();
    const again = openIn(folder);
    expect(allEvents(again)).toEqual(events);
    expect(again.head()).toEqual({ seq: 4, id: events[3]?.id, hlc: events[3]?.hlc });
    again.close();
  });

  it('[L2] writes nothing by sealing, and numbers on over several seals', () => {
    const log = aLog();
    const first = log.seal([opened('a', 1)], NOW);
    const second = log.seal([noted('a', 'x')], NOW);
    expect(allEvents(log)).toEqual([]);
    log.append([...first, ...second], { rows: [] });
    expect(allEvents(log).map((e) => e.seq)).toEqual([1, 2]);
  });

  it('[L2] takes only what was sealed: all of it, unchanged and in order', () => {
    const log = aLog();
    const [a, b] = log.seal([opened('a', 1), noted('a', 'x')], NOW);
    expect(() => log.append([b!, a!], { rows: [] })).toThrow(/sealed/);
    const events = log.seal([opened('a', 1)], NOW);
    expect(() => log.append([{ ...events[0]! }], { rows: [] })).toThrow(/sealed/);
    log.seal([noted('a', 'forgotten')], NOW);
    log.discard();
    commit(log, [opened('a', 1)]);
    expect(allEvents(log).map((e) => [e.seq, e.kind])).toEqual([[1, 'incident.opened']]);
  });

  it('[L3] has clocks and ids that never go backwards, whatever the wall clock does, over restarts too', () => {
    const folder = tempFolder();
    const events = [5000, 4000, 4000, 6000].flatMap((now) => {
      const log = openIn(folder);
      const batch = commit(log, [opened(`i${now}`, now), noted(`i${now}`, 'y')], now);
      log.close();
      return batch;
    });
    const hlcs = events.map((e) => e.hlc);
    expect(hlcs).toEqual([...hlcs].sort());
    expect(new Set(hlcs).size).toBe(8);
    expect(events.map((e) => e.id)).toEqual(events.map((e) => e.id).sort());
    expect(events.map((e) => e.at)).toEqual([5000, 5000, 5000, 5000, 5000, 5000, 6000, 6000]);
    expect(hlcs[0]).toBe('000000001388-0000');
  });

  it('[L1] reads one incident, several, and what concerns the desk', () => {
    const log = aLog();
    for (let i = 0; i < 20; i++) commit(log, [noted(`i${i % 4}`, `n${i}`), paused()], NOW + i);
    expect(log.incidentEvents('i1').map((e) => e.seq)).toEqual([3, 11, 19, 27, 35]);
    expect([...log.eventsOf(['i0', 'i2'])].flat().map((e) => e.seq)).toEqual([1, 5, 9, 13, 17, 21, 25, 29, 33, 37]);
    expect(log.deskEventsSince(NOW + 17).map((e) => e.seq)).toEqual([36, 38, 40]);
    expect(log.deskEventsSince(NOW + 100)).toEqual([]);
    expect([...log.events(36, 3)].map((batch) => batch.map((e) => e.seq))).toEqual([[37, 38, 39], [40]]);
    expect(log.incidentEvents('nobody')).toEqual([]);
    expect([...log.eventsOf([])]).toEqual([]);
  });

  it('[L6] keeps rows: live ones, past ones by page, the highest number', () => {
    const log = aLog();
    for (let i = 1; i <= 7; i++) commit(log, [opened(`i${i}`, i)], NOW + i);
    for (const i of [1, 2, 3]) commit(log, [closed(`i${i}`)], NOW + 100 + i);
    commit(log, [resolved('i4')], NOW + 200);
    expect(log.liveRows().map((r) => r.id)).toEqual(['i4', 'i5', 'i6', 'i7']);
    expect(log.maxNumber()).toBe(7);
    const page = log.pastRows(['closed'], null, 2);
    expect([page.rows.map((r) => r.id), page.total]).toEqual([['i3', 'i2'], 3]);
    expect(log.pastRows(['closed'], page.rows[1]?.closedAt ?? 0, 2).rows.map((r) => r.id)).toEqual(['i1']);
    expect(log.pastRows(['resolved'], null, 5).rows.map((r) => r.id)).toEqual(['i4']);
    expect(log.row('i5')?.number).toBe(5);
    expect(log.row('none')).toBeUndefined();
  });

  it('[L6] pages rows of several statuses as one list, each once', () => {
    const log = aLog();
    const into = (i: number): Draft => ({
      kind: 'incident.merged',
      incident: `i${i}`,
      actor: 'ada',
      data: { into: 'i1', intoNumber: 1, by: 'ada' },
    });
    for (let i = 1; i <= 12; i++) commit(log, [opened(`i${i}`, i)], NOW + i);
    for (let i = 2; i <= 12; i++) commit(log, [i % 3 === 0 ? into(i) : closed(`i${i}`)], NOW + 100 + i);
    const seen: string[] = [];
    for (let before: number | null = null; ; ) {
      const { rows, total } = log.pastRows(['closed', 'merged'], before, 3);
      expect(total).toBe(11);
      seen.push(...rows.map((r) => r.id));
      before = rows.at(-1)?.closedAt ?? null;
      if (before === null) break;
    }
    expect(seen).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((i) => `i${i}`));
    expect(log.row('i3')).toMatchObject({ status: 'merged', mergedInto: 'i1', mergedIntoNumber: 1 });
  });

  it('[L6] never loses rows that ended in the same millisecond between two pages', () => {
    const log = aLog();
    commit(
      log,
      [1, 2, 3, 4].map((i) => opened(`i${i}`, i)),
    );
    const ends = log.seal(
      [1, 2, 3, 4].map((i) => closed(`i${i}`)),
      NOW + 9,
    );
    log.append(ends, { rows: [1, 2, 3, 4].map((i) => ({ ...log.row(`i${i}`)!, status: 'closed' as const, closedAt: NOW + 9 })) });
    expect(log.pastRows(['closed'], null, 2).rows).toHaveLength(4);
  });

  it('keeps settings and secrets apart from events, and nothing readable in its files', () => {
    const folder = tempFolder();
    const log = openIn(folder);
    log.setSetting('all', '{"a":1}');
    log.setSetting('all', '{"a":2}');
    log.putSettings({ settings: {}, secrets: [{ feed: 'am', name: 'token', text: 'hunter2-hunter2' }] });
    commit(log, [noted('a', 'a very distinct sentence')]);
    expect(log.getSetting('all')).toBe('{"a":2}');
    expect(log.getSetting('none')).toBeUndefined();
    expect(log.getSecret('am', 'token')).toBe('hunter2-hunter2');
    expect(log.getSecret('other', 'token')).toBeUndefined();
    const bytes = () => ['', '-wal'].map((end) => readFileSync(join(folder, `dogwatch.db${end}`)).toString('latin1')).join('');
    expect(bytes()).not.toMatch(/hunter2|distinct|SQLite format/);
    log.tidy();
    log.putSettings({ settings: {}, secrets: [{ feed: 'am', name: 'token', text: '' }] });
    expect(log.getSecret('am', 'token')).toBeUndefined();
    log.close();
    expect(statSync(join(folder, 'dogwatch.db-wal'), { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    expect(readFileSync(join(folder, 'dogwatch.db')).toString('latin1')).not.toMatch(/hunter2|distinct|SQLite format/);
  });

  it('[L2] writes events and the settings that belong to them both or neither', () => {
    const log = aLog();
    const secrets = [{ feed: 'am', name: 'token', text: 'hunter2' }];
    const unwritable = { all: null as unknown as string };
    expect(() => log.append(log.seal([noted('a', 'one')], NOW), { rows: [], settings: { settings: unwritable, secrets } })).toThrow();
    log.discard();
    expect([allEvents(log), log.getSecret('am', 'token')]).toEqual([[], undefined]);
    log.append(log.seal([noted('a', 'two')], NOW), { rows: [], settings: { settings: { all: '{}' }, secrets } });
    expect(allEvents(log).map((e) => e.seq)).toEqual([1]);
    expect([log.getSetting('all'), log.getSecret('am', 'token')]).toEqual(['{}', 'hunter2']);
  });

  it('[L1] keeps labels with hostile names', () => {
    const log = aLog();
    const labels = JSON.parse('{"__proto__":"x","constructor":"y","0":"z","toString":"t"}') as Record<string, string>;
    const events = commit(log, [
      fired(
        'a',
        Array.from({ length: 6 }, (_, i) => anAlert({ key: `k${i}`, labels: { ...labels, ['__proto__']: 'x', n: String(i) } })),
      ),
    ]);
    const [back] = allEvents(log);
    expect(JSON.stringify(back?.data)).toBe(JSON.stringify(events[0]?.data));
  });
});
