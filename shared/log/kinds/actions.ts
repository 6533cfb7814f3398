// Events about action items: what is to be done after an incident, by whom, and whether it really happened.
import type { ActionKind, ActionState } from '../../postmortem/action-line';
import type { GuardState, TicketState } from '../../tracker';

export interface ActionEvents {
  /** `action` is its id. One that was removed and is recorded again is the same one. `isInText`: it is a line of the postmortem's text. */
  'action.recorded': {
    action: string;
    text: string;
    owner: string | null;
    /** A day, `YYYY-MM-DD`. */
    due: string | null;
    kind: ActionKind | null;
    state: ActionState;
    isInText: boolean;
    by: string;
  };
  /** All of it as it is now; the state has events of its own. */
  'action.changed': {
    action: string;
    text: string;
    owner: string | null;
    due: string | null;
    kind: ActionKind | null;
    isInText: boolean;
    by: string;
  };
  /** `by` may be somebody at the tracker; `happenedAt` (Unix ms): when it happened there. */
  'action.state': { action: string; state: ActionState; reason: string; by: string; happenedAt?: number };
  /** Its line left the text. */
  'action.removed': { action: string; by: string };
  /** `tracker` is an id of the settings, `key` what the tracker calls the ticket. In the same commit as the act that was sent. */
  'action.ticket-linked': { action: string; tracker: string; url: string; key: string };
  /** The ticket changed its state at the tracker. */
  'action.ticket-seen': { action: string; state: TicketState; by: string; at: number };
  /** A check that proves the fix; `url` null: none any more. `tracker` null: any URL whose answer is JSON, of which `path` must be `wants`. */
  'action.guard-set': { action: string; url: string | null; tracker: string | null; path: string; wants: string; by: string };
  /** The guard changed. `url`: the run that says so. */
  'action.guard-seen': { action: string; state: GuardState; url: string; why: string; at: number };
}
