// Writes to sources that a person must know of: what waits, what failed with the server's words, and what holds now.
import type { WriteState } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';

const ACTION: Readonly<Record<WriteState['action'], string>> = {
  ack: msg`Acknowledgement`,
  unack: msg`Taking back the acknowledgement`,
  silence: msg`Silence`,
  unsilence: msg`Ending the silence`,
};

export interface ShownWrite {
  readonly id: string;
  readonly state: WriteState['state'];
  /** E.g. `Acknowledgement at Alertmanager fra`. */
  readonly what: string;
  /** E.g. `confirmed, holds until 03:20:01`: one line in a narrow panel; when it was confirmed stands on the timeline. */
  readonly words: string;
  /** What the server said, or why it is asked for; '' when there is nothing to add. */
  readonly detail: string;
}

/** Of what do two writes take each other's place? An ack and its unack are one matter. */
function matterOf(w: WriteState): string {
  return `${w.feed}\n${w.action === 'ack' || w.action === 'unack' ? 'ack' : (w.ref ?? w.id)}`;
}

function wordsOf(w: WriteState, clock: (at: number) => string): string {
  if (w.state === 'pending') return msg`waiting for the server since ${clock(w.at)}`;
  if (w.state === 'failed') return msg`failed ${clock(w.at)}`;
  return w.until === null ? msg`confirmed ${clock(w.at)}` : msg`confirmed, holds until ${clock(w.until)}`;
}

/**
 * The newest write of each matter, newest first: all that wait or failed, and confirmed ones that still hold at `now`.
 * `nameOf` gives a feed's name, `clock` a moment for the eye.
 */
export function shownWrites(
  writes: readonly WriteState[],
  now: number,
  nameOf: (feed: string) => string,
  clock: (at: number) => string,
): readonly ShownWrite[] {
  const newest = new Map<string, WriteState>();
  for (const w of [...writes].sort((a, b) => a.at - b.at)) newest.set(matterOf(w), w);
  return [...newest.values()]
    .filter((w) => w.state !== 'confirmed' || ((w.action === 'ack' || w.action === 'silence') && (w.until === null || w.until > now)))
    .sort((a, b) => b.at - a.at)
    .map((w) => ({
      id: w.id,
      state: w.state,
      what: msg`${ACTION[w.action]} at ${nameOf(w.feed)}`,
      words: wordsOf(w, clock),
      detail: w.state === 'confirmed' ? '' : w.why,
    }));
}
