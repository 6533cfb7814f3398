// What every decision is given besides state: time, settings, zone. Nothing is read from outside.
import type { OnCallNow } from '../../rules/route';
import type { Settings } from '../../settings';
import type { TeamDuty } from '../../team/duty';
import type { Draft } from '../event';

export interface DecideContext {
  /** Unix ms. */
  readonly now: number;
  readonly settings: Settings;
  /** IANA zone of this machine, or ''. */
  readonly timeZone: string;
  /** Who is on call in a schedule now; left out: nobody knows. */
  readonly onCall?: OnCallNow;
  /** Is the person of this desk there? Left out: yes, as far as anybody knows. */
  readonly presence?: Presence;
  /** Whose turn it is among the desks of a team; left out: this desk is alone. */
  readonly team?: TeamDuty;
}

/** What the desktop tells about the person in front of it. */
export interface Presence {
  readonly isLocked: boolean;
  /** Since when nobody has touched the desk, Unix ms; null: that can't be known here. */
  readonly idleSince: number | null;
  /** The screen is shared or presented, where that can be known. */
  readonly isPresenting: boolean;
  /** The person said so, whatever the desktop knows. Left out: no. */
  readonly isPresentingSaid?: boolean;
}

/** Why a command can't be done, in words. */
export interface Refusal {
  readonly incident: string | null;
  readonly why: string;
}

export interface Decision {
  readonly drafts: readonly Draft[];
  readonly refused: readonly Refusal[];
}

/** The id under which Dogwatch speaks of itself as a source. */
export const OWN_FEED = 'dogwatch';
