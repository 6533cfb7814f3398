// The person's own rules that name a runbook for incidents, compiled once and held against many.
import type { Labels } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import type { RunbookRule } from '../settings/runbooks';
import type { RunbookRuleHit } from './match-runbook';
import { matchesAll } from './matchers';

export type RunbookRules = (
  row: Pick<IncidentRow, 'labels' | 'severity' | 'isSecurity'>,
  alerts: readonly { readonly labels: Labels }[],
) => RunbookRuleHit[];

/** All of a condition must hold; matchers look at the labels of the incident, or of one of its alerts. */
export function compileRunbookRules(rules: readonly RunbookRule[]): RunbookRules {
  const compiled = rules.map(({ name, when, runbook }) => ({ hit: { rule: name, runbook }, when, holds: matchesAll(when.matchers) }));
  return (row, alerts) =>
    compiled.flatMap(({ hit, when, holds }) => {
      if (row.severity > when.severityAtLeast || (when.isSecurity !== null && when.isSecurity !== row.isSecurity)) return [];
      return holds(row.labels) || alerts.some((a) => holds(a.labels)) ? [hit] : [];
    });
}
