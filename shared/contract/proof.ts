// Proofs of detection as windows ask for them and hear of them.
import { z } from 'zod';
import type { ProofStep } from '../log/kinds/proof';
import type { ProofFailure } from '../log/views/proof';

export const proofCalls = {
  /** Posts a canary at the source of a feed now. Answers when it began; the feed's health tells the steps and the end. */
  'prove-feed': z.strictObject({ feed: z.string().min(1).max(40) }),
} as const;

export interface ProofValues {
  'prove-feed': { started: true };
}

/** Of a feed whose kind takes canaries. Times are Unix ms. */
export interface FeedProof {
  /** 0: only by hand. */
  readonly everyMinutes: number;
  /** The step that the running proof waits for; null: none runs. */
  readonly step: ProofStep | null;
  readonly provedAt: number | null;
  /** Why the last good proof showed no page; null: it showed one. */
  readonly withheld: string | null;
  readonly failure: ProofFailure | null;
}

/** All feeds that are to be proved, together. */
export interface DeskProof {
  /** The oldest of their last good proofs; null: one was never proved. */
  readonly at: number | null;
  /** Names of feeds whose last proof failed. */
  readonly failed: readonly string[];
}
