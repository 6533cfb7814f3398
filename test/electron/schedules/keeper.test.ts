import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createScheduleKeeper, type ScheduleKeeper } from '../../../electron/schedules/keeper';
import type { Person, ScheduleSettings } from '../../../shared/settings/team';
import { type HttpSink, startHttpSink } from '../../fakes/http-sink';
import { type ManualClock, manualClock } from '../../fakes/manual-clock';
import { eventually } from '../../harness/eventually';

const NOW = Date.parse('2026-11-04T09:12:00Z');
const HOUR = 3_600_000;
const people: Person[] = ['robin', 'sam'].map((id) => ({ id, name: id === 'robin' ? 'Robin' : 'Sam', timeZone: '', reach: [] }));
const ics = readFileSync('test/fixtures/schedules/duty.ics', 'utf8');
const rotation: ScheduleSettings = {
  ...{ id: 'first', name: 'First line' },
  from: { kind: 'rotation', people: ['robin', 'sam'], startDate: '2026-11-01', handoverAt: '10:00', timeZone: 'UTC', rrule: 'FREQ=DAILY' },
};

let clock: ManualClock;
let keeper: ScheduleKeeper;
let sink: HttpSink | null;
let dir: string;
let schedules: ScheduleSettings[];
let changes: number;
const kept = new Map<string, string>();
const secrets: Record<string, Record<string, string>> = {};

function start(): ScheduleKeeper {
  return createScheduleKeeper({
    schedules: () => schedules,
    people: () => people,
    secretsOf: ({ id }) => secrets[id] ?? {},
    store: { get: (name) => kept.get(name), set: (name, text) => kept.set(name, text) },
    ...{ timeZone: 'UTC', clock, random: () => 0.5, log: () => undefined },
    changed: () => changes++,
  });
}

