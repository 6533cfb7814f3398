// Which incidents a team has in common.
import type { IncidentRow } from '../domain/incident';
import { OWN_FEED } from '../log/decide/context';

type Own = Pick<IncidentRow, 'isDrill' | 'isReview' | 'feeds'>;

/** Is this incident the team's? Drills, reviews of policies and what a desk says of itself are not. */
export function isTeams({ isDrill, isReview, feeds }: Own): boolean {
  return isDrill !== true && isReview !== true && !feeds.includes(OWN_FEED);
}

/** Does a desk that is one of the team since then (Unix ms) tell of it? What was over before stays its own. */
export function isToldSince(row: Own & Pick<IncidentRow, 'closedAt'>, since: number): boolean {
  return isTeams(row) && (row.closedAt === null || row.closedAt >= since);
}
