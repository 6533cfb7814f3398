// One outward act as it stands: what is to happen outside, whether it did, and why not. Folded from its events by `foldAct`.
import type { ActContent, ActPrecondition } from '../log/kinds/acts';

/** `awaiting` a yes, `queued` for its turn, `sending` (no answer yet), `failed` and `conflict` wait for a person; the rest is over. */
export type ActState = 'awaiting' | 'queued' | 'sending' | 'failed' | 'conflict' | 'sent' | 'dropped' | 'expired';

export interface ActRecord {
  readonly id: string;
  readonly incident: string | null;
  readonly content: ActContent;
  readonly precondition: ActPrecondition;
  /** Stays the same over retries and restarts. */
  readonly key: string;
  readonly state: ActState;
  readonly why: string;
  /** Rule that wanted it; null: a person. */
  readonly rule: string | null;
  readonly by: string;
  readonly requestedAt: number;
  /** When its words were last said: by the rules, or by a person's yes. */
  readonly saidAt: number;
  /** seq of the request: the order in which acts go out. */
  readonly order: number;
  readonly expiresAt: number;
  /** Attempts begun so far. */
  readonly attempt: number;
  /** When the next attempt is due, Unix ms; it is waited for in state `queued` only. */
  readonly nextAt: number;
  /** Why it is where it is, and what to do about it, in words. */
  readonly reason: string;
  readonly remedy: string;
  /** The answer of an earlier attempt was lost: it may have arrived. */
  readonly mayHaveArrived: boolean;
  /** It was sent, and an earlier attempt may have arrived too. */
  readonly mayBeDouble: boolean;
  /** A person wants it sent although its precondition is broken. */
  readonly isForced: boolean;
  readonly ref: string | null;
  readonly changedAt: number;
}
