// What a report may tell of restricted incidents: that they were, and how grave. It is made to be passed on.
import type { IncidentFacts } from '../../shared/insights/facts';
import type { Kept } from '../../shared/insights/material';

export const RESTRICTED_NAME = 'restricted';

/** The same facts without the rules and services of restricted incidents. */
export function withoutSecrets({ facts, pages, drills }: Kept): Kept {
  const told = facts.map((one): IncidentFacts => (one.isRestricted ? { ...one, rule: RESTRICTED_NAME, service: RESTRICTED_NAME } : one));
  return { facts: told, byId: new Map(told.map((one) => [one.id, one])), pages, drills };
}
