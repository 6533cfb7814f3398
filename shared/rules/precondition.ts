// Is what an act was meant for still true? Asked just before it goes out; the answer is the reason in words that a person is asked with.
import type { ActRecord } from '../domain/act';
import type { IncidentRow } from '../domain/incident';
import type { ActContent, ActPrecondition } from '../log/kinds/acts';

const OVER: Readonly<Partial<Record<IncidentRow['status'], string>>> = {
  resolved: 'is resolved meanwhile',
  closed: 'is closed meanwhile',
  merged: 'was merged into another incident meanwhile',
};

/** Why the precondition does not hold any more; null while it does. `row`: the incident as it is now, undefined when it is not known. */
export function brokenPrecondition(precondition: ActPrecondition, row: IncidentRow | undefined): string | null {
  if (precondition.needs === 'nothing') return null;
  if (row === undefined) return 'Its incident is not known here.';
  const name = `INC-${row.number}`;
  const over = OVER[row.status];
  switch (precondition.needs) {
    case 'unresolved':
      return over ? `${name} ${over}.` : null;
    case 'same-run':
      return row.paging.run === precondition.run ? null : `${name} was reopened or given back since this was written.`;
    case 'unacknowledged':
      if (over) return `${name} ${over}.`;
      if (row.status === 'acknowledged') return `${row.acknowledgedBy ?? 'Somebody'} has ${name} meanwhile.`;
      return row.paging.run === precondition.run ? null : `${name} was reopened or given back since this was written.`;
  }
}

const NEWS_LIFE_MS = 60 * 60_000;

function isStaleNews(content: ActContent, ageMs: number): boolean {
  return content.what === 'message' && content.purpose === 'update' && ageMs > NEWS_LIFE_MS;
}

/** Why an act must not go out as it is, unless a person says so; null: it may. */
export function conflictOf(
  act: Pick<ActRecord, 'content' | 'precondition' | 'isForced' | 'saidAt'>,
  row: IncidentRow | undefined,
  now: number,
): string | null {
  if (act.isForced) return null;
  const broken = brokenPrecondition(act.precondition, row);
  if (broken) return broken;
  if (isStaleNews(act.content, now - act.saidAt)) return 'This update was written more than an hour ago.';
  const { content } = act;
  const isOpenWords = (content.what === 'message' && !content.isRedacted) || (content.what === 'publish' && !content.isForRestricted);
  return isOpenWords && row?.isRestricted ? `INC-${row.number} was restricted since this was written.` : null;
}
