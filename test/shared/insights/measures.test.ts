import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heatOf, interruptionAt, interruptionsOf, WallClock } from '../../../shared/insights/hours';
import { measured, timeBetweenFailures } from '../../../shared/insights/measures';
import { noiseOf } from '../../../shared/insights/noise';
import { offsetAt } from '../../../shared/rules/wall-clock';
import { MIN, someFacts } from './some-facts';

describe('measures of incidents', () => {
  test('[Q2] MTTD counts only those whose impact start a person confirmed, and says of how many', () => {
    const told = someFacts({ impactStart: -4 * MIN });
    const early = someFacts({ impactStart: 2 * MIN });
    expect(measured([told, someFacts(), someFacts(), someFacts()], 'detect')).toEqual({
      ...{ n: 1, mean: 5 * MIN, median: 5 * MIN, p90: 5 * MIN, of: 4 },
    });
    expect(measured([told, early], 'detect')).toMatchObject({ n: 2, mean: 2 * MIN });
    expect(measured([], 'detect')).toEqual({ n: 0, mean: null, median: null, p90: null, of: 0 });
  });

  test('[Q3] MTTA is from the trigger to the first human acknowledgement; those never acknowledged are counted apart', () => {
    const all = [someFacts({ acknowledgedAt: 3 * MIN }), someFacts({ acknowledgedAt: 7 * MIN }), someFacts()];
    expect(measured(all, 'acknowledge')).toMatchObject({ n: 2, mean: 4 * MIN, of: 3 });
  });

  test('[Q4] MTTR is named: resolve from the trigger, recover from the impact', () => {
    const one = someFacts({ triggeredAt: MIN, resolvedAt: 11 * MIN, impactStart: 0, restoredAt: 8 * MIN });
    expect(measured([one, someFacts()], 'resolve')).toMatchObject({ n: 1, mean: 10 * MIN });
    expect(measured([one, someFacts()], 'recover')).toMatchObject({ n: 1, mean: 8 * MIN, of: 2 });
  });

  test('[Q5] MTBF: up-time without planned downtime by failures; undefined for none; moments that overlap count once', () => {
    const period = { from: 0, to: 100 };
    expect(timeBetweenFailures([], period)).toBeNull();
    const one = someFacts({ triggeredAt: 10, resolvedAt: 30 });
    const two = someFacts({ triggeredAt: 20, resolvedAt: 40 });
    expect(timeBetweenFailures([one, two], period)).toBe(35);
    expect(timeBetweenFailures([one, two], period, [{ from: 35, to: 60 }])).toBe(25);
    expect(timeBetweenFailures([someFacts({ triggeredAt: 90 })], period)).toBe(90);
  });

  test('[Q5] up-time is never negative and never more than the period', () => {
    const span = fc.record({ from: fc.integer({ min: -50, max: 150 }), to: fc.integer({ min: -50, max: 150 }) });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1 }), (spans) => {
        const all = spans.map(({ from, to }) => someFacts({ triggeredAt: from, resolvedAt: to }));
        const mtbf = timeBetweenFailures(all, { from: 0, to: 100 }) ?? -1;
        expect(mtbf).toBeGreaterThanOrEqual(0);
        expect(mtbf * all.length).toBeLessThan(100 + 1e-9);
      }),
    );
  });
});

describe('hours', () => {
  const clock = new WallClock(() => 3_600_000);

  test('[Q6] business is 08-18 on weekdays, sleep is 22-08 on every day, the rest is off', () => {
    const of = (weekday: number, hour: number) => interruptionAt({ weekday, hour });
    expect([of(0, 8), of(4, 17), of(0, 18), of(2, 21), of(5, 12), of(6, 9)]).toEqual(['business', 'business', 'off', 'off', 'off', 'off']);
    expect([of(0, 22), of(3, 7), of(5, 0), of(6, 23)]).toEqual(['sleep', 'sleep', 'sleep', 'sleep']);
  });

  test('[Q6] a page falls into the hour that the wall shows, and each page counts once', () => {
    const sundayLate = Date.UTC(2026, 10, 22, 23, 30);
    expect(clock.at(sundayLate)).toEqual({ weekday: 0, hour: 0 });
    const pages = [sundayLate, sundayLate + 9 * 3_600_000, sundayLate + 10 * 3_600_000];
    expect(interruptionsOf(pages, clock)).toEqual({ business: 2, off: 0, sleep: 1 });
    expect(heatOf(pages, clock)[0]?.slice(0, 11)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
  });

  test('[Q6] the nights when the clocks change are read right in any zone', () => {
    for (const zone of ['Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'Asia/Kathmandu']) {
      const wall = new WallClock((at) => offsetAt(at, zone));
      for (let at = Date.UTC(2026, 2, 1); at < Date.UTC(2026, 3, 20); at += 1_800_000) {
        const shown = new Date(at + offsetAt(at, zone));
        expect([wall.at(at).hour, wall.day(at)]).toEqual([shown.getUTCHours(), shown.toISOString().slice(0, 10)]);
      }
    }
  });
});

test('[Q7] noise: pages, share, actionable of paged runs, blips and re-fires of each rule, loudest first', () => {
  const period = { from: 0, to: 2 * 86_400_000 };
  const loud = someFacts({ rule: 'Flaps', runs: 5, pagedRuns: 4, actedRuns: 1, blips: 3, fired: 7 });
  const quiet = someFacts({ rule: 'Rare', run: { since: 0, isPaged: true, isActed: true, isAcknowledged: true } });
  const never = someFacts({ rule: 'Silent' });
  const pages = new Map([
    ['Flaps', { pages: 6, nights: 1 }],
    ['Rare', { pages: 2, nights: 0 }],
  ]);
  const noise = noiseOf([quiet, never, loud], pages, period);
  expect(noise.loudest).toEqual([
    {
      rule: 'Flaps',
      incidents: 1,
      pages: 6,
      share: 0.75,
      actionable: 0.25,
      blips: 3,
      refiresPerDay: 2,
      judged: 0,
      calledNoise: 0,
      sleepPages: 1,
    },
    {
      rule: 'Rare',
      incidents: 1,
      pages: 2,
      share: 0.25,
      actionable: 1,
      blips: 0,
      refiresPerDay: 0,
      judged: 0,
      calledNoise: 0,
      sleepPages: 0,
    },
    {
      rule: 'Silent',
      incidents: 1,
      pages: 0,
      share: 0,
      actionable: null,
      blips: 0,
      refiresPerDay: 0,
      judged: 0,
      calledNoise: 0,
      sleepPages: 0,
    },
  ]);
  expect(noise).toMatchObject({
    pages: 8,
    actionable: 2 / 5,
    blips: 3,
    refiresPerDay: 2,
    firingsPerIncident: 3,
    rules: 3,
    loudestShare: 1,
  });
});
