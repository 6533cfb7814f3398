// Rows, alerts and details that the tests and pictures of the incident view start from.
import type { Alert } from '../../../shared/domain/alert';
import type { IncidentRow } from '../../../shared/domain/incident';

/** A row of an open SEV2 incident `inc-<number>`. */
export function row(change: Partial<IncidentRow> = {}): IncidentRow {
  const number = change.number ?? 1;
  return {
    id: `inc-${number}`,
    number,
    title: `Title ${number}`,
    summary: '',
    service: 'checkout',
    labels: { alertname: 'HighErrorRate', service: 'checkout' },
    groupWhy: 'same alert name and service',
    feeds: ['am'],
    status: 'open',
    severity: 2,
    severityWhy: 'severity critical',
    isSeverityByHand: false,
    isSecurity: false,
    isFlapping: false,
    startedAt: 0,
    openedAt: 0,
    acknowledgedAt: null,
    acknowledgedBy: null,
    snoozedUntil: null,
    resolvedAt: null,
    closedAt: null,
    mergedInto: null,
    mergedIntoNumber: null,
    tally: { critical: 1, error: 0, warning: 0, info: 0, unknown: 0, suppressed: 0 },
    alertCount: 1,
    reopenedAt: [],
    paging: { run: 0, step: 0, nextAt: null, lastOutcome: null, lastWhy: '', lastAt: null },
    writes: [],
    noteCount: 0,
    roles: [],
    acts: [],
    escalation: null,
    updateDueAt: null,
    lastUpdateAt: null,
    bridgeUrl: null,
    isRestricted: false,
    lastChangeAt: 0,
    seq: 1,
    ...change,
  };
}

/** A firing alert of feed `am`. */
export function alert(labels: Record<string, string>, change: Partial<Alert> = {}): Alert {
  return {
    feed: 'am',
    key: JSON.stringify(labels),
    name: labels.alertname ?? '',
    summary: '',
    labels,
    annotations: {},
    severity: null,
    startsAt: 0,
    suppression: null,
    link: null,
    isFiring: true,
    seenAt: 0,
    clearedAt: null,
    episodes: 1,
    ...change,
  };
}
