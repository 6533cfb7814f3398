// What a postmortem is to everybody who shows, lists or moves one. Its text lives in a Yjs document: one `Y.Text` of this name.
import { msg } from '../words/words';
import type { IncidentStatus } from './incident';
import type { IncidentSeverity } from './severity';

/** Name of the one shared type of a postmortem's Yjs document. */
export const POSTMORTEM_TEXT = 'text';

export const POSTMORTEM_STATUSES = ['draft', 'in-review', 'approved', 'published'] as const;
export type PostmortemStatus = (typeof POSTMORTEM_STATUSES)[number];

export const POSTMORTEM_STATUS_WORDS: Readonly<Record<PostmortemStatus, string>> = {
  draft: msg`Draft`,
  'in-review': msg`In review`,
  approved: msg`Approved`,
  published: msg`Published`,
};

/** An approved or published text stands as it was read: it goes back to draft before anybody changes it. */
export function isPostmortemEditable(status: PostmortemStatus): boolean {
  return status === 'draft' || status === 'in-review';
}

/** Longest text, UTF-16 units; some 2,000 pages. */
export const POSTMORTEM_TEXT_CHARS = 4_000_000;
/** Largest single update, bytes. */
export const POSTMORTEM_UPDATE_BYTES = 6_000_000;

/** Where a postmortem was put, e.g. a wiki page. Times are Unix ms. */
export interface PostmortemPlace {
  readonly target: string;
  readonly targetName: string;
  readonly url: string | null;
  readonly ref: string | null;
  readonly at: number;
  readonly by: string;
}

/** One postmortem without its text. Times are Unix ms. */
export interface Postmortem {
  /** Id of the incident: one incident, one postmortem. */
  readonly incident: string;
  readonly postmortem: string;
  readonly title: string;
  /** Name of the template it began with; '' for none. */
  readonly template: string;
  readonly status: PostmortemStatus;
  readonly startedAt: number;
  readonly startedBy: string;
  /** Everybody who changed the text, by first change. */
  readonly authors: readonly string[];
  /** When the text last changed, and by whom. */
  readonly editedAt: number;
  readonly editedBy: string;
  /** When the status last moved, by whom, and what they said. */
  readonly movedAt: number;
  readonly movedBy: string;
  readonly movedWhy: string;
  readonly places: readonly PostmortemPlace[];
  readonly openComments: number;
}

/** One line of the list of postmortems: those that are there and those that are due. */
export interface PostmortemRow {
  readonly incident: string;
  readonly number: number;
  readonly title: string;
  readonly service: string | null;
  readonly severity: IncidentSeverity;
  readonly incidentStatus: IncidentStatus;
  readonly isRestricted: boolean;
  readonly resolvedAt: number | null;
  /** Null: it is due, and nobody has started it. */
  readonly status: PostmortemStatus | null;
  readonly dueAt: number | null;
  readonly editedAt: number | null;
  readonly editedBy: string;
  readonly openComments: number;
  /** Action items of the text as of its last version; null: not counted yet. */
  readonly actions: { readonly open: number; readonly total: number } | null;
}

/** A text that was kept under a name, or by itself after a stretch of writing. */
export interface PostmortemVersion {
  readonly version: string;
  /** '' for one that was kept by itself. */
  readonly name: string;
  readonly kept: PostmortemVersionReason;
  readonly at: number;
  readonly by: string;
  /** Who wrote since the version before. */
  readonly authors: readonly string[];
  /** How long was written since the version before, ms. */
  readonly editedMs: number;
  readonly chars: number;
}

export type PostmortemVersionReason = 'by-hand' | 'after-writing' | 'before-move' | 'before-restore' | 'before-taking-in';

export interface PostmortemComment {
  readonly comment: string;
  /** Yjs relative positions (base64) of both ends; they move along with the text. */
  readonly from: string;
  readonly to: string;
  /** The text that was commented, as it was. */
  readonly quote: string;
  readonly text: string;
  readonly at: number;
  readonly by: string;
  readonly answers: readonly { readonly answer: string; readonly text: string; readonly at: number; readonly by: string }[];
  /** Who resolved it, and when; null: it is open. */
  readonly resolved: { readonly at: number; readonly by: string } | null;
}

/** Words that the lint raised and somebody called fine in this document. `at`: Unix ms. */
export interface AcceptedFinding {
  /** Id of the lint's rule. */
  readonly rule: string;
  /** The sentence as `findingKey` shortens it. */
  readonly sentence: string;
  readonly at: number;
  readonly by: string;
}
