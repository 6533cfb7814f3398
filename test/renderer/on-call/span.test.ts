import { describe, expect, test } from 'vitest';
import { hueOf, initialsOf } from '../../../renderer/ui/person-mark';
import { inWords, shiftWords } from '../../../renderer/views/on-call/shift-words';
import { fortnightAt, percentAt, placed } from '../../../renderer/views/on-call/span';
import { draftOfSchedule, emptySchedule, readSchedule, refusalAt } from '../../../renderer/views/schedules/schedule-draft';

const NOW = Date.parse('2026-10-20T12:00:00Z');

describe('the two weeks of the lanes', () => {
  test('[D20] days are days of the zone, also the one of 25 hours', () => {
    const { edges, from, to } = fortnightAt(NOW, 0, 'Europe/Berlin');
    expect(edges).toHaveLength(15);
    expect(new Date(from).toISOString()).toBe('2026-10-18T22:00:00.000Z');
    expect(new Date(to).toISOString()).toBe('2026-11-01T23:00:00.000Z');
    const lengths = edges.slice(1).map((edge, i) => (edge - (edges[i] ?? 0)) / 3_600_000);
    expect(lengths.filter((hours) => hours === 25)).toHaveLength(1);
    expect(fortnightAt(NOW, 1, 'Europe/Berlin').from).toBe(to);
    expect(percentAt(from - 1, { edges, from, to })).toBe(0);
    expect(percentAt(to, { edges, from, to })).toBe(100);
  });

  test('shifts at the same time lie under each other', () => {
    const shifts = [
      { from: 0, to: 10 },
      { from: 5, to: 12 },
      { from: 10, to: 20 },
    ];
    expect(placed(shifts).map(({ track }) => track)).toEqual([0, 1, 0]);
  });
});

describe('people and times', () => {
  test('initials and colours', () => {
    expect(['Robin Fox', 'robin', 'sam.berg@example.com', 'Ada B. Cee', ''].map(initialsOf)).toEqual(['RF', 'RO', 'SB', 'AC', '?']);
    expect(hueOf('robin')).toBe(hueOf('robin'));
  });

  test('shifts in the zone asked for', () => {
    const shift = { person: null, name: 'Robin', from: Date.parse('2026-11-23T08:00:00Z'), to: Date.parse('2026-11-30T08:00:00Z') };
    expect(shiftWords(shift, 'Europe/Berlin')).toBe('Robin: Mon 23 Nov 09:00 CET to Mon 30 Nov 09:00 CET');
    expect([1, 25 * 60_000, 10 * 3_600_000, 76 * 3_600_000].map(inWords)).toEqual(['in 1 min', 'in 25 min', 'in 10 h', 'in 3 d 4 h']);
  });
});

describe('the form of a schedule', () => {
  const draft = emptySchedule(['on-call'], '2026-11-23', ['robin']);

  test('an own rotation is whole from the start; the key of a vendor is asked for once', () => {
    expect(readSchedule(draft)).toMatchObject({
      ok: true,
      schedule: { id: 'on-call-2', from: { kind: 'rotation', startDate: '2026-11-23' } },
      secrets: {},
    });
    const vendor = { ...draft, kind: 'pagerduty' as const, schedule: 'P1' };
    expect(readSchedule(vendor)).toEqual({ ok: false, errors: { token: 'A key is needed.' } });
    const typed = readSchedule({ ...vendor, token: 'k' });
    expect(typed).toMatchObject({ ok: true, secrets: { token: 'k' } });
    if (typed.ok) expect(readSchedule(draftOfSchedule(typed.schedule, '2026-11-23'))).toEqual({ ...typed, secrets: {} });
  });

  test('what is wrong stands at its field, also what the engine refuses', () => {
    expect(readSchedule({ ...draft, people: [], startDate: '' })).toMatchObject({
      errors: { people: 'Somebody has to be on call.', startDate: expect.any(String) },
    });
    expect(refusalAt('rrule: nonsense')).toEqual({ rrule: 'nonsense' });
    expect(refusalAt('These settings come from a file.')).toEqual({ '': 'These settings come from a file.' });
  });
});
