// Which incidents a team has in common.
import type { IncidentRow } from '../domain/incident';
import { OWN_FEED } from '../log/decide/context';

/** Is this incident the team's? Drills, reviews of policies and what a desk says of itself are not. */
export function isTeams({ isDrill, isReview, feeds }: Pick<IncidentRow, 'isDrill' | 'isReview' | 'feeds'>): boolean {
  return isDrill !== true && isReview !== true && !feeds.includes(OWN_FEED);
}
