// Calls about runbooks: the library, which one fits an incident, and working by it.
import { z } from 'zod';
import type { RunbookDocument, RunbookInfo, RunbookMatch } from '../domain/runbook';
import type { RunbookWork } from '../log/views/runbook';
import { incidentId as incident } from './names';

const runbook = z.string().min(1).max(2100);
const step = z.string().min(1).max(500);
const stepTitle = z.string().max(300).default('');

export const runbookCalls = {
  /** Full-text search; without words all, by title. */
  'list-runbooks': z.strictObject({
    text: z.string().max(500).default(''),
    source: z.string().max(60).nullable().default(null),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  'list-runbook-sources': z.strictObject({}),
  /** Reads a source again now; null: all of them. */
  'refresh-runbooks': z.strictObject({ source: z.string().max(60).nullable().default(null) }),
  'get-runbook': z.strictObject({ id: runbook }),
  'list-remarks': z.strictObject({ limit: z.number().int().min(1).max(500).default(100) }),
  'attach-runbook': z.strictObject({ incident, runbook }),
  'detach-runbook': z.strictObject({ incident, runbook }),
  'open-runbook': z.strictObject({ incident, runbook }),
  'leave-runbook': z.strictObject({ incident, runbook, openMs: z.number().min(0).max(1e9) }),
  'move-in-runbook': z.strictObject({ incident, runbook, step }),
  'mark-step': z.strictObject({ incident, runbook, step, stepTitle, to: z.enum(['open', 'done', 'skipped', 'failed']) }),
  'note-step': z.strictObject({ incident, runbook, step, stepTitle, text: z.string().min(1).max(20_000) }),
  /** What should be better in a runbook; outside of an incident too. */
  'remark-runbook': z.strictObject({
    incident: incident.nullable().default(null),
    runbook,
    step: step.nullable().default(null),
    text: z.string().min(1).max(20_000),
  }),
  /** A new runbook for an incident, filled in, not yet saved. */
  'draft-runbook': z.strictObject({ incident }),
  /** Writes a new file into a folder source; never over an old one. */
  'create-runbook': z.strictObject({
    source: z.string().min(1).max(60),
    name: z.string().min(1).max(200),
    text: z.string().min(1).max(500_000),
    incident: incident.nullable().default(null),
  }),
} as const;

/** How a source is. Times are Unix ms. */
export interface RunbookSourceHealth {
  /** Id of the settings; `link` for fetched links. */
  readonly id: string;
  readonly kind: 'folder' | 'git' | 'link';
  /** Path, address, or words. */
  readonly where: string;
  /** `stale`: it can't be read now, the last copy is used. */
  readonly state: 'reading' | 'ok' | 'stale' | 'failed' | 'off';
  readonly what: string;
  readonly remedy: string;
  readonly count: number;
  /** When it was last read with success. */
  readonly readAt: number | null;
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  readonly leftOutCount: number;
  /** May a new runbook be written there? */
  readonly canWrite: boolean;
}

/** A link of this incident's alerts: its copy, or why there is none. */
export interface RunbookLinkState {
  readonly url: string;
  readonly alert: string;
  readonly fetchedAt: number | null;
  readonly why: string;
}

/** Evidence of use of one runbook. */
export interface RunbookUse {
  readonly incidents: number;
  readonly lastUsedAt: number | null;
  /** Median over incidents of how long it was open, ms; null: never left yet. */
  readonly medianOpenMs: number | null;
  readonly failedSteps: readonly { readonly step: string; readonly title: string; readonly times: number }[];
  readonly skippedSteps: readonly { readonly step: string; readonly title: string; readonly times: number }[];
  readonly remarks: readonly RunbookRemarkEntry[];
}

export interface RunbookRemarkEntry {
  readonly runbook: string;
  readonly incident: string | null;
  readonly step: string | null;
  readonly text: string;
  readonly by: string;
  readonly at: number;
}

/** In an incident's detail: which runbooks fit, and the work by them so far. */
export interface IncidentRunbooks {
  readonly matches: readonly RunbookMatch[];
  readonly links: readonly RunbookLinkState[];
  readonly work: RunbookWork;
}

export interface RunbookListEntry {
  readonly info: RunbookInfo;
  readonly snippet: string;
  readonly use: Pick<RunbookUse, 'incidents' | 'lastUsedAt'>;
}

export interface RunbookValues {
  'list-runbooks': { runbooks: readonly RunbookListEntry[]; total: number; tookMs: number };
  'list-runbook-sources': { sources: readonly RunbookSourceHealth[] };
  'refresh-runbooks': { asked: number };
  'get-runbook': { document: RunbookDocument; use: RunbookUse; source: RunbookSourceHealth | null };
  'list-remarks': { remarks: readonly (RunbookRemarkEntry & { readonly title: string })[] };
  'attach-runbook': { done: true };
  'detach-runbook': { done: true };
  'open-runbook': { done: true };
  'leave-runbook': { done: true };
  'move-in-runbook': { done: true };
  'mark-step': { done: true };
  'note-step': { done: true };
  'remark-runbook': { done: true };
  'draft-runbook': { name: string; text: string; folders: readonly { readonly id: string; readonly where: string }[] };
  'create-runbook': { runbook: string; path: string };
}