beforeEach(() => {
  clock = manualClock(NOW);
  changes = 0;
  sink = null;
  kept.clear();
  for (const id of Object.keys(secrets)) delete secrets[id];
  dir = mkdtempSync(join(tmpdir(), 'dogwatch-schedules-'));
});
afterEach(async () => {
  keeper.stop();
  await sink?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const names = (id: string) => {
  const one = keeper.all().find(({ schedule }) => schedule === id);
  return one && [one.state, one.now.map(({ name }) => name).join(), one.next.map(({ name }) => name).join()];
};

describe('[D26] who is on call', () => {
  test('is right past a hand-over whose timer is late, as after a sleep', async () => {
    const { now } = clock;
    let sleptMs = 0;
    Object.assign(clock, { now: () => now() + sleptMs });
    schedules = [rotation];
    keeper = start();
    keeper.apply();
    await eventually('the rotation is read', () => keeper.onCall('first').length > 0);
    const before = keeper.onCall('first');
    sleptMs = HOUR;
    expect(keeper.onCall('first')).toEqual(before.toReversed());
  });

  test('is told at the hand-over, now and next, without anybody asking', async () => {
    schedules = [rotation];
    keeper = start();
    keeper.apply();
    await eventually('the rotation is known', async () => names('first')?.[0] === 'known');
    expect(keeper.onCall('first')).toEqual(['robin', 'sam']);
    const before = changes;
    await clock.advance(48 * 60_000 + 1);
    expect(changes).toBeGreaterThan(before);
    expect(names('first')).toEqual(['known', 'Sam', 'Robin']);
    expect(keeper.onCall('first')).toEqual(['sam', 'robin']);
    expect(keeper.onCall('nobody knows')).toEqual([]);
  });

  test('from a file; a schedule that left the settings is gone', async () => {
    const file = join(dir, 'duty.ics');
    writeFileSync(file, ics);
    schedules = [{ id: 'cal', name: 'Calendar', from: { kind: 'ical', source: file } }];
    keeper = start();
    keeper.apply();
    await eventually('the calendar is read', async () => names('cal')?.[0] === 'known');
    expect(names('cal')).toEqual(['known', 'Robin', 'Robin']);
    schedules = [];
    keeper.apply();
    expect(keeper.all()).toEqual([]);
  });

  test('a file that is missing is unknown with reason and remedy', async () => {
    schedules = [{ id: 'cal', name: 'Calendar', from: { kind: 'ical', source: join(dir, 'none.ics') } }];
    keeper = start();
    keeper.apply();
    await eventually('it failed', async () => /There is no file/.test(keeper.all()[0]?.why ?? ''));
    expect(keeper.all()[0]).toMatchObject({ state: 'unknown', now: [], remedy: 'Check its path and permissions.' });
  });
});

describe('[D27] the last answer', () => {
  const calendar = (): ScheduleSettings => ({ id: 'cal', name: 'Calendar', from: { kind: 'ical', source: '' } });

  test('is asked for again only if it changed, stands while the source fails, and over a restart', async () => {
    sink = await startHttpSink(({ headers }) =>
      headers['if-none-match'] === '"v1"'
        ? { status: 304 }
        : { status: 200, body: ics, headers: { 'content-type': 'text/calendar', etag: '"v1"' } },
    );
    schedules = [calendar()];
    secrets.cal = { secretUrl: `${sink.url}/private-0123456789abcdef/basic.ics` };
    keeper = start();
    keeper.apply();
    await eventually('the calendar is read', async () => names('cal')?.[0] === 'known');
    await clock.advance(15 * 60_000);
    await eventually('it was asked again', async () => sink?.got.length === 2);
    expect(sink.got[1]?.headers['if-none-match']).toBe('"v1"');
    await eventually('it is known still', async () => keeper.all()[0]?.asOf === NOW + 15 * 60_000);

    sink.answer(() => ({ status: 500, body: 'private-0123456789abcdef is broken' }));
    await keeper.refresh('cal');
    expect(names('cal')).toEqual(['stale', 'Robin', 'Robin']);
    expect(keeper.all()[0]?.why).toMatch(/^Stale since 09:27: /);
    expect(JSON.stringify(keeper.all())).not.toContain('0123456789abcdef');

    keeper.stop();
    keeper = start();
    keeper.apply();
    expect(names('cal')?.[1]).toBe('Robin');
    await eventually('it is stale', async () => names('cal')?.[0] === 'stale');
    expect([...kept.values()].join()).not.toContain('0123456789abcdef');
  });

  test('grows old: past what it told it is unknown', async () => {
    sink = await startHttpSink(() => ({ status: 200, body: ics, headers: { 'content-type': 'text/calendar' } }));
    schedules = [calendar()];
    secrets.cal = { secretUrl: `${sink.url}/basic.ics` };
    keeper = start();
    keeper.apply();
    await eventually('the calendar is read', async () => names('cal')?.[0] === 'known');
    keeper.stop();
    await sink.stop();
    sink = null;
    clock = manualClock(NOW + 70 * 24 * HOUR);
    keeper = start();
    keeper.apply();
    await eventually('it failed', async () => /does not reach to now/.test(keeper.all()[0]?.why ?? ''));
    expect(names('cal')).toEqual(['unknown', '', '']);
  });

  test('is not that of another source, nor of a secret that is gone', async () => {
    sink = await startHttpSink(() => ({ status: 200, body: ics, headers: { 'content-type': 'text/calendar' } }));
    schedules = [{ ...calendar(), from: { kind: 'ical', source: `${sink.url}/a.ics` } }];
    keeper = start();
    keeper.apply();
    await eventually('the calendar is read', async () => names('cal')?.[0] === 'known');
    sink.answer(() => 'hang');
    schedules = [{ ...calendar(), from: { kind: 'ical', source: `${sink.url}/b.ics` } }];
    keeper.apply();
    expect(names('cal')).toEqual(['unknown', '', '']);
  });
});

describe('[D27] a source that fails', () => {
  test('is asked again sooner, then less and less often, never more than every 15 minutes', async () => {
    schedules = [{ id: 'cal', name: 'Calendar', from: { kind: 'ical', source: join(dir, 'none.ics') } }];
    keeper = start();
    keeper.apply();
    const pauses: number[] = [];
    for (let failures = 1; failures <= 7; failures++) {
      await keeper.refresh('cal');
      pauses.push(clock.pending()[0] ?? 0);
      await keeper.refresh('cal');
    }
    expect(pauses.slice(0, 3)).toEqual([30_000, 120_000, 480_000]);
    expect(pauses.at(-1)).toBe(900_000);
  });
});

describe('[D28] trying a schedule', () => {
  test('tells who is on call now, the next hand-overs, and who is not among the people', async () => {
    schedules = [];
    keeper = start();
    const test = await keeper.test({ ...rotation, from: { ...rotation.from, people: ['robin', 'ghost'] } as ScheduleSettings['from'] }, {});
    expect(test.isOk).toBe(true);
    expect(test.remedy).toBe('Not among the people of the settings: ghost.');
    expect(test.shifts.map(({ name }) => name)).toEqual(['Robin', 'ghost', 'Robin', 'ghost', 'Robin', 'ghost']);
    expect(
      (await keeper.test({ ...rotation, from: { ...rotation.from, rrule: 'FREQ=HOURLY' } as ScheduleSettings['from'] }, {})).isOk,
    ).toBe(false);
  });
});
