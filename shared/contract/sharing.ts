// How a team's sharing stands, and the calls by which a person founds a space, asks to join, and lets others in or puts them out.
import { z } from 'zod';
import { type PresentDesk, presenceCursor } from '../team/presence';
import { deskName } from '../team/wire';
import { incidentId as incident } from './names';

export const sharingCalls = {
  'get-sharing': z.strictObject({}),
  /** Makes the space on the servers of the settings; this desk is its founder. */
  'found-space': z.strictObject({}),
  /** `founder`: the founder's desk name, which a person heard from the founder. */
  'join-space': z.strictObject({ founder: deskName }),
  'admit-desk': z.strictObject({ desk: deskName }),
  /** What it sent so far stays; what is written from now on it can't read. */
  'remove-desk': z.strictObject({ desk: deskName }),
  /** Login to the servers; a secret that is left out stays, an empty one is forgotten. */
  'save-sharing-secrets': z.strictObject({ secrets: z.record(z.string().max(40), z.string().max(100_000)) }),
  /** Who reads what the team writes of an incident. */
  'get-readers': z.strictObject({ incident }),
  /** This window shows the postmortem, its cursor there (null: not in the text yet); said again every few seconds. Asked only while
   * sharing is on. */
  'be-in-postmortem': z.strictObject({ incident, cursor: presenceCursor.strict().nullable() }),
  /** It does not any more. */
  'leave-postmortem': z.strictObject({ incident }),
} as const;

/** Times are Unix ms. */
export interface SharingStatus {
  readonly state: 'off' | 'joining' | 'ok' | 'away' | 'refused' | 'outside';
  readonly why: string;
  readonly remedy: string;
  readonly lastHeardAt: number | null;
  /** Desks that are alive now, this one included. */
  readonly here: number;
  readonly members: number;
  /** Desks that ask to be let in. */
  readonly requests: number;
  /** Messages that can't be opened yet. */
  readonly parked: number;
  /** Messages about incidents that other desks alone read. */
  readonly forOthers: number;
  /** Messages that were refused since the start. */
  readonly refused: number;
  /** Events of this desk since the start that are too long for the team. */
  readonly keptBack: number;
  /** Messages of older history that are still to be read. */
  readonly unread: number;
}

export interface SharingMember {
  readonly desk: string;
  readonly name: string;
  readonly person: string;
  readonly since: number;
  readonly isRemoved: boolean;
  readonly isAlive: boolean;
}

export interface NamedDesk {
  readonly desk: string;
  readonly name: string;
  readonly person: string;
}

/** `readers` null: every desk of the team, or it is shared with nobody. `isOutside`: this desk is none of them. `by`: the desk that said so last, at `at` (Unix ms). */
export type Readers =
  | { readonly readers: null }
  | { readonly readers: readonly NamedDesk[]; readonly isOutside: boolean; readonly by: NamedDesk; readonly at: number };

export interface SharingView {
  readonly status: SharingStatus;
  readonly space: string;
  /** Name of this desk, as others type it to join; '' while sharing is off. */
  readonly desk: string;
  readonly founder: string | null;
  readonly members: readonly SharingMember[];
  readonly requests: readonly { readonly desk: string; readonly name: string; readonly person: string; readonly askedAt: number }[];
  /** Which secrets are saved. */
  readonly secrets: readonly string[];
}

export interface SharingValues {
  'get-sharing': SharingView;
  'found-space': { desk: string };
  'join-space': { asked: true };
  'admit-desk': { desk: string };
  'remove-desk': { desk: string };
  'save-sharing-secrets': { saved: true };
  'get-readers': Readers;
  'be-in-postmortem': { others: readonly PresentDesk[] };
  'leave-postmortem': { left: true };
}

/** Who else is in a postmortem that this desk has said to be in. */
export interface PresencePush {
  readonly push: 'postmortem-here';
  readonly incident: string;
  readonly others: readonly PresentDesk[];
}
