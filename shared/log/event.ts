// The log's envelope and every kind of event. Kinds are in the past tense, never renamed, never reused; a changed
// shape gets a higher `v` and an upcast. Whatever stands in state came from one of these.
import type { Alert, AlertData, Labels, Suppression, Tally } from '../domain/alert';
import type { IncidentSeverity } from '../domain/severity';
import type { ActionEvents } from './kinds/actions';
import type { ActEvents } from './kinds/acts';
import type { CorrelationEvents } from './kinds/correlation';
import type { EvidenceEvents } from './kinds/evidence';
import type { ImpactEvents } from './kinds/impact';
import type { JudgementEvents } from './kinds/judgement';
import type { PostmortemEvents } from './kinds/postmortem';
import type { ProofEvents } from './kinds/proof';
import type { ReadinessEvents } from './kinds/readiness';
import type { RoleEvents } from './kinds/roles';
import type { RunbookEvents } from './kinds/runbooks';
import type { UpkeepEvents } from './kinds/upkeep';

/** One verdict of one rule, in the order in which the rules were asked. */
export interface TraceStep {
  readonly rule: string;
  readonly verdict: 'pass' | 'stop' | 'page' | 'raise' | 'fits' | 'skipped';
  readonly why: string;
}

export type Urgency = 'low' | 'normal' | 'critical';
/** `role`: a person at this desk is asked to hold a role. `canary`: it only proves that pages are shown. */
export type PageKind = 'incident' | 'storm' | 'digest' | 'role' | 'canary';

/** What is to be told to a person, as plain text. `page` is the same for the same episode, rule and step. */
export interface PageRequest {
  readonly page: string;
  readonly pageKind: PageKind;
  /** Pages of one thread replace each other on screen. */
  readonly thread: string;
  readonly rule: string;
  readonly step: number;
  readonly urgency: Urgency;
  readonly sound: string | null;
  readonly title: string;
  readonly body: string;
  /** Incidents the page is about; the first is what Acknowledge acts on when there is only one. */
  readonly incidents: readonly string[];
  /** How many incidents it stands for, also those it does not name. */
  readonly count: number;
  /** Worst severity among them; null for a page about no incident. */
  readonly worst: IncidentSeverity | null;
  readonly trace: readonly TraceStep[];
  /** When the rules look again if nobody acts, Unix ms. */
  readonly nextAt: number | null;
  /** It is about a drill: it counts for no storm. */
  readonly isDrill?: boolean;
  /** Name, in its team, of the desk that asked for it. */
  readonly desk?: string;
}

export type WriteAction = 'ack' | 'unack' | 'silence' | 'unsilence';

