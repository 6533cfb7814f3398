// What those may read who are not among the people that need to know: number and severity, nothing else. Pages, tray, terminal and
// messages all take their words from here.
import type { IncidentRow } from '../domain/incident';

type Named = Pick<IncidentRow, 'number' | 'severity' | 'title' | 'isRestricted'>;

/** The title as anybody may read it. */
export function openTitle(row: Pick<Named, 'title' | 'isRestricted'>): string {
  return row.isRestricted ? 'restricted' : row.title;
}

/** `SEV1 INC-42`: all that may be said of a restricted incident. */
export function restrictedName(row: Pick<Named, 'number' | 'severity'>): string {
  return `SEV${row.severity} INC-${row.number}`;
}

/** May a message to this person (id) name more than that? Nobody in particular (a channel, a lock screen) never may. */
export function mayKnow(row: Pick<IncidentRow, 'isRestricted' | 'members'>, person: string | null): boolean {
  return !row.isRestricted || (person !== null && (row.members ?? []).includes(person));
}
