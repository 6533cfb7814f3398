// What the numbers need of an incident, folded from its events once and kept: no chart ever reads events again.
import type { Verdict } from '../domain/judgement';
import type { LogEvent, OfKind } from '../log/event';

/** Times are Unix ms. What is about "runs" counts stretches from the opening or a reopening to the resolution after it. */
export interface IncidentFacts {
  readonly id: string;
  readonly number: number;
  /** The alert's name, by which rules are told apart; the title where there is none. */
  readonly rule: string;
  readonly service: string | null;
  /** As it stood last. */
  readonly severity: number;
  readonly isSecurity: boolean;
  readonly isRestricted: boolean;
  /** It was rehearsed: no measure counts it. */
  readonly isDrill: boolean;
  /** It asked for the review of a policy: no measure counts it. */
  readonly isReview: boolean;
  /** The earliest start any source gave. */
  readonly startedAt: number;
  /** Trigger and detection: when this desk opened it, as in a postmortem's draft. */
  readonly triggeredAt: number;
  /** As a person confirmed them; null: nobody did. */
  readonly impactStart: number | null;
  readonly restoredAt: number | null;
  /** First acknowledgement by a person; those of rules, and those that a split carries along, are none. */
  readonly acknowledgedAt: number | null;
  /** Last resolution; null while it is open again. */
  readonly resolvedAt: number | null;
  readonly closedAt: number | null;
  /** It went into another incident, which counts instead. */
  readonly isMerged: boolean;
  readonly runs: number;
  readonly pagedRuns: number;
  /** Paged runs in which a person did something. */
  readonly actedRuns: number;
  /** Runs that ended by themselves in less than five minutes and that nobody acknowledged. */
  readonly blips: number;
  /** A person's last word on whether it was worth it; null: nobody said. */
  readonly judged: Verdict | null;
  /** Episodes of alerts that fired. */
  readonly fired: number;
  readonly run: RunFacts | null;
}

/** The run that goes on. */
export interface RunFacts {
  readonly since: number;
  readonly isPaged: boolean;
  readonly isActed: boolean;
  readonly isAcknowledged: boolean;
}

/** Values of its own, whoever holds those of `facts`. */
export function copyOf(facts: IncidentFacts): IncidentFacts {
  const { id, number, rule, service, severity, isSecurity, isRestricted, isDrill, isReview, isMerged } = facts;
  const { startedAt, triggeredAt, impactStart, restoredAt, acknowledgedAt, resolvedAt, closedAt } = facts;
  const { runs, pagedRuns, actedRuns, blips, judged, fired, run } = facts;
  return {
    ...{ id, number, rule, service, severity, isSecurity, isRestricted, isDrill, isReview, isMerged },
    ...{ startedAt, triggeredAt, impactStart, restoredAt, acknowledgedAt, resolvedAt, closedAt },
    ...{ runs, pagedRuns, actedRuns, blips, judged, fired, run },
  };
}

const BLIP_MS = 300_000;

/** What a person does about an incident; looking at it is not one of them. */
const ACTED: ReadonlySet<string> = new Set([
  'incident.acknowledged',
  'incident.snoozed',
  'incident.noted',
  'incident.absorbed',
  'incident.split',
  'runbook.step-marked',
  'run.started',
  'role.assigned',
]);

/** Folds one event into the facts of its incident; undefined as long as none was opened. */
export function foldFacts(facts: IncidentFacts | undefined, event: LogEvent): IncidentFacts | undefined {
  if (event.kind === 'incident.opened') return opened(event);
  if (facts === undefined) return undefined;
  return counted(ACTED.has(event.kind) && isByPerson(event) ? acted(facts) : facts, event);
}

function isByPerson({ actor }: LogEvent): boolean {
  return actor.startsWith('person:');
}

