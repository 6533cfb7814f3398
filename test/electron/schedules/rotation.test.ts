import { describe, expect, test } from 'vitest';
import { checkRule } from '../../../electron/schedules/hand-over-days';
import { openRotation, type RotationSettings } from '../../../electron/schedules/rotation';
import type { Person } from '../../../shared/settings/team';

const people: Person[] = ['robin', 'sam'].map((id) => ({ id, name: id === 'robin' ? 'Robin' : 'Sam', timeZone: '', reach: [] }));
const weekly: RotationSettings = {
  ...{ kind: 'rotation', people: ['robin', 'sam'], startDate: '2026-10-19', handoverAt: '02:30' },
  ...{ timeZone: 'Europe/Berlin', rrule: 'FREQ=DAILY' },
};
const read = async (rotation: RotationSettings, from: string, to: string) => {
  const answer = await openRotation(rotation, people, 'UTC').read({ from: Date.parse(from), to: Date.parse(to) });
  if (!answer.ok) return answer.failure.what;
  return answer.shifts.map((s) => `${s.name} ${new Date(s.from).toISOString()} ${(s.to - s.from) / 3_600_000}h`);
};

describe('[D21] a rotation of one’s own', () => {
  test('in autumn the shift that ends in the hour that comes twice ends at the first, and the next one is 25 hours long', async () => {
    expect(await read(weekly, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([
      'Sam 2026-10-24T00:30:00.000Z 24h',
      'Robin 2026-10-25T00:30:00.000Z 25h',
    ]);
  });

  test('in spring the hand-over that clocks skip is an hour later on the wall', async () => {
    const spring = { ...weekly, startDate: '2026-03-27' };
    expect(await read(spring, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual([
      'Sam 2026-03-28T01:30:00.000Z 24h',
      'Robin 2026-03-29T01:30:00.000Z 23h',
    ]);
  });

  test('nobody is on call before the first hand-over', async () => {
    expect(await read(weekly, '2026-10-01T00:00:00Z', '2026-10-18T00:00:00Z')).toEqual([]);
  });

  test('a rule with an end: its last hand-over only ends, at the last of two like wall times', async () => {
    const ending = { ...weekly, startDate: '2026-10-23', rrule: 'FREQ=DAILY;COUNT=3' };
    expect(await read(ending, '2026-10-20T00:00:00Z', '2026-11-20T00:00:00Z')).toEqual([
      'Robin 2026-10-23T00:30:00.000Z 24h',
      'Sam 2026-10-24T00:30:00.000Z 25h',
    ]);
  });

  test('the first day counts although the rule would not name it', async () => {
    const mondays = { ...weekly, handoverAt: '09:00', timeZone: 'UTC', startDate: '2026-11-25', rrule: 'FREQ=WEEKLY;BYDAY=MO' };
    expect(await read(mondays, '2026-11-24T00:00:00Z', '2026-12-01T00:00:00Z')).toEqual([
      'Robin 2026-11-25T09:00:00.000Z 120h',
      'Sam 2026-11-30T09:00:00.000Z 168h',
    ]);
  });

  test('a person who left the settings stays visible by id', async () => {
    const ghost = { ...weekly, people: ['gone'], handoverAt: '09:00', timeZone: 'UTC' };
    expect(await read(ghost, '2026-10-19T10:00:00Z', '2026-10-19T11:00:00Z')).toEqual(['gone 2026-10-19T09:00:00.000Z 24h']);
  });
});

describe('[D22] rules of rotations', () => {
  test.each([
    'FREQ=WEEKLY',
    'RRULE:FREQ=DAILY;INTERVAL=3',
    'freq=weekly;byday=mo,fr',
    'FREQ=MONTHLY;BYDAY=1MO',
    'FREQ=DAILY;UNTIL=20271231',
  ])('%s is taken', (rule) => expect(checkRule(rule).ok).toBe(true));

  test.each([
    ['FREQ=HOURLY', 'FREQ=DAILY'],
    ['', 'a part'],
    ['WEEKLY', 'a part'],
    ['FREQ=DAILY;BYHOUR=9', 'BYHOUR'],
    ['FREQ=WEEKLY;DTSTART=20260101T000000Z', 'DTSTART'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31', 'no month'],
    ['FREQ=DAILY;BYSETPOS=9;BYDAY=MO', 'BYSETPOS'],
    ['FREQ=WEEKLY;INTERVAL=0', 'INTERVAL'],
    ['FREQ=WEEKLY;BYDAY=XX', 'RFC 5545'],
  ])('%s is refused in words', (rule, words) => {
    const checked = checkRule(rule);
    expect(checked.ok ? 'taken' : checked.why).toContain(words);
  });
});
