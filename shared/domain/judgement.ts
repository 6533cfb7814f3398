// A person's word on whether an incident was worth their attention.

/** `actionable`: there was something to do. `noise`: it woke somebody for nothing. */
export const VERDICTS = ['actionable', 'noise'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The last word on an incident. `at` is Unix ms. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly by: string;
  readonly at: number;
}

/** An incident that asks for nothing, with what tells so, in words. */
export interface Idleness {
  readonly reasons: readonly string[];
}
