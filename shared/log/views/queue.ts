// The queue's read model: one row an incident. The engine folds it into the log's table, the window folds it from pushes;
// both use this function, so both show the same. Rows read tallies only, never the alerts inside an event.
import { addTally, EMPTY_TALLY } from '../../domain/alert';
import type { IncidentRow, PagingState, WriteState } from '../../domain/incident';
import type { EventKind, LogEvent, OfKind } from '../event';
import { ACT_STEPS } from './act-steps';
import { ACTION_STEPS } from './action-steps';
import { IMPACT_STEPS } from './impact-views';
import { JUDGEMENT_STEPS } from './judgement-views';
import { EVIDENCE_STEPS, RUNBOOK_STEPS } from './other-steps';
import { isUnfolded, POSTMORTEM_STEPS } from './postmortem-steps';
import { PROOF_STEPS } from './proof';
import { READINESS_STEPS } from './readiness-steps';
import { ROLE_STEPS } from './role-steps';
import { keepRow as keep, type RowSteps } from './row-step';
import { UPKEEP_STEPS } from './upkeep-views';

const WRITES_KEPT = 12;
const REOPENINGS_KEPT = 20;

/** Due whatever the clock says. */
const AT_ONCE = 0;

/** One empty list for all rows. */
const NONE: readonly never[] = [];

const CALM: PagingState = { run: 0, step: 0, nextAt: null, lastOutcome: null, lastWhy: '', lastAt: null };

function opened(event: OfKind<LogEvent, 'incident.opened'>): IncidentRow {
  const d = event.data;
  return {
    id: event.incident ?? '',
    number: d.number,
    title: d.title,
    summary: d.summary,
    service: d.service,
    labels: d.labels,
    groupWhy: d.groupWhy,
    feeds: [],
    status: 'open',
    severity: d.severity,
    severityWhy: d.severityWhy,
    isSeverityByHand: false,
    isSecurity: d.isSecurity,
    isFlapping: false,
    startedAt: d.startedAt,
    openedAt: event.at,
    acknowledgedAt: null,
    acknowledgedBy: null,
    snoozedUntil: null,
    resolvedAt: null,
    closedAt: null,
    mergedInto: null,
    mergedIntoNumber: null,
    tally: EMPTY_TALLY,
    alertCount: 0,
    reopenedAt: [],
    paging: CALM,
    writes: [],
    noteCount: 0,
    roles: NONE,
    acts: NONE,
    escalation: null,
    updateDueAt: null,
    lastUpdateAt: null,
    bridgeUrl: null,
    isRestricted: d.isSecurity,
    ...(d.isDrill && { isDrill: true }),
    ...(d.isReview && { isReview: true }),
    lastChangeAt: event.at,
    seq: event.seq,
  };
}

function nextRun(row: IncidentRow): PagingState {
  return { ...CALM, run: row.paging.run + 1, lastAt: row.paging.lastAt };
}

function paged(row: IncidentRow, at: number, lastOutcome: PagingState['lastOutcome'], change: Partial<PagingState> = {}): IncidentRow {
  return { ...row, paging: { ...row.paging, ...change, lastOutcome, lastAt: at } };
}

const by = (desk: string | undefined): Partial<PagingState> => (desk === undefined ? {} : { by: desk });

/** What became of a page. A late word about an older one says nothing about the page that is due or held back. */
function reported(row: IncidentRow, at: number, lastOutcome: PagingState['lastOutcome'], lastWhy?: string): IncidentRow {
  if (row.paging.lastOutcome === null || row.paging.lastOutcome === 'withheld') return row;
  return paged(row, at, lastOutcome, lastWhy === undefined ? {} : { lastWhy });
}

function written(row: IncidentRow, write: string, change: Partial<WriteState>): IncidentRow {
  return { ...row, writes: row.writes.map((w) => (w.id === write ? { ...w, ...change } : w)) };
}

/** A confirmed write makes the older ones of its feed and family history. */
function confirmed(row: IncidentRow, e: OfKind<LogEvent, 'write.confirmed'>): IncidentRow {
  const next = written(row, e.data.write, { state: 'confirmed', ref: e.data.ref, until: e.data.until, at: e.at });
  const mine = next.writes.find((w) => w.id === e.data.write);
  const isOlder = (w: WriteState): boolean =>
    mine !== undefined && w !== mine && w.feed === mine.feed && FAMILY[w.action] === FAMILY[mine.action] && w.state !== 'pending';
  return { ...next, writes: next.writes.filter((w) => !isOlder(w)) };
}