function opened(event: OfKind<LogEvent, 'incident.opened'>): IncidentFacts {
  const { number, title, service, labels, severity, isSecurity, startedAt, isDrill, isReview } = event.data;
  return {
    ...{ id: event.incident ?? '', number, rule: labels.alertname ?? title, service, severity, isSecurity },
    ...{
      isRestricted: isSecurity,
      isDrill: isDrill === true,
      isReview: isReview === true,
      startedAt: Math.min(startedAt, event.at),
      triggeredAt: event.at,
    },
    ...{ impactStart: null, restoredAt: null, acknowledgedAt: null, resolvedAt: null, closedAt: null, isMerged: false },
    ...{ runs: 1, pagedRuns: 0, actedRuns: 0, blips: 0, judged: null, fired: 0, run: begun(event.at) },
  };
}

function begun(since: number): RunFacts {
  return { since, isPaged: false, isActed: false, isAcknowledged: false };
}

function acted(facts: IncidentFacts): IncidentFacts {
  return facts.run === null || facts.run.isActed ? facts : { ...facts, run: { ...facts.run, isActed: true } };
}

function counted(facts: IncidentFacts, event: LogEvent): IncidentFacts {
  switch (event.kind) {
    case 'alert.fired':
      return {
        ...facts,
        fired: facts.fired + event.data.alerts.length,
        startedAt: Math.min(facts.startedAt, event.data.startedAt),
      };
    case 'incident.absorbed':
      return { ...facts, startedAt: Math.min(facts.startedAt, event.data.startedAt) };
    case 'page.shown':
      return facts.run === null || facts.run.isPaged ? facts : { ...facts, run: { ...facts.run, isPaged: true } };
    case 'incident.acknowledged':
      return event.data.via === 'split' || !isByPerson(event) ? facts : acknowledged(facts, event.at);
    case 'incident.severity-changed':
      return { ...(event.data.isByHand ? acted(facts) : facts), severity: event.data.to };
    case 'incident.security-flagged':
      return { ...facts, isSecurity: event.data.isSecurity, isRestricted: facts.isRestricted || event.data.isSecurity };
    case 'incident.restricted':
      return { ...facts, isRestricted: event.data.isRestricted };
    case 'incident.resolved':
      return ended(event.data.isAutomatic ? facts : acted(facts), event.at, event.data.isAutomatic);
    case 'incident.reopened':
      return { ...facts, resolvedAt: null, closedAt: null, runs: facts.runs + 1, run: begun(event.at) };
    case 'incident.closed':
      return { ...ended(facts, event.at, event.data.isAutomatic), closedAt: event.at };
    case 'incident.impact-set':
      return { ...facts, impactStart: event.data.impactStart, restoredAt: event.data.restoredAt };
    case 'incident.judged':
      return { ...facts, judged: event.data.verdict };
    case 'incident.merged':
      return { ...facts, isMerged: true };
    default:
      return facts;
  }
}

function acknowledged(facts: IncidentFacts, at: number): IncidentFacts {
  return { ...facts, acknowledgedAt: facts.acknowledgedAt ?? at, run: facts.run && { ...facts.run, isAcknowledged: true } };
}

function ended(facts: IncidentFacts, at: number, isAutomatic: boolean): IncidentFacts {
  const { run } = facts;
  if (run === null) return facts;
  const isBlip = isAutomatic && !run.isAcknowledged && at - run.since < BLIP_MS;
  return {
    ...facts,
    resolvedAt: at,
    pagedRuns: facts.pagedRuns + Number(run.isPaged),
    actedRuns: facts.actedRuns + Number(run.isPaged && run.isActed),
    blips: facts.blips + Number(isBlip),
    run: null,
  };
}

/** How many runs paged, the one that goes on included. */
export function pagedRunsOf({ pagedRuns, run }: IncidentFacts): number {
  return pagedRuns + Number(run?.isPaged ?? false);
}

/** How many of them were worth it: by a person's word where there is one, else those in which a person did something. */
export function actionableRunsOf(facts: IncidentFacts): number {
  if (facts.judged !== null) return facts.judged === 'actionable' ? pagedRunsOf(facts) : 0;
  return facts.actedRuns + Number(facts.run?.isPaged === true && facts.run.isActed);
}
