// Calls about telling people: the outbox, messages written by hand, updates that are due, the conference bridge.
import { z } from 'zod';
import type { ActRecord } from '../domain/act';
import type { WriteState } from '../domain/incident';
import { MOMENTS } from '../settings/telling';

const actId = z.string().min(1).max(200);
const incidentId = z.string().min(1).max(80);
const itemId = z.string().min(1).max(40);
const subject = z.string().max(300);
const text = z.string().min(1).max(12_000);
const wording = z.strictObject({ subject, text });

export const tellingCalls = {
  /** Acts that are not over, then the latest that are; of one incident or of all. */
  'list-acts': z.strictObject({ incident: incidentId.nullable().default(null), past: z.number().int().min(0).max(500).default(50) }),
  /** A yes, also to sending all the same and to sending now. New words only with a single act. */
  'confirm-acts': z.strictObject({ acts: z.array(actId).min(1).max(1000), wording: wording.nullable().default(null) }),
  'drop-acts': z.strictObject({ acts: z.array(actId).min(1).max(1000), why: z.string().max(500).default('') }),
  /** What a message would say and where it would go; nothing is sent. `wording` is tried as a template; null: the one in force. */
  'preview-message': z.strictObject({
    incident: incidentId.nullable().default(null),
    audience: itemId,
    moment: z.enum(MOMENTS),
    wording: z
      .strictObject({ subject, text: z.string().max(12_000) })
      .nullable()
      .default(null),
  }),
  /** A message that a person wrote: queued at once. `to`: an audience, or one channel. */
  'send-message': z.strictObject({
    incident: incidentId,
    to: z.union([
      z.strictObject({ audience: itemId }),
      z.strictObject({ channel: itemId, address: z.string().max(300).nullable().default(null) }),
    ]),
    isUpdate: z.boolean(),
    subject,
    text,
  }),
  /** When the next update is due; null: none. */
  'set-next-update': z.strictObject({ incident: incidentId, minutes: z.number().min(1).max(1440).nullable() }),
  /** `url` null: the one of the settings. */
  'open-bridge': z.strictObject({
    incident: incidentId,
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable()
      .default(null),
  }),
} as const;

/** An act with what the window shows beside it. */
export interface ActView extends ActRecord {
  readonly incidentName: string;
  readonly incidentTitle: string;
  readonly audienceName: string;
  readonly personName: string;
  /** Why it would be in conflict if it went out now; null: it would not. */
  readonly conflict: string | null;
  /** The target drops a second message with the same key; null: not known. */
  readonly isKeyed: boolean | null;
}

/** An acknowledgement at a source, kept true by itself. */
export interface KeptAck extends WriteState {
  readonly incident: string;
  readonly incidentName: string;
  readonly incidentTitle: string;
}

export interface PreviewedMessage {
  readonly subject: string;
  readonly text: string;
  readonly places: readonly { readonly channel: string; readonly address: string | null; readonly person: string | null }[];
  /** What is wrong, in words; empty: nothing. */
  readonly problems: readonly string[];
  /** What to know before it is sent, in words; empty: nothing. */
  readonly notes: readonly string[];
}

export interface TellingValues {
  'list-acts': {
    open: readonly ActView[];
    past: readonly ActView[];
    acks: readonly KeptAck[];
    waits: readonly { readonly name: string; readonly why: string }[];
  };
  'confirm-acts': { done: number; refused: readonly string[] };
  'drop-acts': { done: number; refused: readonly string[] };
  'preview-message': PreviewedMessage;
  'send-message': { acts: readonly string[] };
  'set-next-update': { dueAt: number | null };
  'open-bridge': { url: string; name: string };
}

/** The outbox in the foot: how many acts wait, and for what. */
export interface OutboxStatus {
  /** For a person's yes. */
  readonly awaiting: number;
  /** For their turn, or for the network. */
  readonly queued: number;
  /** Failed or in conflict: a person has to decide. */
  readonly stuck: number;
  /** Places that cannot be reached or ask for a pause, in words. */
  readonly waits: readonly string[];
  /** Rises when an act changes: a view of acts asks again. */
  readonly version: number;
}
