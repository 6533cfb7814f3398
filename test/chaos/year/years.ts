// Whole years of desks against the rules: `npm run chaos -- --only year`.
import fc from 'fast-check';
import { randomFrom } from '../../harness/storm';
import { anyTimed, type Timed } from './happenings';
import { YearDesk, type YearReport } from './year-desk';
import { anyRules } from './year-settings';

/** More than happen in the longest year. */
const ENOUGH = 20_000;

/** One desk with its own settings and its own fate. Throws at the first page that the rules do not demand, or that is missing. */
export async function liveYear(seed: number, days: number): Promise<YearReport> {
  const [rules] = fc.sample(anyRules, { seed, numRuns: 1 });
  if (!rules) throw new Error('no settings were drawn');
  const happenings: readonly Timed[] = fc.sample(anyTimed, { seed, numRuns: Math.min(ENOUGH, days * 60) });
  return new YearDesk(rules, randomFrom(seed)).live(happenings, days);
}
