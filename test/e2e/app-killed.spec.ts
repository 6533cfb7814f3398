// The short form of `npm run chaos -- --only app`.
import { expect, test } from '@playwright/test';
import { killApps } from '../chaos/kills/app-kills';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

test('[D42] an app that is killed at random, its shell or all of it, loses no note and shows no page again', async () => {
  test.setTimeout(180_000);
  const { lost, duplicated, pages, recoverMs, shells, wholes } = await killApps({ kills: 3, seed: 8, say: () => undefined });
  expect({ lost, duplicated }).toEqual({ lost: [], duplicated: [] });
  expect(pages).toBeGreaterThan(4);
  expect(recoverMs).toHaveLength(shells + wholes);
});
