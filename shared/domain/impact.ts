// What an incident meant for those outside, as a person confirmed it. No rule ever guesses it: alerts tell of causes, not of harm.
import { msg } from '../words/words';

/** Times are Unix ms, null: nobody said. `restoredAt`: users are served as before; `mitigatedAt`: the harm stopped growing. */
export interface Impact {
  readonly impactStart: number | null;
  readonly mitigatedAt: number | null;
  readonly restoredAt: number | null;
  readonly customersAffected: number | null;
  readonly requestsFailed: number | null;
  readonly supportRequests: number | null;
  /** What users noticed, in the words of a person; '' for none. */
  readonly words: string;
}

export const NO_IMPACT: Impact = {
  impactStart: null,
  mitigatedAt: null,
  restoredAt: null,
  customersAffected: null,
  requestsFailed: null,
  supportRequests: null,
  words: '',
};

export const IMPACT_WORDS_MAX = 1000;
/** More than there are people. */
export const IMPACT_COUNT_MAX = 1e12;

/** Why this can't be, in words; null: it can. `now` is Unix ms. */
export function impactProblem({ impactStart, mitigatedAt, restoredAt }: Impact, now: number): string | null {
  for (const [name, at] of [
    [msg`The impact`, impactStart],
    [msg`The mitigation`, mitigatedAt],
    [msg`The restoration`, restoredAt],
  ] as const)
    if (at !== null && at > now) return msg`${name} can’t be in the future.`;
  if (impactStart !== null && mitigatedAt !== null && mitigatedAt < impactStart) return msg`It can’t be mitigated before the impact began.`;
  if (impactStart !== null && restoredAt !== null && restoredAt < impactStart) return msg`It can’t be restored before the impact began.`;
  if (mitigatedAt !== null && restoredAt !== null && restoredAt < mitigatedAt) return msg`It can’t be restored before it was mitigated.`;
  return null;
}
