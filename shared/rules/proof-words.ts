// How long ago detection was proved, in one short line for foot and tray.
import type { DeskProof } from '../contract/proof';
import { lasting } from '../log/views/words';
import { msg } from '../words/words';

/** `last proved 4 min ago`; a failed proof is said first. `now`: Unix ms. */
export function proofWords({ at, failed }: DeskProof, now: number): string {
  const [first, ...more] = failed;
  if (first !== undefined) return msg`proof failed: ${first}${more.length > 0 ? ` (+${more.length})` : ''}`;
  if (at === null) return msg`not proved yet`;
  return now - at < 60_000 ? msg`proved within a minute` : msg`last proved ${lasting(now - at)} ago`;
}
