// The short form of `npm run chaos -- --only year`: some days of a desk, every page held against the rules.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomFrom } from '../../harness/storm';
import { anyTimed } from './happenings';
import { YearDesk } from './year-desk';
import { anyRules } from './year-settings';

it('[N1] [N2] [N3] [N4] [N5] [N6] [N7] [N8] [N9] [N14] [E1] [E2] [E3] [F2] days of a desk: it tells exactly what the rules demand, when they do', async () => {
  let pages = 0;
  const anyDays = fc.array(anyTimed, { minLength: 20, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(anyRules, anyDays, fc.noShrink(fc.integer()), async (rules, happenings, seed) => {
      const report = await new YearDesk(rules, randomFrom(seed)).live(happenings, 30);
      pages += report.pages;
    }),
    { numRuns: 5, endOnFailure: Boolean(process.env.YEAR_AS_FOUND) },
  );
  expect(pages).toBeGreaterThan(20);
}, 120_000);