const FAMILY: Readonly<Record<WriteState['action'], 'ack' | 'silence'>> = {
  ack: 'ack',
  unack: 'ack',
  silence: 'silence',
  unsilence: 'silence',
};

const rest = { isFlapping: false, acknowledgedAt: null, acknowledgedBy: null, snoozedUntil: null };

/** What each kind does to a row; exhaustive, so that a new kind must be thought about here. */
const STEPS: RowSteps<EventKind> = {
  ...ROLE_STEPS,
  ...ACT_STEPS,
  ...RUNBOOK_STEPS,
  ...EVIDENCE_STEPS,
  ...POSTMORTEM_STEPS,
  ...IMPACT_STEPS,
  ...JUDGEMENT_STEPS,
  ...ACTION_STEPS,
  ...READINESS_STEPS,
  ...UPKEEP_STEPS,
  ...PROOF_STEPS,
  'incident.opened': (row) => row,
  'incident.acknowledged': (row, e) => ({
    ...row,
    status: 'acknowledged',
    acknowledgedAt: row.acknowledgedAt ?? e.at,
    acknowledgedBy: e.data.by,
    ...(e.data.desk !== undefined && { acknowledgedOn: e.data.desk }),
    snoozedUntil: null,
    paging: { ...row.paging, nextAt: null },
  }),
  'incident.unacknowledged': (row) => ({ ...row, status: 'open', acknowledgedAt: null, acknowledgedBy: null, paging: nextRun(row) }),
  'incident.snoozed': (row, e) => ({ ...row, snoozedUntil: e.data.until, paging: { ...row.paging, nextAt: null } }),
  'incident.unsnoozed': (row) => ({ ...row, snoozedUntil: null, paging: nextRun(row) }),
  'incident.severity-changed': (row, e) => ({
    ...row,
    severity: e.data.to,
    severityWhy: e.data.why,
    isSeverityByHand: e.data.isByHand,
    paging: e.data.to < row.severity && !e.data.isByHand ? { ...row.paging, nextAt: AT_ONCE } : row.paging,
  }),
  'incident.security-flagged': (row, e) => ({
    ...row,
    isSecurity: e.data.isSecurity,
    isRestricted: row.isRestricted || e.data.isSecurity,
  }),
  'incident.noted': (row) => ({ ...row, noteCount: row.noteCount + 1 }),
  'incident.resolved': (row, e) => ({
    ...row,
    status: 'resolved',
    resolvedAt: e.at,
    snoozedUntil: null,
    paging: { ...row.paging, nextAt: null },
  }),
  'incident.reopened': (row, e) => ({
    ...row,
    ...rest,
    status: 'open',
    resolvedAt: null,
    closedAt: null,
    mergedInto: null,
    mergedIntoNumber: null,
    isFlapping: e.data.isFlapping,
    reopenedAt: [...row.reopenedAt, e.at].slice(-REOPENINGS_KEPT),
    paging: nextRun(row),
  }),
  'incident.closed': (row, e) => ({
    ...row,
    status: 'closed',
    closedAt: e.at,
    resolvedAt: row.resolvedAt ?? e.at,
    snoozedUntil: null,
    paging: { ...row.paging, nextAt: null },
  }),
  'incident.merged': (row, e) => ({
    ...row,
    status: 'merged',
    mergedInto: e.data.into,
    mergedIntoNumber: e.data.intoNumber,
    closedAt: e.at,
    tally: EMPTY_TALLY,
    paging: { ...row.paging, nextAt: null },
  }),
  'incident.absorbed': (row, e) => ({
    ...row,
    feeds: unite(row.feeds, e.data.feeds),
    tally: addTally(row.tally, e.data.tally),
    alertCount: row.alertCount + e.data.alertCount,
    startedAt: Math.min(row.startedAt, e.data.startedAt),
  }),
  'incident.correlated': keep,
  'incident.split': (row, e) => ({ ...row, tally: addTally(row.tally, e.data.tally), alertCount: row.alertCount - e.data.alerts.length }),
  'alert.fired': (row, e) => ({
    ...row,
    feeds: unite(row.feeds, [e.data.feed]),
    tally: addTally(row.tally, e.data.tally),
    alertCount: row.alertCount + e.data.newCount,
    startedAt: Math.min(row.startedAt, e.data.startedAt),
  }),
  'alert.changed': (row, e) => ({ ...row, tally: addTally(row.tally, e.data.tally) }),
  'alert.cleared': (row, e) => ({ ...row, tally: addTally(row.tally, e.data.tally) }),
  'page.requested': (row, e) =>
    paged(row, e.at, 'requested', { ...by(e.data.desk), step: e.data.step, nextAt: e.data.nextAt, lastWhy: e.data.rule }),
  'page.withheld': (row, e) =>
    paged(row, e.at, e.data.foldedInto === null ? 'withheld' : 'folded', {
      ...by(e.data.desk),
      step: e.data.step,
      nextAt: e.data.nextAt,
      lastWhy: e.data.why,
    }),
  'page.shown': (row, e) => reported(row, e.at, 'shown', e.data.route),
  'page.failed': (row, e) => reported(row, e.at, 'failed', e.data.why),
  'page.clicked': (row, e) => reported(row, e.at, 'clicked'),
  'page.dismissed': (row, e) => reported(row, e.at, 'dismissed', e.data.why),
  'page.acted': (row, e) => reported(row, e.at, 'acted', e.data.action),
  'write.requested': (row, e) => ({
    ...row,
    writes: [
      ...row.writes.filter((w) => w.feed !== e.data.feed || w.action !== e.data.action || w.state === 'confirmed'),
      {
        id: e.data.write,
        feed: e.data.feed,
        action: e.data.action,
        state: 'pending' as const,
        why: e.data.why,
        ref: e.data.ref,
        until: e.data.until,
        at: e.at,
      },
    ].slice(-WRITES_KEPT),
  }),
  'write.confirmed': (row, e) => confirmed(row, e),
  'write.failed': (row, e) =>
    written(row, e.data.write, { state: e.data.willRetry ? 'pending' : 'failed', why: `${e.data.why} ${e.data.remedy}`.trim(), at: e.at }),
  'feed.added': keep,
  'feed.edited': keep,
  'feed.removed': keep,
  'feed.failed': keep,
  'feed.recovered': keep,
  'paging.paused': keep,
  'paging.unpaused': keep,
  'absence.noted': keep,
  'settings.changed': keep,
};

