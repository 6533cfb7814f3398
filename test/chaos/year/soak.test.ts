// The short form of `npm run chaos -- --only soak`: hours instead of weeks; and how its verdict is reached.
import { expect, it } from 'vitest';
import { driftOf, type SoakDay, soak, soakTable } from './soak';

const day = (n: number, heapBytes: number): SoakDay => ({
  day: n,
  heapBytes,
  rssBytes: 1,
  logBytes: n * 1_000,
  events: n * 10,
  episodes: n,
  live: 1,
});

it('two busy hours are lived through: incidents open, close and are written about, and the log grows by it', async () => {
  const days = await soak({ days: 1, alertsPerDay: 2_000, seed: 1, hoursPerDay: 2, say: () => undefined });
  expect(days).toHaveLength(1);
  expect(days[0]?.episodes).toBeGreaterThan(100);
  expect(days[0]?.events).toBeGreaterThan(days[0]?.episodes ?? 0);
  expect(days[0]?.logBytes).toBeGreaterThan(1e6);
}, 120_000);

it('the drift is the furthest from the third day, whatever came before', () => {
  expect(driftOf([day(1, 10), day(2, 500), day(3, 100), day(4, 103), day(5, 96)])).toBeCloseTo(0.04);
});

it('the table tells bytes an event from day to day', () => {
  expect(
    soakTable([day(1, 1e6), day(2, 2e6)])
      .split('\n')
      .slice(2),
  ).toEqual(['| 1 | 1.0 | 0.0 | 1 | 1 | 10 | 0.0 |  |', '| 2 | 2.0 | 0.0 | 1 | 2 | 20 | 0.0 | 100 |']);
});
