// "Why did (not) this page me?": the last verdict of the rules over an incident, as one sentence with the trace behind it.
import type { IncidentDetail } from '../contract';
import type { EventKind, LogEvent } from '../log/event';

/** Kinds that say what the rules decided. */
export const PAGE_DECISIONS = ['page.requested', 'page.withheld'] as const satisfies readonly EventKind[];

/** `decided`: an incident's newest event of `PAGE_DECISIONS`; null when the rules were not asked yet. */
export function explainPaging(decided: LogEvent | undefined): IncidentDetail['why'] {
  if (decided?.kind === 'page.requested') {
    const reasons = decided.data.trace.filter((t) => TELLING.has(t.rule) || t.why.includes('breaks through')).map((t) => t.why);
    return { sentence: `This paged you: ${reasons.join(' → ')}.`, trace: decided.data.trace, at: decided.at };
  }
  if (decided?.kind !== 'page.withheld') return null;
  const { foldedInto, why, trace } = decided.data;
  const sentence = foldedInto === null ? `This did not page you: ${why}.` : `This paged you as part of one page: ${why}.`;
  return { sentence, trace, at: decided.at };
}

/** Rules whose verdict says something even when they let pass. */
const TELLING: ReadonlySet<string> = new Set(['severity', 'attention', 'storm', 'digest']);
