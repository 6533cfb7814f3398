// What a report may tell of restricted incidents: that they were, and how grave. It is made to be passed on.
import { copyOf, type IncidentFacts } from '../../shared/insights/facts';
import { type Kept, keptOf } from '../../shared/insights/material';

export const RESTRICTED_NAME = 'restricted';

/** The same facts without the rules and services of restricted incidents. */
export function withoutSecrets({ facts, bySlot, pages }: Kept): Kept {
  const hidden = new Map<IncidentFacts, IncidentFacts>();
  for (const one of facts) if (one.isRestricted) hidden.set(one, { ...copyOf(one), rule: RESTRICTED_NAME, service: RESTRICTED_NAME });
  const told = (all: readonly IncidentFacts[]): IncidentFacts[] => all.map((one) => hidden.get(one) ?? one);
  return { ...keptOf(told(facts), pages), bySlot: told(bySlot) };
}
