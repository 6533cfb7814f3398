// The one thing to do next with an incident, and what else can be done, by its state: the header's buttons and menu.

import type { IncidentRow } from '../../../shared/domain/incident';
import type { SourceAct } from '../../../shared/domain/source-act';
import { SOURCE_WORDS, type SourceActId } from '../source/source-words';

/** Ids are those of the key table. */
export type ActId =
  | 'acknowledge'
  | 'unacknowledge'
  | 'resolve'
  | 'close'
  | 'close-actionable'
  | 'close-noise'
  | 'reopen'
  | 'snooze'
  | 'unsnooze'
  | 'silence'
  | SourceActId
  | 'severity'
  | 'security'
  | 'restrict'
  | 'merge'
  | 'split';

export interface Acts {
  /** Null for a merged incident: the other one is where to act. */
  readonly primary: ActId | null;
  readonly buttons: readonly ActId[];
  readonly menu: readonly ActId[];
}

const NEXT: Readonly<Record<IncidentRow['status'], ActId | null>> = {
  open: 'acknowledge',
  acknowledged: 'resolve',
  resolved: 'close',
  closed: 'reopen',
  merged: null,
};

/** `atSource`: what the sources of its alerts can take. */
export function actsFor(
  row: Pick<IncidentRow, 'status' | 'snoozedUntil' | 'alertCount' | 'judged' | 'isReview'>,
  atSource: readonly SourceAct[] = [],
): Acts {
  const primary = NEXT[row.status];
  if (row.status === 'merged') return { primary, buttons: [], menu: [] };
  const isLive = row.status === 'open' || row.status === 'acknowledged';
  const buttons: ActId[] = isLive ? [row.snoozedUntil === null ? 'snooze' : 'unsnooze', 'silence'] : judging(row);
  const menu: ActId[] = [];
  if (row.status === 'open') menu.push('resolve');
  if (row.status === 'resolved') menu.push('reopen');
  if (row.status === 'acknowledged') menu.push('unacknowledge');
  if (isLive) menu.push('close');
  menu.push(...atSource.map((act) => SOURCE_WORDS[act].id), 'severity', 'security', 'restrict');
  if (row.status !== 'closed') menu.push('merge');
  if (row.status !== 'closed' && row.alertCount > 1) menu.push('split');
  return { primary, buttons, menu };
}

/** What can still be said of whether it was worth it; while it is resolved, saying so closes it. */
function judging({ status, judged, isReview }: Pick<IncidentRow, 'status' | 'judged' | 'isReview'>): ActId[] {
  if (isReview) return [];
  const said: ActId | null = judged ? `close-${judged.verdict}` : null;
  return (['close-actionable', 'close-noise'] as const).filter((act) => status === 'resolved' || act !== said);
}
