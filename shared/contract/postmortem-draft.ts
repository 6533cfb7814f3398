// Calls that prepare a postmortem: the draft, its templates, rows of the timeline for the editor, and similar past incidents.
import { z } from 'zod';
import type { SimilarIncident } from '../rules/similar-incidents';
import { incidentId as incident } from './names';

export const postmortemDraftCalls = {
  /** A document made from what is known now; nothing is kept. `template` null: the one that fits. */
  'draft-postmortem': z.strictObject({ incident, template: z.string().min(1).max(120).nullable().default(null) }),
  'list-postmortem-templates': z.strictObject({}),
  /** Rows of the timeline from `since` (Unix ms, time at the source) on, to be put into a text. */
  'timeline-rows': z.strictObject({ incident, since: z.number().int().min(0).default(0) }),
  /** The charts that an incident has, as fences to be put into a text. */
  'list-charts': z.strictObject({ incident }),
  'similar-incidents': z.strictObject({ incident, limit: z.number().int().min(1).max(20).default(5) }),
} as const;

/** One line of the table, and the same to choose from. */
export interface TimelineRow {
  /** Unix ms at its source. */
  readonly at: number;
  /** As the table shows it. */
  readonly time: string;
  /** Plain text. */
  readonly words: string;
  readonly markdown: string;
}

export interface TemplateInfo {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly isOwn: boolean;
}

/** How the last similar one went, to be read at night. */
export interface LastTime extends SimilarIncident {
  /** Why it was resolved, the last note and the runbook that was open; '' where there is none, and of restricted ones. */
  readonly resolvedWhy: string;
  readonly lastNote: string;
  readonly runbook: string;
}

export interface PostmortemDraftValues {
  'draft-postmortem': { markdown: string; template: string; why: string };
  /** `faults`: templates of one's own folder that can't be used, each in words; `folder` '' when none is set. */
  'list-postmortem-templates': { templates: readonly TemplateInfo[]; folder: string; faults: readonly string[] };
  /** `head`: the two lines that begin the table, for a text that has none. */
  'timeline-rows': { head: string; rows: readonly TimelineRow[] };
  'list-charts': { charts: readonly { readonly label: string; readonly markdown: string }[] };
  'similar-incidents': { similar: readonly LastTime[]; took: number };
}
