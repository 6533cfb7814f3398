// What counts as done at a source: only what was read back there.
import type { ActionResult, FeedFailure } from '../../shared/feed';

const NOT_READ_BACK: FeedFailure = {
  kind: 'bad-answer',
  what: 'The source took it, but did not show it when it was read back.',
  remedy: 'Look there whether it stands.',
};

/** Why a write does not count as confirmed; null when it does. */
export function failureOf(result: ActionResult): FeedFailure | null {
  if (!result.ok) return result.failure;
  return result.isConfirmed ? null : NOT_READ_BACK;
}
