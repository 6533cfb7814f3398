// Calls and values about postmortems: their text as updates of a Yjs document, versions, review, comments, pictures and due times.
import { z } from 'zod';
import {
  type AcceptedFinding,
  POSTMORTEM_STATUSES,
  POSTMORTEM_TEXT_CHARS,
  POSTMORTEM_UPDATE_BYTES,
  type Postmortem,
  type PostmortemComment,
  type PostmortemRow,
  type PostmortemVersion,
} from '../domain/postmortem';
import { attachedFile } from './evidence';
import { incidentId as incident } from './names';

const version = z.string().min(1).max(80);
const comment = z.string().min(1).max(80);
const words = z.string().trim().min(1).max(5000);
const why = z.string().trim().max(500).default('');
const finding = z.strictObject({ rule: z.string().min(1).max(60), sentence: z.string().min(1).max(200) });
const base64 = (bytes: number) =>
  z
    .string()
    .max(Math.ceil(bytes / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/);

export const postmortemCalls = {
  /** All that are there, and all that are due. */
  'list-postmortems': z.strictObject({}),
  /** Starts the one document of an incident with this Markdown. */
  'start-postmortem': z.strictObject({
    incident,
    template: z.string().max(200).default(''),
    text: z.string().max(POSTMORTEM_TEXT_CHARS).default(''),
  }),
  /** `known`: state vector (base64) of what the window has; null: nothing. Later edits come as pushes. */
  'open-postmortem': z.strictObject({ incident, known: base64(1_000_000).nullable().default(null) }),
  /** A Yjs update (version 1, base64). Answered after it is on the disk; one that is known already changes nothing. */
  'edit-postmortem': z.strictObject({ incident, update: base64(POSTMORTEM_UPDATE_BYTES) }),
  /** Takes in updates that were written elsewhere, whatever the status. */
  'import-postmortem-updates': z.strictObject({ incident, updates: z.array(base64(POSTMORTEM_UPDATE_BYTES)).min(1).max(1000) }),
  /** What this desk has and `known` lacks, as one update. */
  'export-postmortem-updates': z.strictObject({ incident, known: base64(1_000_000).nullable().default(null) }),
  'save-postmortem-version': z.strictObject({ incident, name: z.string().trim().min(1).max(120) }),
  'list-postmortem-versions': z.strictObject({ incident }),
  'read-postmortem-version': z.strictObject({ incident, version }),
  /** Makes the text that of a version, as an edit; what stood there is kept as a version before. */
  'restore-postmortem-version': z.strictObject({ incident, version }),
  /** `approver`: id of the person who said yes elsewhere; null: whoever sits here. */
  'move-postmortem': z.strictObject({
    incident,
    to: z.enum(POSTMORTEM_STATUSES),
    why,
    approver: z.string().min(1).max(60).nullable().default(null),
  }),
  /** Notes where it was put. */
  'note-postmortem-place': z.strictObject({
    incident,
    target: z.string().min(1).max(60),
    targetName: z.string().min(1).max(120),
    url: z.string().max(2000).nullable().default(null),
    ref: z.string().max(500).nullable().default(null),
  }),
  /** `dueAt` (Unix ms) null: none is needed, and `why`. */
  'schedule-postmortem': z.strictObject({ incident, dueAt: z.number().int().min(1).nullable(), why }),
  'list-comments': z.strictObject({ incident }),
  /** `from`, `to`: Yjs relative positions (base64). */
  'add-comment': z.strictObject({ incident, from: base64(2000), to: base64(2000), quote: z.string().max(2000), text: words }),
  'answer-comment': z.strictObject({ incident, comment, text: words }),
  'resolve-comment': z.strictObject({ incident, comment, isResolved: z.boolean() }),
  'list-accepted-findings': z.strictObject({ incident }),
  /** Calls findings of the lint fine in this document, or (`isFine` false) hears them again. */
  'accept-findings': z.strictObject({ incident, findings: z.array(finding).min(1).max(2000), isFine: z.boolean() }),
  /** Keeps a file for the text, once however often it comes; `markdown` is how the text names it. */
  'attach-to-postmortem': z.strictObject({ incident, file: attachedFile, caption: z.string().max(300).default('') }),
} as const;

/** Where the document stood when a window opened it. */
export interface OpenedPostmortem {
  readonly postmortem: Postmortem;
  /** Yjs update (base64) with all that `known` lacked. */
  readonly update: string;
  /** State vector (base64) of what is on the disk here. */
  readonly known: string;
}

export interface PostmortemValues {
  'list-postmortems': { rows: readonly PostmortemRow[] };
  'start-postmortem': { postmortem: string };
  'open-postmortem': OpenedPostmortem;
  /** `seq` of the event; null: it was known already. */
  'edit-postmortem': { seq: number | null };
  'import-postmortem-updates': { taken: number };
  'export-postmortem-updates': { update: string };
  'save-postmortem-version': PostmortemVersion;
  /** Newest first. */
  'list-postmortem-versions': { versions: readonly PostmortemVersion[] };
  'read-postmortem-version': { version: PostmortemVersion; text: string };
  'restore-postmortem-version': { isChanged: boolean };
  'move-postmortem': { postmortem: Postmortem };
  'note-postmortem-place': { postmortem: Postmortem };
  'schedule-postmortem': { dueAt: number | null };
  /** Oldest first. */
  'list-comments': { comments: readonly PostmortemComment[] };
  'add-comment': { comment: string };
  'answer-comment': { answer: string };
  'resolve-comment': { done: true };
  'list-accepted-findings': { accepted: readonly AcceptedFinding[] };
  'accept-findings': { done: true };
  'attach-to-postmortem': { sha256: string; mime: string; bytes: number; isPicture: boolean; markdown: string };
}

/** Told to every window after the commit; never part of the sequence of events. */
export type PostmortemPush =
  /** The text changed: the update (base64), also to the window it came from, for which it is nothing new. */
  | { readonly push: 'postmortem-edited'; readonly incident: string; readonly update: string; readonly by: string }
  /** Status, versions, comments, places or due time changed; `postmortem` null: not started. */
  | { readonly push: 'postmortem-changed'; readonly incident: string; readonly postmortem: Postmortem | null };
