// Events of proofs of detection. They concern the whole desk.

/** The steps of a proof, in their order. */
export type ProofStep = 'posted' | 'seen' | 'shown' | 'cleared';

export interface ProofEvents {
  /** A canary (its label's value) fires at the source. `ref` clears it there; by itself it ends at `until` (Unix ms). */
  'canary.posted': { feed: string; canary: string; ref: string; until: number };
  /** Times of each step, ms. `withheld`: why the page was rightly not shown; then `shownMs` is null. */
  'canary.proved': {
    feed: string;
    canary: string;
    postedMs: number;
    seenMs: number;
    shownMs: number | null;
    withheld: string | null;
    isByHand: boolean;
  };
  'canary.failed': { feed: string; canary: string; step: ProofStep; why: string; remedy: string; isByHand: boolean };
  /** It is gone from the source, or has ended there by itself. */
  'canary.cleared': { feed: string; canary: string };
}