/** Data of every kind, version 1 unless `EVENT_VERSION` says more. Times are Unix ms. */
export interface EventData
  extends RoleEvents,
    ActEvents,
    RunbookEvents,
    EvidenceEvents,
    PostmortemEvents,
    ImpactEvents,
    JudgementEvents,
    ActionEvents,
    CorrelationEvents,
    ProofEvents,
    ReadinessEvents,
    UpkeepEvents {
  'incident.opened': {
    number: number;
    title: string;
    summary: string;
    service: string | null;
    labels: Labels;
    groupKey: string;
    groupWhy: string;
    severity: IncidentSeverity;
    severityWhy: string;
    isSecurity: boolean;
    startedAt: number;
    /** It came of a drill. Left out: it is real. */
    isDrill?: boolean;
    /** It asks for the review of a policy: calm work. Left out: it does not. */
    isReview?: boolean;
    /** The severity rules that were asked. Left out by older versions. */
    trace?: readonly TraceStep[];
  };
  /** `desk`: name, in its team, of the desk that took it; left out by a desk without one. */
  'incident.acknowledged': { by: string; via: string; desk?: string };
  'incident.unacknowledged': { by: string };
  'incident.snoozed': { until: number; by: string; via: string };
  'incident.unsnoozed': { why: string };
  'incident.severity-changed': { to: IncidentSeverity; why: string; isByHand: boolean; trace?: readonly TraceStep[] };
  'incident.security-flagged': { isSecurity: boolean; by: string };
  /** `happenedAt` (Unix ms): when what it tells of happened, if not now. `attachments`: SHA-256 (hex) of each. */
  'incident.noted': { text: string; by: string; happenedAt?: number; attachments?: string[] };
  'incident.resolved': { why: string; isAutomatic: boolean };
  'incident.reopened': { why: string; isAutomatic: boolean; isFlapping: boolean };
  'incident.closed': { why: string; isAutomatic: boolean };
  /** This incident went into another; its group keys and alerts go on there. */
  'incident.merged': { into: string; intoNumber: number; by: string };
  /** This incident took in another with its alerts. */
  'incident.absorbed': {
    from: string;
    fromNumber: number;
    groupKeys: string[];
    feeds: string[];
    alerts: Alert[];
    alertCount: number;
    tally: Tally;
    startedAt: number;
  };
  /** Alerts left for an incident of their own. */
  'incident.split': { to: string; toNumber: number; alerts: { feed: string; key: string }[]; tally: Tally; by: string };

  /** Alerts of one feed that fired (new episodes), all in this incident, from one answer. */
  'alert.fired': { feed: string; alerts: AlertData[]; tally: Tally; newCount: number; startedAt: number };
  'alert.changed': {
    feed: string;
    changes: { key: string; suppression: Suppression | null; severity: AlertData['severity'] }[];
    tally: Tally;
  };
  'alert.cleared': { feed: string; cleared: { key: string; startsAt: number }[]; tally: Tally; why: string };

  'page.requested': PageRequest;
  'page.withheld': {
    rule: string;
    step: number;
    why: string;
    trace: readonly TraceStep[];
    nextAt: number | null;
    foldedInto: string | null;
    /** Name, in its team, of the desk that held it back. */
    desk?: string;
  };
  'page.shown': { page: string; route: string; receiptMs: number };
  'page.failed': { page: string; route: string; why: string };
  'page.clicked': { page: string };
  'page.dismissed': { page: string; why: string };
  'page.acted': { page: string; action: 'acknowledge' | 'snooze' | 'open' };

  /** Version 2: `retryOf` names the failed write that a person asks for again. Silences were writes too, before they went through the outbox. */
  'write.requested': {
    write: string;
    feed: string;
    action: WriteAction;
    ref: string | null;
    until: number | null;
    why: string;
    retryOf: string | null;
  };
  'write.confirmed': { write: string; ref: string | null; until: number | null };
  'write.failed': { write: string; why: string; remedy: string; willRetry: boolean };

  'feed.added': { feed: string; feedKind: string; name: string };
  'feed.edited': { feed: string; name: string };
  'feed.removed': { feed: string; name: string };
  'feed.failed': { feed: string; what: string; remedy: string; failureKind: string };
  'feed.recovered': { feed: string; afterMs: number };

  'paging.paused': { until: number; by: string };
  'paging.unpaused': { by: string };
  /** The desk did not watch for a while: what happened meanwhile. */
  'absence.noted': { from: number; to: number; why: string; fired: number; cleared: number; stillOpen: number };
  'settings.changed': { by: string; paths: string[] };
}

export type EventKind = keyof EventData;

/** Version of each kind's data that this code writes; kinds that are missing are at 1. */
export const EVENT_VERSION: Partial<Record<EventKind, number>> = { 'write.requested': 2 };

/** An event as `decide` makes it: no place in the log yet. `incident` is null for what concerns the whole desk. */
export type Draft = {
  [K in EventKind]: { readonly kind: K; readonly incident: string | null; readonly actor: string; readonly data: EventData[K] };
}[EventKind];

/** An event of the log. `seq` counts on this desk; `hlc` orders over desks; `prev` chains the events of one incident. */
export type LogEvent = Draft & {
  readonly seq: number;
  /** ULID. */
  readonly id: string;
  /** Hybrid logical clock, sortable text: `<ms, 12 hex>-<counter, 4 hex>`. */
  readonly hlc: string;
  readonly device: string;
  readonly v: number;
  /** SHA-256 (hex) of the previous event of the same chain, '' for the first. */
  readonly prev: string;
  /** Wall-clock part of `hlc`, Unix ms. */
  readonly at: number;
  /** Another desk of the team wrote it: nothing outside is done for it here. Left out: this desk did. */
  readonly isForeign?: true;
};

/** Narrows `Draft` or `LogEvent` to one kind. */
export type OfKind<E extends { kind: EventKind }, K extends EventKind> = Extract<E, { kind: K }>;
