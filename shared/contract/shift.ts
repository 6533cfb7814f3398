// Calls about handing a shift over and taking one over. A received shift stays with the desk until it is taken over or put away.
import { z } from 'zod';
import type { IncidentRow } from '../domain/incident';
import { SHIFT_FILE_MAX, SHIFT_LIMITS, type ShiftBundle } from '../shift-bundle';

const passphrase = z.string().min(8, 'at least 8 characters').max(1000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const wish = {
  to: z.string().max(60).default(''),
  note: z.string().max(SHIFT_LIMITS.freeNote).default(''),
  /** Restricted incidents that a person ticked: only these go along. */
  restricted: z.array(z.string().min(1).max(80)).max(1000).default([]),
};

export const shiftCalls = {
  /** What would be in the bundle now, and what would be left out. */
  'preview-shift': z.strictObject(wish),
  /** Signs and encrypts exactly what was shown last (`shown` names it); nothing is recorded yet. */
  'seal-shift': z.strictObject({ shown: hash, passphrase }),
  /** The sealed file was saved: now the shift counts as handed over. */
  'record-handover': z.strictObject({ bundle: hash }),
  /** Opens a file; what it holds is kept until it is taken over or put away. Nothing is applied. */
  'open-shift': z.strictObject({ text: z.string().max(SHIFT_FILE_MAX), passphrase: z.string().max(1000) }),
  'get-shift': z.strictObject({}),
  /** Takes over what was received, all of it or nothing. `isKeyAccepted`: the sender's changed key was checked by a person. */
  'take-over-shift': z.strictObject({ bundle: hash, isKeyAccepted: z.boolean().default(false) }),
  'put-shift-away': z.strictObject({}),
} as const;

export interface ShiftPreview {
  /** SHA-256 (hex) of what is shown: the name by which it is sealed, and what is signed. */
  readonly shown: string;
  readonly bundle: ShiftBundle;
  /** Restricted incidents that are open here, ticked or not. */
  readonly restricted: readonly Pick<IncidentRow, 'id' | 'number' | 'title' | 'severity'>[];
  /** Of this desk's key, as the receiver will see it. */
  readonly fingerprint: string;
}

/** `new`: nobody by this name handed over here before; `changed`: name and key don't belong together as they did. */
export interface ShiftSender {
  readonly state: 'known' | 'new' | 'changed';
  readonly fingerprint: string;
  /** What is wrong, or when the sender was last seen. */
  readonly why: string;
}

/** What taking over would do to one incident of the bundle. */
export interface ShiftStep {
  readonly incident: string;
  /** `here`: it is open here too; `over`: it ended here; `unknown`: this desk never saw it. The last two are information only. */
  readonly state: 'here' | 'over' | 'unknown';
  /** Its number here; null when it is unknown. */
  readonly numberHere: number | null;
  readonly willDo: readonly string[];
}

export interface ReceivedShift {
  readonly bundle: ShiftBundle;
  /** SHA-256 (hex) of what was signed. */
  readonly hash: string;
  readonly sender: ShiftSender;
  readonly receivedAt: number;
  readonly steps: readonly ShiftStep[];
}

export interface ShiftValues {
  'preview-shift': ShiftPreview;
  'seal-shift': { text: string; bundle: string; fingerprint: string; suggestedName: string };
  'record-handover': { recorded: true };
  'open-shift': { shift: ReceivedShift };
  'get-shift': { shift: ReceivedShift | null };
  'take-over-shift': { applied: number; incidents: number };
  'put-shift-away': { away: true };
}
