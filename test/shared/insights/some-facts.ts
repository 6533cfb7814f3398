// Facts of an incident with little in them, for the tests of the measures.
import type { IncidentFacts } from '../../../shared/insights/facts';

export const MIN = 60_000;
let made = 0;

export function someFacts(change: Partial<IncidentFacts> = {}): IncidentFacts {
  made++;
  return {
    ...{ id: `i${made}`, number: made, rule: 'DiskFull', service: 'orders', severity: 2, isSecurity: false, isRestricted: false },
    ...{ isDrill: false, isReview: false, startedAt: 0, triggeredAt: MIN, impactStart: null, restoredAt: null, acknowledgedAt: null },
    ...{
      resolvedAt: null,
      closedAt: null,
      isMerged: false,
      runs: 1,
      pagedRuns: 0,
      actedRuns: 0,
      blips: 0,
      judged: null,
      fired: 1,
      run: null,
    },
    ...change,
  };
}
