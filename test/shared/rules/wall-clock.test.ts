import { afterEach, describe, expect, test } from 'vitest';
import { clockText, instantOf, MACHINE_ZONE, offsetAt, wallAt, zoneNamed } from '../../../shared/rules/wall-clock';

const wall = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute };
};
const iso = (at: number) => new Date(at).toISOString();

describe('[D20] wall times and instants', () => {
  test.each([
    ['an ordinary time', '2026-11-23 09:00', 'Europe/Berlin', '2026-11-23T08:00:00.000Z', '2026-11-23T08:00:00.000Z'],
    ['a time that comes twice', '2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['twice in New York', '2026-11-01 01:15', 'America/New_York', '2026-11-01T05:15:00.000Z', '2026-11-01T06:15:00.000Z'],
    ['twice, half an hour', '2026-04-05 01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
    ['a zone without changes', '2026-07-01 12:00', 'UTC', '2026-07-01T12:00:00.000Z', '2026-07-01T12:00:00.000Z'],
  ])('%s: a start is the first, an end the last', (_, text, zone, start, end) => {
    expect(iso(instantOf(wall(text), zone, 'start'))).toBe(start);
    expect(iso(instantOf(wall(text), zone, 'end'))).toBe(end);
  });

  test.each([
    ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-08 02:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-10-04 02:10', 'Australia/Lord_Howe', '2026-10-03T15:40:00.000Z'],
  ])('%s in %s, which clocks skip, moves forward', (text, zone, at) => {
    expect(iso(instantOf(wall(text), zone, 'start'))).toBe(at);
    expect(iso(instantOf(wall(text), zone, 'end'))).toBe(at);
  });

  test('there and back again', () => {
    const text = '2026-06-30 23:45';
    expect(wallAt(instantOf(wall(text), 'Africa/Casablanca', 'start'), 'Africa/Casablanca')).toEqual(wall(text));
  });
});

describe('[D20] the zone of this machine', () => {
  const before = process.env.TZ;
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test.each(['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'])(
    'goes as %s does, hour by hour through a year',
    (zone) => {
      process.env.TZ = zone;
      expect(zoneNamed(MACHINE_ZONE)).toBe(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone);
      const start = Date.UTC(2026, 0, 1);
      for (let at = start; at < start + 366 * 86_400_000; at += 3_600_000) expect(offsetAt(at, MACHINE_ZONE)).toBe(offsetAt(at, zone));
      expect(clockText(start, MACHINE_ZONE)).toBe(clockText(start, zone));
      expect(instantOf(wall('2026-10-25 02:30'), MACHINE_ZONE, 'end')).toBe(instantOf(wall('2026-10-25 02:30'), zone, 'end'));
    },
  );
});
