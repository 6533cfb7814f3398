// The short form of `npm run chaos -- --only team`.
import { expect, test } from 'vitest';
import { teamStorm } from './team-storm';

test('[T26] five desks lose no event, take none twice and stand alike after kills of servers and engines, and partitions', async () => {
  const report = await teamStorm({ desks: 5, alerts: 60, acts: 3_000, restMs: 500, seed: 7, say: () => undefined });
  console.info(JSON.stringify(report));
  expect(report).toMatchObject({ lost: 0, twice: 0, standings: 1 });
  expect(report.events).toBeGreaterThan(2_000);
  expect(Object.values(report.faults).reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(4);
}, 170_000);
