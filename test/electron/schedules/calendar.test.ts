import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCalendar } from '../../../electron/schedules/calendar';
import type { Person } from '../../../shared/settings/team';

const people: Person[] = [
  { id: 'robin', name: 'Robin', timeZone: '', reach: [] },
  { id: 'sam', name: 'Sam', timeZone: '', reach: [] },
];
const duty = readFileSync('test/fixtures/schedules/duty.ics', 'utf8');
const read = (text: string, from: string, to: string, zone = 'UTC') => {
  const calendar = readCalendar(text, { from: Date.parse(from), to: Date.parse(to) }, people, zone);
  if (!calendar.ok) return calendar.why;
  return calendar.shifts
    .map((s) => `${s.name} ${new Date(s.from).toISOString().slice(0, 16)} ${new Date(s.to).toISOString().slice(0, 16)}`)
    .sort();
};
const one = (lines: string) => `BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:x\nSUMMARY:Robin\n${lines}\nEND:VEVENT\nEND:VCALENDAR`;

describe('[D24] calendars', () => {
  test('repetitions, one left out, one moved and given to another', () => {
    expect(read(duty, '2026-09-01T00:00:00Z', '2026-09-30T00:00:00Z')).toEqual([
      'Robin 2026-09-07T07:00 2026-09-14T07:00',
      'Robin 2026-09-21T07:00 2026-09-28T07:00',
    ]);
    expect(read(duty, '2026-10-01T00:00:00Z', '2026-10-24T00:00:00Z')).toEqual(['Sam 2026-10-20T08:00 2026-10-26T08:00']);
  });

  test('over the night when clocks change a week keeps its wall times', () => {
    expect(read(duty, '2026-11-03T00:00:00Z', '2026-11-04T00:00:00Z')).toEqual(['Robin 2026-11-02T08:00 2026-11-09T08:00']);
  });

  test('a whole day of 25 hours, its attendees but not who declined; times that come twice: first start, last end', () => {
    expect(read(duty, '2026-10-24T22:30:00Z', '2026-10-25T12:30:00Z')).toEqual([
      'Robin Fox 2026-10-24T22:00 2026-10-25T23:00',
      'Sam 2026-10-20T08:00 2026-10-26T08:00',
      'Sam 2026-10-25T00:30 2026-10-25T01:45',
    ]);
  });

  test('a zone that only the calendar knows', () => {
    expect(read(duty, '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')).toEqual(['noon duty 2026-07-01T10:00 2026-07-01T11:00']);
  });

  test('a zone that the calendar names without describing it; a day without an end', () => {
    expect(
      read(one('DTSTART;TZID=America/New_York:20260701T090000\nDURATION:PT8H'), '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z'),
    ).toEqual(['Robin 2026-07-01T13:00 2026-07-01T21:00']);
    expect(read(one('DTSTART;VALUE=DATE:20260701'), '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z', 'Asia/Tokyo')).toEqual([
      'Robin 2026-06-30T15:00 2026-07-01T15:00',
    ]);
  });

  test('what is no calendar is refused in words', () => {
    expect(read('<html>login</html>', '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')).toMatch(/no calendar/);
    expect(read('', '2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')).toMatch(/no calendar/);
  });

  test('a rule that repeats every second since 1970 is not followed, and that is said', () => {
    const started = performance.now();
    const text = one('DTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY');
    const span = { from: Date.parse('2026-07-01T00:00:00Z'), to: Date.parse('2026-07-02T00:00:00Z') };
    expect(readCalendar(text, span, people, 'UTC')).toEqual({ ok: true, shifts: [], skipped: 1 });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
