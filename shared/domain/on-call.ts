// Who is on call: shifts as intervals, whatever kind of schedule they came from.

/** From `from` (included) to `to` (not included), Unix ms. `person` is the id among the settings' people, null when the name is unknown there. */
export interface Shift {
  readonly person: string | null;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** One schedule as it stands; `why` says what is wrong when it cannot be known. */
export interface OnCall {
  readonly schedule: string;
  readonly name: string;
  readonly state: 'known' | 'stale' | 'unknown';
  readonly why: string;
  /** What to do about it; '' while all is well. */
  readonly remedy: string;
  /** IANA zone that its hand-overs go by; '' where the source tells none. */
  readonly timeZone: string;
  readonly now: readonly Shift[];
  readonly next: readonly Shift[];
  /** When the schedule's source last answered, Unix ms. */
  readonly asOf: number | null;
}
