import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IncidentFacts } from '../../../shared/insights/facts';
import { heatOf, interruptionAt, interruptionsOf, WallClock } from '../../../shared/insights/hours';
import { timeBetweenFailures, timeToAcknowledge, timeToDetect, timeToRecover, timeToResolve } from '../../../shared/insights/measures';
import { noiseByRule } from '../../../shared/insights/noise';

const MIN = 60_000;
let made = 0;

function facts(change: Partial<IncidentFacts> = {}): IncidentFacts {
  made++;
  return {
    ...{ id: `i${made}`, number: made, title: 'DiskFull', rule: 'DiskFull', service: 'orders', severity: 2, isSecurity: false },
    ...{ triggeredAt: 0, detectedAt: MIN, impactStart: null, restoredAt: null, acknowledgedAt: null, resolvedAt: null, closedAt: null },
    ...{ isMerged: false, runs: 1, pagedRuns: 0, actedRuns: 0, blips: 0, fired: 1, pages: 0, run: null },
    ...change,
  };
}

describe('measures of incidents', () => {
  test('[Q2] MTTD counts only those whose impact start a person confirmed, and says what share that is', () => {
    const told = facts({ impactStart: -4 * MIN });
    expect(timeToDetect([told, facts(), facts(), facts()])).toEqual({
      ...{ n: 1, mean: 5 * MIN, median: 5 * MIN, p90: 5 * MIN, incidents: [told.id], coverage: 0.25 },
    });
    expect(timeToDetect([]).coverage).toBeNull();
  });

  test('[Q3] MTTA is from the trigger to the first human acknowledgement; those never acknowledged are counted apart', () => {
    const [quick, slow, never] = [facts({ acknowledgedAt: 2 * MIN }), facts({ acknowledgedAt: 6 * MIN }), facts()];
    const taken = timeToAcknowledge([quick, slow, never]);
    expect(taken).toMatchObject({ n: 2, mean: 4 * MIN, incidents: [quick.id, slow.id], never: [never.id] });
  });

  test('[Q4] MTTR is named: resolve from the trigger, recover from the impact', () => {
    const one = facts({ triggeredAt: MIN, resolvedAt: 11 * MIN, impactStart: 0, restoredAt: 8 * MIN });
    expect(timeToResolve([one, facts()])).toMatchObject({ n: 1, mean: 10 * MIN });
    expect(timeToRecover([one, facts()])).toMatchObject({ n: 1, mean: 8 * MIN, coverage: 0.5 });
  });

  test('[Q5] MTBF: up-time without planned downtime by failures; undefined for none; moments that overlap count once', () => {
    const period = { from: 0, to: 100 };
    expect(timeBetweenFailures([], period)).toBeNull();
    const one = facts({ triggeredAt: 10, resolvedAt: 30 });
    const two = facts({ triggeredAt: 20, resolvedAt: 40 });
    expect(timeBetweenFailures([one, two], period)).toBe(35);
    expect(timeBetweenFailures([one, two], period, [{ from: 35, to: 60 }])).toBe(25);
    expect(timeBetweenFailures([facts({ triggeredAt: 90 })], period)).toBe(90);
  });

  test('[Q5] up-time is never negative and never more than the period', () => {
    const span = fc.record({ from: fc.integer({ min: -50, max: 150 }), to: fc.integer({ min: -50, max: 150 }) });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1 }), (spans) => {
        const all = spans.map(({ from, to }) => facts({ triggeredAt: from, resolvedAt: to }));
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
});

test('[Q7] noise: pages, share, actionable of paged runs, blips and re-fires of each rule, loudest first', () => {
  const period = { from: 0, to: 2 * 86_400_000 };
  const loud = facts({ rule: 'Flaps', pages: 6, runs: 5, pagedRuns: 4, actedRuns: 1, blips: 3 });
  const quiet = facts({ rule: 'Rare', pages: 2, pagedRuns: 0, run: { since: 0, isPaged: true, isActed: true, isAcknowledged: true } });
  const never = facts({ rule: 'Silent' });
  expect(noiseByRule([quiet, never, loud], period)).toEqual([
    { rule: 'Flaps', incidents: [loud.id], pages: 6, share: 0.75, actionable: 0.25, blips: 3, refiresPerDay: 2 },
    { rule: 'Rare', incidents: [quiet.id], pages: 2, share: 0.25, actionable: 1, blips: 0, refiresPerDay: 0 },
    { rule: 'Silent', incidents: [never.id], pages: 0, share: 0, actionable: null, blips: 0, refiresPerDay: 0 },
  ]);
});
