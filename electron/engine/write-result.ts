// What counts as done at a source: only what was read back there.
import type { ActionResult, FeedFailure } from '../../shared/feed';
import { msg } from '../../shared/words/words';

const NOT_READ_BACK: FeedFailure = {
  kind: 'bad-answer',
  what: msg`The source took it, but did not show it when it was read back.`,
  remedy: msg`Look there whether it stands.`,
};

/** Why a write does not count as confirmed; null when it does. */
export function failureOf(result: ActionResult): FeedFailure | null {
  if (!result.ok) return result.failure;
  return result.isConfirmed ? null : NOT_READ_BACK;
}
