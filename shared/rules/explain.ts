// "Why did (not) this page me?": the last verdict of the rules over an incident, as one sentence with the trace behind it.
import type { IncidentDetail } from '../contract';
import type { IncidentRow } from '../domain/incident';
import type { EventKind, LogEvent, TraceStep } from '../log/event';
import type { Turn } from '../team/duty';
import { msg } from '../words/words';

/** Kinds that say what the rules decided. */
export const PAGE_DECISIONS = ['page.requested', 'page.withheld'] as const satisfies readonly EventKind[];

/** `decided`: an incident's newest event of `PAGE_DECISIONS`; null when the rules were not asked yet. */
export function explainPaging(decided: LogEvent | undefined): IncidentDetail['why'] {
  if (decided?.kind === 'page.requested') {
    const reasons = decided.data.trace.filter((t) => TELLING.has(t.rule) || t.why.includes('breaks through')).map((t) => t.why);
    return { sentence: msg`This paged you: ${reasons.join(' → ')}.`, trace: decided.data.trace, at: decided.at };
  }
  if (decided?.kind !== 'page.withheld') return null;
  const { foldedInto, why, trace } = decided.data;
  const sentence = foldedInto === null ? msg`This did not page you: ${why}.` : msg`This paged you as part of one page: ${why}.`;
  return { sentence, trace, at: decided.at };
}

/**
 * As `explainPaging`, where several desks decide: what another desk's page was, and whose turn it is where this desk has written nothing
 * about it. `turn` undefined: this desk has no team now. `now`: Unix ms.
 */
export function explainInTeam(decided: LogEvent | undefined, row: IncidentRow, turn: Turn | undefined, now: number): IncidentDetail['why'] {
  if (decided && !decided.isForeign) return explainPaging(decided);
  const step = (why: string): TraceStep => ({ rule: 'team', verdict: turn?.isMine === false ? 'stop' : 'pass', why });
  const whose = turn?.why ?? msg`this desk is not connected to its team`;
  if (decided) {
    const told = explainPaging(decided);
    if (!told) return null;
    const did = decided.kind === 'page.requested' ? msg`This paged another desk of the team` : msg`Another desk of the team held this back`;
    return { ...told, sentence: `${did}; ${whose}.`, trace: [...told.trace, step(whose)] };
  }
  if (row.status !== 'open' || !turn || turn.isMine) return null;
  return { sentence: msg`This did not page you: ${whose}.`, trace: [step(whose)], at: now };
}

/** Rules whose verdict says something even when they let pass. */
const TELLING: ReadonlySet<string> = new Set(['severity', 'attention', 'storm', 'digest']);
