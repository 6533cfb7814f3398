// The parts of `npm run chaos` that live on a clock of their own, told as tables. True: all is as it must be.
import { driftOf, soak, soakTable } from './soak';
import type { YearReport } from './year-desk';
import { liveYear } from './years';

/** More is no flat memory. */
const MOST_DRIFT = 0.05;

interface Asked {
  readonly seed: number;
  /** A number among the words of the command. */
  readonly numberAfter: (word: string, otherwise: number) => number;
  readonly say: (line: string) => void;
}

export async function yearPart({ seed, numberAfter, say }: Asked): Promise<boolean> {
  const [years, days] = [numberAfter('--years', 3), numberAfter('--days', 365)];
  const columns = [
    'seed',
    'days',
    'happenings',
    'incidents',
    'pages',
    'of storms',
    'of absences',
    'messages',
    'by escalation',
    'differing',
  ];
  console.log(`| ${columns.join(' | ')} |\n|${columns.map(() => '---').join('|')}|`);
  let isWell = true;
  for (let n = seed; n < seed + years; n++) {
    const year = await liveYear(n, days).catch((error: Error) => error);
    isWell &&= !(year instanceof Error);
    if (year instanceof Error) say(year.message);
    const told = year instanceof Error ? [days, '', '', '', '', '', '', '', 'see above'] : countsOf(year);
    console.log(`| ${[n, ...told].join(' | ')} |`);
  }
  return isWell;
}

function countsOf({ days, happenings, incidents, pages, storms, digests, messages, escalated }: YearReport): readonly number[] {
  return [days, happenings, incidents, pages, storms, digests, messages, escalated, 0];
}

export async function soakPart({ seed, numberAfter, say }: Asked): Promise<boolean> {
  const days = await soak({ days: numberAfter('--days', 30), alertsPerDay: numberAfter('--alerts', 2_000), seed, say });
  const drift = driftOf(days);
  console.log(`${soakTable(days)}\n\nFrom day 3 on the heap stays within ${(drift * 100).toFixed(1)} %.`);
  return drift <= MOST_DRIFT;
}
