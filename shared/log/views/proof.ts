// How the proofs of each feed stand, folded from events, and their words in the timeline. An incident's row has no part in them.
import { oneLine } from '../../domain/plain-text';
import { msg } from '../../words/words';
import type { LogEvent, OfKind } from '../event';
import type { ProofEvents, ProofStep } from '../kinds/proof';
import { keepRow, type RowSteps } from './row-step';
import { say, type Telling } from './words';

export interface ProofFailure {
  readonly step: ProofStep;
  readonly why: string;
  readonly remedy: string;
  /** Unix ms. */
  readonly at: number;
  readonly isByHand: boolean;
}

/** Proofs of one feed. Times are Unix ms. */
export interface ProofRecord {
  /** A canary that may still fire at the source. */
  readonly open: { readonly canary: string; readonly ref: string; readonly until: number } | null;
  readonly provedAt: number | null;
  /** Why the last good proof showed no page; null: it showed one. */
  readonly withheld: string | null;
  /** The last proof failed. */
  readonly failure: ProofFailure | null;
  /** Failed ones in a row, and since when. */
  readonly failures: number;
  readonly failingSince: number | null;
}

export type ProofEvent = OfKind<LogEvent, keyof ProofEvents>;

const NONE: ProofRecord = { open: null, provedAt: null, withheld: null, failure: null, failures: 0, failingSince: null };

/** The record after the event. */
export function foldProof(before: ProofRecord = NONE, event: ProofEvent): ProofRecord {
  switch (event.kind) {
    case 'canary.posted': {
      const { canary, ref, until } = event.data;
      return { ...before, open: { canary, ref, until } };
    }
    case 'canary.proved':
      return { ...before, provedAt: event.at, withheld: event.data.withheld, failure: null, failures: 0, failingSince: null };
    case 'canary.failed': {
      const { step, why, remedy, isByHand } = event.data;
      const failure = { step, why, remedy, isByHand, at: event.at };
      return { ...before, failure, failures: before.failures + 1, failingSince: before.failingSince ?? event.at };
    }
    case 'canary.cleared':
      return before.open?.canary === event.data.canary ? { ...before, open: null } : before;
  }
}

export const PROOF_STEPS: RowSteps<keyof ProofEvents> = {
  'canary.posted': keepRow,
  'canary.proved': keepRow,
  'canary.failed': keepRow,
  'canary.cleared': keepRow,
};

const STEP_WORDS: Readonly<Record<ProofStep, string>> = {
  posted: msg`the source did not take the test alert`,
  seen: msg`the test alert did not come back through the feed`,
  shown: msg`its page was not shown`,
  cleared: msg`the test alert could not be cleared`,
};

/** Where a proof failed, in words. */
export function failedAt(step: ProofStep): string {
  return STEP_WORDS[step];
}

export const PROOF_WORDS: Telling<keyof ProofEvents> = {
  'canary.posted': (e) => say(msg`Canary posted at ${e.data.feed}`),
  'canary.proved': ({ data }) => {
    const shown = data.withheld === null ? msg`shown ${data.shownMs} ms later` : msg`page held back: ${data.withheld}`;
    return say(msg`Detection proved for ${data.feed}`, msg`posted in ${data.postedMs} ms, seen ${data.seenMs} ms later, ${shown}`, 'good');
  },
  'canary.failed': ({ data }) =>
    say(msg`Proof failed for ${data.feed}: ${failedAt(data.step)}`, oneLine(`${data.why} ${data.remedy}`, 500), 'bad'),
  'canary.cleared': (e) => say(msg`Canary cleared at ${e.data.feed}`),
};
