// A postmortem in its incident's row: where it stands and when it is due. Its text never comes near a row.
import type { IncidentRow, PostmortemState } from '../../domain/incident';
import type { EventKind } from '../event';
import type { PostmortemEvents } from '../kinds/postmortem';
import { keepRow, type RowSteps } from './row-step';

const NONE: PostmortemState = { status: null, dueAt: null, reminded: null };

function changed(row: IncidentRow, change: Partial<PostmortemState>): IncidentRow {
  return { ...row, postmortem: { ...(row.postmortem ?? NONE), ...change } };
}

/** Texts that are long or come by the thousand: no fold of an incident reads them. */
const UNFOLDED: ReadonlySet<EventKind> = new Set<EventKind>(['postmortem.edited', 'postmortem.versioned']);
/** Those that are no line of a timeline and no news for a window either: the versions after them say how long was written. */
const UNTOLD: ReadonlySet<EventKind> = new Set<EventKind>(['postmortem.edited']);

export const isUnfolded = (kind: EventKind): boolean => UNFOLDED.has(kind);
export const isUntold = (kind: EventKind): boolean => UNTOLD.has(kind);

export const POSTMORTEM_STEPS: RowSteps<keyof PostmortemEvents> = {
  'postmortem.started': (row) => changed(row, { status: 'draft' }),
  'postmortem.edited': keepRow,
  'postmortem.versioned': keepRow,
  'postmortem.restored': keepRow,
  'postmortem.taken-in': keepRow,
  'postmortem.moved': (row, e) => changed(row, { status: e.data.to, ...(e.data.to === 'published' && { dueAt: null, reminded: null }) }),
  'postmortem.published': keepRow,
  'postmortem.scheduled': (row, e) => changed(row, { dueAt: e.data.dueAt, reminded: null }),
  'postmortem.reminded': (row, e) => (row.postmortem ? changed(row, { reminded: e.data.isLate ? 'late' : 'soon' }) : row),
  'comment.added': keepRow,
  'comment.answered': keepRow,
  'comment.resolved': keepRow,
  'comment.reopened': keepRow,
  'finding.accepted': keepRow,
  'finding.reopened': keepRow,
};
