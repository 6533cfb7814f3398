// Calls and values about the record of an incident: its timeline by source time, pins, attachments, need-to-know and its evidence.
import { z } from 'zod';
import type { TimelineEntry } from '../contract';
import type { LogEvent } from '../log/event';
import type { AlertLane } from '../log/views/lanes';
import { MOST_IN_RING } from '../team/ring';
import { deskName } from '../team/wire';
import { incidentId } from './names';

const seq = z.number().int().min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Largest attachment, bytes; a note takes several together up to `NOTE_BYTES`. */
export const ATTACHMENT_BYTES = 10 * 1024 * 1024;
export const NOTE_BYTES = 20 * 1024 * 1024;
export const ATTACHMENTS_PER_NOTE = 10;

/** A file as the window hands it over. */
export const attachedFile = z.strictObject({
  name: z.string().max(300),
  base64: z
    .string()
    .max(Math.ceil(ATTACHMENT_BYTES / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/),
});

export const evidenceCalls = {
  /** Where every entry after `after` (a seq) stands in time, without its words: the order of the whole at once. */
  'open-timeline': z.strictObject({ id: incidentId, after: z.number().int().min(0).default(0) }),
  /** The words of these entries, by seq. */
  'read-entries': z.strictObject({ id: incidentId, seqs: z.array(seq).min(1).max(500) }),
  /** Entries whose words hold all words of `text`. */
  /** `text`: words, or the ULID of one entry as links to it carry it. */
  'find-entries': z.strictObject({ id: incidentId, text: z.string().min(1).max(500) }),
  'list-lanes': z.strictObject({ id: incidentId }),
  'pin-entry': z.strictObject({ id: incidentId, seq, isPinned: z.boolean() }),
  'get-evidence': z.strictObject({ id: incidentId }),
  'get-attachment': z.strictObject({ id: incidentId, sha256 }),
  /** `members`: ids of people who may read more than number and severity in messages. */
  'restrict-incident': z.strictObject({
    incidents: z.array(incidentId).min(1).max(5000),
    isRestricted: z.boolean(),
    members: z.array(z.string().min(1).max(60)).max(200).default([]),
    /** Desks of the team that read what is written of it from now on; left out: those of the members. */
    desks: z.array(deskName).max(MOST_IN_RING).optional(),
  }),
  'tick-forensics': z.strictObject({ id: incidentId, duty: z.string().min(1).max(60), isDone: z.boolean() }),
} as const;

/** Columns of equal length, by seq. Times are Unix ms: `at` when it was seen here, `happenedAt` at its source. */
export interface TimelineMarks {
  readonly seqs: readonly number[];
  readonly at: readonly number[];
  readonly happenedAt: readonly number[];
  /** Indexes of `kindNames` and `actorNames`. */
  readonly kinds: readonly number[];
  readonly actors: readonly number[];
  readonly kindNames: readonly LogEvent['kind'][];
  readonly actorNames: readonly string[];
  /** seqs of all entries that are pinned now, also of those not asked for. */
  readonly pinned: readonly number[];
}

export interface AttachmentInfo {
  readonly sha256: string;
  /** As the person's file was called: only words. */
  readonly name: string;
  /** By its first bytes. */
  readonly mime: string;
  readonly bytes: number;
}

/** What belongs to an incident's record besides its events. */
export interface EvidenceFacts {
  readonly attachments: readonly AttachmentInfo[];
  readonly exports: readonly { readonly at: number; readonly by: string; readonly sha256: string; readonly events: number }[];
  readonly members: readonly string[];
  /** Duties of the forensics checklist that are done, with who and when. */
  readonly done: readonly { readonly duty: string; readonly by: string; readonly at: number }[];
}

/** An evidence bundle that lies on the disk now. */
export interface ExportedBundle {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly events: number;
  readonly attachments: number;
  /** Attachments that the log names but that could not be read whole. */
  readonly missing: readonly string[];
}

interface Acts {
  readonly done: number;
  readonly refused: readonly string[];
}

export interface EvidenceValues {
  'open-timeline': TimelineMarks;
  'read-entries': { entries: readonly TimelineEntry[] };
  'find-entries': { seqs: readonly number[] };
  /** The earliest first; at most forty, the last then stands for the rest. */
  'list-lanes': { lanes: readonly AlertLane[] };
  'pin-entry': Acts;
  'get-evidence': EvidenceFacts;
  /** Verified against its hash while reading. */
  'get-attachment': { base64: string; mime: string; isPicture: boolean };
  'restrict-incident': Acts;
  'tick-forensics': Acts;
}

/** What the chain of an incident's events says about them. */
export interface ChainVerdict {
  readonly isWhole: boolean;
  /** How many events the chain has, or should have. */
  readonly events: number;
  /** seq of the last event before the break, or of the one that was changed; null: the chain is whole. */
  readonly brokenAt: number | null;
}
