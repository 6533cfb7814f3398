// Whether what was promised after incidents was done: actions by the day they were due and the day they were done.
import { type ActionRecord, standingOf } from '../domain/action';
import { ACTION_KINDS } from '../postmortem/action-line';

/** `undated`: done, but nobody had said by when. `open` is not late yet. */
export const OUTCOMES = ['in-time', 'late', 'undated', 'open', 'overdue', 'dropped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface OutcomeGroup {
  /** A kind ('' for none), or a month. */
  readonly key: string;
  readonly counts: Readonly<Record<Outcome, number>>;
}

export interface FollowThrough {
  readonly total: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly byKind: readonly OutcomeGroup[];
  /** By the month in which they were written down. */
  readonly byMonth: readonly OutcomeGroup[];
}

/** `dayOf`: the day (`YYYY-MM-DD`) of an instant on the wall. Done counts only where the guard, if there is one, is green. */
export function outcomeOf(action: ActionRecord, today: string, dayOf: (at: number) => string): Outcome {
  const standing = standingOf(action);
  if (standing === 'dropped') return 'dropped';
  if (standing !== 'done') return action.due !== null && action.due < today ? 'overdue' : 'open';
  if (action.due === null) return 'undated';
  return dayOf(action.stateAt) <= action.due ? 'in-time' : 'late';
}

const none = (): Record<Outcome, number> => ({ 'in-time': 0, late: 0, undated: 0, open: 0, overdue: 0, dropped: 0 });

/** Those whose line left the text are not among `actions`. */
export function followThrough(actions: readonly ActionRecord[], today: string, dayOf: (at: number) => string): FollowThrough {
  const counts = none();
  const kinds = new Map<string, Record<Outcome, number>>();
  const months = new Map<string, Record<Outcome, number>>();
  for (const action of actions) {
    const outcome = outcomeOf(action, today, dayOf);
    counts[outcome] += 1;
    countIn(kinds, action.kind ?? '', outcome);
    countIn(months, dayOf(action.recordedAt).slice(0, 7), outcome);
  }
  const kindOrder = [...ACTION_KINDS, ''];
  return {
    ...{ total: actions.length, counts },
    byKind: groupsOf(kinds).sort((a, b) => kindOrder.indexOf(a.key) - kindOrder.indexOf(b.key)),
    byMonth: groupsOf(months).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

function countIn(groups: Map<string, Record<Outcome, number>>, key: string, outcome: Outcome): void {
  const counts = groups.get(key) ?? none();
  counts[outcome] += 1;
  groups.set(key, counts);
}

function groupsOf(groups: ReadonlyMap<string, Record<Outcome, number>>): OutcomeGroup[] {
  return [...groups].map(([key, counts]) => ({ key, counts }));
}
