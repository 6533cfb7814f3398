// Which acts make sense on one incident as it stands: the palette offers no act that the engine would refuse.
import type { IncidentRow, IncidentStatus } from '../../../shared/domain/incident';
import { SOURCE_WORDS } from '../source/source-words';

const AT_SOURCE = Object.values(SOURCE_WORDS).map(({ id }) => id);

/** Ids of the key table that a status rules out. Acts that are not named here make sense at any time. */
const RULED_OUT: Readonly<Record<IncidentStatus, readonly string[]>> = {
  open: ['unacknowledge', 'reopen'],
  acknowledged: ['acknowledge', 'reopen'],
  resolved: ['acknowledge', 'unacknowledge', 'snooze', 'unsnooze', 'resolve', 'silence'],
  closed: ['acknowledge', 'unacknowledge', 'snooze', 'unsnooze', 'resolve', 'silence', 'close', 'merge', 'role', ...AT_SOURCE],
  merged: [
    'acknowledge',
    'unacknowledge',
    'snooze',
    'unsnooze',
    'resolve',
    'silence',
    'close',
    'merge',
    'reopen',
    'role',
    'roles',
    ...AT_SOURCE,
  ],
};

export function isSensible(act: string, row: Pick<IncidentRow, 'status' | 'snoozedUntil'>): boolean {
  if (act === 'unsnooze' && row.snoozedUntil === null) return false;
  return !RULED_OUT[row.status].includes(act);
}
