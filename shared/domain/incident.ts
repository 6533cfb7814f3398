// What a person works on. The row is the part that queues show and that a table keeps; the rest is folded on demand.
import type { Alert, Labels, Tally } from './alert';
import type { Impact } from './impact';
import type { Judgement } from './judgement';
import type { PostmortemStatus } from './postmortem';
import type { IncidentSeverity } from './severity';

export type IncidentStatus = 'open' | 'acknowledged' | 'resolved' | 'closed' | 'merged';

/** State of the writes to sources that an incident asked for. */
export interface WriteState {
  readonly id: string;
  readonly feed: string;
  readonly action: 'ack' | 'unack' | 'silence' | 'unsilence';
  readonly state: 'pending' | 'confirmed' | 'failed';
  readonly why: string;
  /** Id at the source of what was made, e.g. a silence id. */
  readonly ref: string | null;
  readonly until: number | null;
  readonly at: number;
}

/** Where paging of an incident stands. */
export interface PagingState {
  /** Counts runs of attention: a reopening, the end of a snooze or an undone acknowledgement starts the next. */
  readonly run: number;
  /** Pages asked for (or folded into one) in the current run; 0 before the first. */
  readonly step: number;
  /** When the rules look again, Unix ms; `null` = not by time. */
  readonly nextAt: number | null;
  /** `withheld`: a rule held the page back; `folded`: it became part of a page for many. */
  readonly lastOutcome: 'requested' | 'shown' | 'failed' | 'withheld' | 'folded' | 'clicked' | 'dismissed' | 'acted' | null;
  readonly lastWhy: string;
  readonly lastAt: number | null;
  /** Name, in its team, of the desk that asked for the last page of this run or held it back; left out: a desk without a team. */
  readonly by?: string;
}

/** Who holds a role, or was offered it. `offered`: who is asked to take it over. */
export interface RoleHolder {
  readonly role: string;
  readonly roleName: string;
  readonly person: string | null;
  readonly personName: string;
  readonly offered: { readonly person: string; readonly personName: string } | null;
}

/** An outward act that is not over: waiting for a yes, for its turn, or for a decision. */
export interface OpenAct {
  readonly id: string;
  readonly state: 'awaiting' | 'queued' | 'failed' | 'conflict';
  /** It tells the audiences how things stand. */
  readonly isUpdate: boolean;
}

/** Where an escalation policy stands; `step` 0 = begun, nothing done yet. Times are Unix ms. */
export interface EscalationState {
  readonly policy: string;
  readonly step: number;
  /** When it began, or its last step was done: what the wait for the next is counted from. */
  readonly lastAt: number;
  /** When the next step is due for a person who is there; null: there is none. */
  readonly nextAt: number | null;
}

/** What a row knows of its postmortem. `status` null: not started. Times are Unix ms. */
export interface PostmortemState {
  readonly status: PostmortemStatus | null;
  /** When it is to be published; null: it is, or none is needed. */
  readonly dueAt: number | null;
  /** What was said of this due time already. */
  readonly reminded: 'soon' | 'late' | null;
}

/** One line of the queue. Folded from events by `foldRow` in the engine and in the window alike. */
export interface IncidentRow {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly service: string | null;
  /** Labels that made the group, e.g. `{alertname, service, cluster}`. */
  readonly labels: Labels;
  readonly groupWhy: string;
  readonly feeds: readonly string[];
  readonly status: IncidentStatus;
  readonly severity: IncidentSeverity;
  readonly severityWhy: string;
  /** A person chose the severity: rules leave it alone. */
  readonly isSeverityByHand: boolean;
  readonly isSecurity: boolean;
  readonly isFlapping: boolean;
  /** It came of a drill, and stays one. Missing: it is real. */
  readonly isDrill?: boolean;
  /** It asks for the review of a policy: work that never pages. Missing: it is an incident. */
  readonly isReview?: boolean;
  /** Earliest start any source gave, Unix ms. */
  readonly startedAt: number;
  readonly openedAt: number;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedBy: string | null;
  /** Name, in its team, of the desk that took the acknowledgement and keeps it at the sources. */
  readonly acknowledgedOn?: string;
  readonly snoozedUntil: number | null;
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  readonly mergedInto: string | null;
  /** Number of the incident it went into. */
  readonly mergedIntoNumber: number | null;
  /** Sum over firing alerts. */
  readonly tally: Tally;
  /** Distinct alerts ever in the incident. */
  readonly alertCount: number;
  readonly reopenedAt: readonly number[];
  readonly paging: PagingState;
  readonly writes: readonly WriteState[];
  readonly noteCount: number;
  readonly roles: readonly RoleHolder[];
  readonly acts: readonly OpenAct[];
  readonly escalation: EscalationState | null;
  /** When the audiences are to hear the next word, Unix ms; null: nothing is due. */
  readonly updateDueAt: number | null;
  /** The due time that a reminder was given for. */
  readonly updateRemindedFor?: number;
  readonly lastUpdateAt: number | null;
  readonly bridgeUrl: string | null;
  /** Need-to-know: outside this window only number and severity are told. */
  readonly isRestricted: boolean;
  /** Ids of people who may be told more; missing: nobody. */
  readonly members?: readonly string[];
  /** Left out: none was started, none was ever due. */
  readonly postmortem?: PostmortemState;
  /** As a person confirmed it; missing: nobody did. */
  readonly impact?: Impact;
  /** Whether it was worth it, by a person's last word; missing: nobody said. */
  readonly judged?: Judgement;
  readonly lastChangeAt: number;
  /** seq of the last event folded in. */
  readonly seq: number;
}

/** An incident in the engine's memory: its row, its group keys and all its alerts. */
export interface Incident {
  readonly row: IncidentRow;
  readonly groupKeys: readonly string[];
  /** By `alertId(feed, key)`. */
  readonly alerts: ReadonlyMap<string, Alert>;
}
