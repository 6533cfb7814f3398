// "Why did (not) this page me?": the last verdict of the rules over an incident, as one sentence with the trace behind it.
import type { IncidentDetail } from '../contract';
import type { LogEvent } from '../log/event';

/** The newest page decision among an incident's events (in seq order); null when the rules were not asked yet. */
export function explainPaging(events: readonly LogEvent[]): IncidentDetail['why'] {
  const decided = events.findLast((e) => e.kind === 'page.requested' || e.kind === 'page.withheld');
  if (!decided) return null;
  if (decided.kind === 'page.requested') {
    const reasons = decided.data.trace.filter((t) => TELLING.has(t.rule) || t.why.includes('breaks through')).map((t) => t.why);
    return { sentence: `This paged you: ${reasons.join(' → ')}.`, trace: decided.data.trace, at: decided.at };
  }
  const { foldedInto, why, trace } = decided.data;
  const sentence = foldedInto === null ? `This did not page you: ${why}.` : `This paged you as part of one page: ${why}.`;
  return { sentence, trace, at: decided.at };
}

/** Rules whose verdict says something even when they let pass. */
const TELLING: ReadonlySet<string> = new Set(['severity', 'attention', 'storm', 'digest']);
