// Ten years of any rotation, in zones whose clocks change by an hour, by half an hour and around Ramadan: somebody is on call at every instant, and only one.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRule, handOverDays } from '../../electron/schedules/hand-over-days';
import { shiftsAt } from '../../shared/rules/on-call-now';
import { turnsOf } from '../../shared/rules/rotation';
import { instantOf, wallAt } from '../../shared/rules/wall-clock';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'];
const START = Date.UTC(2021, 0, 4);
const END = Date.UTC(2031, 0, 4);
const people = ['ada', 'bo', 'cy'];

const wallTime = fc
  .tuple(fc.nat({ max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const rule = fc.constantFrom(
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;INTERVAL=2',
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,FR',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYDAY=1SU',
  'FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU',
);

function turns(text: string, handoverAt: string, timeZone: string) {
  const checked = checkRule(text);
  if (!checked.ok) throw new Error(checked.why);
  return turnsOf({ people, handoverAt, timeZone, ...handOverDays(checked.rule, '2021-01-04', END) });
}

describe('[D21] a rotation', () => {
  test.each(ZONES)('%s: each shift begins where the one before it ends, and nobody is left out', (zone) => {
    fc.assert(
      fc.property(rule, wallTime, (text, handoverAt) => {
        const all = turns(text, handoverAt, zone);
        const [hour = 0, minute = 0] = handoverAt.split(':').map(Number);
        expect(all[0]?.from).toBe(instantOf({ year: 2021, month: 1, day: 4, hour, minute }, zone, 'start'));
        expect(all.at(-1)?.to).toBeGreaterThanOrEqual(END);
        for (const [i, turn] of all.entries()) {
          expect(turn.to).toBeGreaterThan(turn.from);
          expect(turn.person).toBe(people[i % people.length]);
          if (i > 0) expect(turn.from).toBe(all[i - 1]?.to);
        }
      }),
      { numRuns: 40 },
    );
  });

  test.each(ZONES)('%s: any instant of ten years is held by exactly one shift', (zone) => {
    const all = ['FREQ=DAILY', 'FREQ=WEEKLY'].flatMap((text) => [turns(text, '02:30', zone), turns(text, '00:00', zone)]);
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.integer({ min: START + 86_400_000, max: END }), (shifts, at) => {
        expect(
          shiftsAt(
            shifts.map(({ person, from, to }) => ({ person, name: person, from, to })),
            at,
          ),
        ).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  test.each(ZONES)('%s: hand-over is at its wall time, except where clocks skip it', (zone) => {
    const odd = turns('FREQ=DAILY', '09:00', zone).filter(({ from }) => {
      const { hour, minute } = wallAt(from, zone);
      return hour !== 9 || minute !== 0;
    });
    expect(odd).toEqual([]);
  });
});
