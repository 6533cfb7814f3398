// One action item as it stands. Folded from its events by `foldAction`.
import type { ActionKind, ActionState } from '../postmortem/action-line';
import type { GuardState, TicketState } from '../tracker';

export interface ActionTicket {
  /** Id of the tracker in the settings. */
  readonly tracker: string;
  readonly url: string;
  readonly key: string;
  readonly state: TicketState;
  readonly seenAt: number;
}

export interface ActionGuard {
  readonly url: string;
  readonly tracker: string | null;
  readonly path: string;
  readonly wants: string;
  readonly state: GuardState;
  /** The run that said so. */
  readonly runUrl: string;
  readonly why: string;
  /** When it was last seen to change, Unix ms; null: not looked at yet. */
  readonly seenAt: number | null;
}

export interface ActionRecord {
  readonly id: string;
  readonly incident: string;
  readonly text: string;
  readonly owner: string | null;
  /** `YYYY-MM-DD`. */
  readonly due: string | null;
  readonly kind: ActionKind | null;
  readonly state: ActionState;
  /** Why it is dropped, or what a tracker said. */
  readonly reason: string;
  readonly isInText: boolean;
  /** Its line left the text: it is kept for the record only. */
  readonly isRemoved: boolean;
  readonly ticket: ActionTicket | null;
  readonly guard: ActionGuard | null;
  readonly recordedAt: number;
  readonly recordedBy: string;
  readonly stateAt: number;
  readonly stateBy: string;
  readonly changedAt: number;
}

/** What the board says of an action: done is done only where its guard, if it has one, is green. */
export type Standing = ActionState | 'unproved';

export function standingOf({ state, guard }: Pick<ActionRecord, 'state' | 'guard'>): Standing {
  return state === 'done' && guard !== null && guard.state !== 'green' ? 'unproved' : state;
}

/** Somebody still has to do something. */
export function isActionOpen(action: Pick<ActionRecord, 'state' | 'guard' | 'isRemoved'>): boolean {
  const standing = standingOf(action);
  return !action.isRemoved && standing !== 'done' && standing !== 'dropped';
}

/** `today`: `YYYY-MM-DD` where the person is. The day itself is not over yet. */
export function isOverdue(action: Pick<ActionRecord, 'state' | 'guard' | 'isRemoved' | 'due'>, today: string): boolean {
  return action.due !== null && action.due < today && isActionOpen(action);
}