function unite(a: readonly string[], b: readonly string[]): readonly string[] {
  const fresh = b.filter((x) => !a.includes(x));
  return fresh.length === 0 ? a : [...a, ...fresh];
}

/** Kinds after which an incident counts as changed for a person who sorts by change. */
const QUIET: ReadonlySet<EventKind> = new Set([
  'page.requested',
  'page.withheld',
  'page.shown',
  'page.dismissed',
  'page.failed',
  'write.requested',
  'write.confirmed',
  'act.started',
  'act.tried',
  'escalation.begun',
  'update.reminded',
  'runbook.moved',
  'runbook.left',
  'postmortem.scheduled',
  'postmortem.reminded',
]);

/** An escalation ends when somebody has the incident, puts it off, or it is over; a new run begins it anew. */
function withoutPastEscalation(before: IncidentRow, row: IncidentRow): IncidentRow {
  if (row.escalation === null) return row;
  const isOver = row.status !== 'open' || row.snoozedUntil !== null || row.paging.run !== before.paging.run;
  return isOver ? { ...row, escalation: null } : row;
}

/**
 * Folds one event of one incident into its row. `row` is undefined before `incident.opened`; an event of an unknown
 * incident or of the whole desk answers `row` as it is.
 */
export function foldRow(row: IncidentRow | undefined, event: LogEvent): IncidentRow | undefined {
  if (event.kind === 'incident.opened') return opened(event);
  if (row === undefined || event.incident !== row.id || isUnfolded(event.kind)) return row;
  const step = STEPS[event.kind] as ((row: IncidentRow, event: LogEvent) => IncidentRow) | undefined;
  if (step === undefined) return { ...row, seq: event.seq };
  const next = withoutPastEscalation(row, step(row, event));
  return { ...next, seq: event.seq, lastChangeAt: QUIET.has(event.kind) ? next.lastChangeAt : event.at };
}
