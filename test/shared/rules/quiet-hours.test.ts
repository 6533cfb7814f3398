import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietAt } from '../../../shared/rules/quiet-hours';
import { settingsSchema } from '../../../shared/settings';

const MINUTE = 60_000;
const hours = (from: string, to: string, timeZone: string) => ({ isOn: true, from, to, timeZone });
const wall = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** The nights of 2026 on which clocks change in these places. */
const nights: readonly (readonly [string, number])[] = [
  ['Europe/Berlin', Date.UTC(2026, 2, 28, 12)],
  ['Europe/Berlin', Date.UTC(2026, 9, 24, 12)],
  ['America/New_York', Date.UTC(2026, 2, 7, 18)],
  ['America/New_York', Date.UTC(2026, 10, 1, 1)],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 0)],
  ['Asia/Kathmandu', Date.UTC(2026, 5, 1)],
];

describe('quiet hours', () => {
  it('[N5] end at the wall clock’s time on the nights when clocks change', () => {
    const quiet = hours('22:00', '07:00', 'Europe/Berlin');
    expect(quietAt(quiet, 'UTC', Date.UTC(2026, 2, 28, 23)).until).toBe(Date.UTC(2026, 2, 29, 5));
    expect(quietAt(quiet, 'UTC', Date.UTC(2026, 9, 24, 22)).until).toBe(Date.UTC(2026, 9, 25, 6));
  });

  it('[N5] end is the first minute that is not quiet, in any zone, on any night, for any hours', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(fc.constantFrom(...nights), minute, minute, fc.integer({ min: 0, max: 36 * 60 }), ([zone, night], from, to, after) => {
        const quiet = hours(wall(from), wall(to), zone);
        const at = night + after * MINUTE;
        const { isQuiet, until } = quietAt(quiet, 'UTC', at);
        if (!isQuiet || until === null) return;
        expect(quietAt(quiet, 'UTC', until).isQuiet).toBe(false);
        expect(quietAt(quiet, 'UTC', until - MINUTE).isQuiet).toBe(true);
        expect(until).toBeGreaterThan(at);
        expect(until - at).toBeLessThanOrEqual(49 * 60 * MINUTE);
      }),
      { numRuns: 2000 },
    );
  });

  it('[N5] a time zone that does not exist is refused where settings come in', () => {
    const parse = (timeZone: string) => settingsSchema.safeParse({ paging: { quietHours: { timeZone } } }).success;
    expect(['', 'UTC', 'Europe/Berlin', 'Mars/Base', '../etc'].map(parse)).toEqual([true, true, true, false, false]);
  });
});
