// Is a rule about this incident? Rules for telling and for escalating ask the same way.
import type { Incident } from '../domain/incident';
import type { IncidentCondition } from '../settings/fields';
import { matchesAll } from './matchers';

/** Severity and security as given; all matchers must hold for the incident's own labels or for those of one of its alerts. */
export function meetsCondition({ row, alerts }: Incident, condition: IncidentCondition): boolean {
  if (row.severity > condition.severityAtLeast) return false;
  if (condition.isSecurity !== null && condition.isSecurity !== row.isSecurity) return false;
  if (condition.matchers.length === 0) return true;
  const test = matchesAll(condition.matchers);
  if (test(row.labels)) return true;
  for (const alert of alerts.values()) if (test(alert.labels)) return true;
  return false;
}
