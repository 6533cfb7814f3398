// Calls about incidents, their alerts and their timelines.
import { z } from 'zod';
import type { Alert } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import { type Idleness, VERDICTS } from '../domain/judgement';
import type { LogEvent, TraceStep } from '../log/event';
import type { EscalationStory } from '../log/views/escalation';
import type { IncidentRoles } from '../log/views/roles';
import type { IncidentRuns } from '../log/views/runs';
import { ATTACHMENTS_PER_NOTE, attachedFile, type ChainVerdict } from './evidence';
import { feedId, incidentId, incidents } from './names';
import type { PolicyView } from './policies';
import type { IncidentRunbooks } from './runbooks';

/** An entry of an incident's timeline in words; `kind` is the event's. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: number;
  readonly kind: LogEvent['kind'];
  readonly actor: string;
  readonly text: string;
  readonly detail: string;
  readonly tone: 'neutral' | 'bad' | 'good' | 'person';
  /** Unix ms at its source, where that is not when it was seen here. */
  readonly happenedAt?: number;
  /** SHA-256 (hex) of each file that belongs to it. */
  readonly attachments?: readonly string[];
}

export interface IncidentDetail {
  readonly row: IncidentRow;
  /** The newest 200, oldest first; `list-timeline` pages back. */
  readonly timeline: readonly TimelineEntry[];
  readonly timelineTotal: number;
  /** Firing first, then by start. At most the first 200; `list-alerts` pages on. */
  readonly alerts: readonly Alert[];
  readonly alertTotal: number;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  readonly why: { readonly sentence: string; readonly trace: readonly TraceStep[]; readonly at: number } | null;
  /** What made it this severe: the rules that were asked last. Left out for incidents of older versions. */
  readonly severity?: { readonly trace: readonly TraceStep[]; readonly at: number };
  /** It asks for nothing: no runbook, no owner, and it went by itself. Left out: it may ask for something. */
  readonly idle?: Idleness;
  /** Groups that rules brought in, oldest first. */
  readonly correlated?: readonly { readonly alert: string; readonly rule: string; readonly why: string; readonly at: number }[];
  readonly runbooks?: IncidentRunbooks;
  readonly roles?: IncidentRoles;
  readonly runs?: IncidentRuns;
  /** The newest escalation, also when it is over; null: there was none. */
  readonly escalation?: EscalationStory | null;
  /** Those that govern it; of a review the one that is to be read. Left out: none. */
  readonly policies?: readonly PolicyView[];
}

export const incidentCalls = {
  'get-incident': z.strictObject({ id: incidentId }),
  /** Entries older than `before` (a seq; null: from the newest), the newest `limit` of them. */
  'list-timeline': z.strictObject({
    id: incidentId,
    before: z.number().int().min(1).nullable().default(null),
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  /** Recomputes the chain of an incident's events. */
  'verify-incident': z.strictObject({ id: incidentId }),
  'list-alerts': z.strictObject({
    id: incidentId,
    text: z.string().max(500).default(''),
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(1000).default(200),
  }),
  /** Open incidents that hold an alert whose labels or text contain all words. */
  'match-alerts': z.strictObject({ text: z.string().max(500) }),
  /** Those among them that ask for nothing: `IncidentDetail.idle`. */
  'list-idle': z.strictObject({ incidents: z.array(incidentId).max(100) }),
  /** Full-text search over all history. */
  search: z.strictObject({ text: z.string().max(500), limit: z.number().int().min(1).max(200).default(50) }),
  /** Incidents that ended before `before` (Unix ms; null: from the newest), newest first. `ended`: closed or merged into another. */
  'list-past': z.strictObject({
    status: z.enum(['resolved', 'closed', 'merged', 'ended']),
    before: z.number().nullable().default(null),
    limit: z.number().int().min(1).max(500).default(200),
  }),
  'acknowledge-incident': z.strictObject({ incidents, via: z.string().max(40).default('window') }),
  'unacknowledge-incident': z.strictObject({ incidents }),
  'snooze-incident': z.strictObject({ incidents, minutes: z.number().min(1).max(10_080), via: z.string().max(40).default('window') }),
  'unsnooze-incident': z.strictObject({ incidents }),
  'resolve-incident': z.strictObject({ incidents, why: z.string().max(500).default('') }),
  'close-incident': z.strictObject({ incidents, why: z.string().max(500).default('') }),
  /** `isClosing`: those that are resolved are closed along with it. */
  'judge-incident': z.strictObject({ incidents, verdict: z.enum(VERDICTS), isClosing: z.boolean().default(false) }),
  'reopen-incident': z.strictObject({ incidents, why: z.string().max(500).default('') }),
  'set-severity': z.strictObject({ incidents, severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]) }),
  'flag-security': z.strictObject({ incidents, isSecurity: z.boolean() }),
  /** `happenedAt` (Unix ms): when what it tells of happened; null: now. */
  'add-note': z.strictObject({
    id: incidentId,
    text: z.string().min(1).max(20_000),
    happenedAt: z.number().int().min(1).nullable().default(null),
    attachments: z.array(attachedFile).max(ATTACHMENTS_PER_NOTE).default([]),
  }),
  'merge-incidents': z.strictObject({ into: incidentId, from: incidents }),
  'split-incident': z.strictObject({
    id: incidentId,
    alerts: z
      .array(z.strictObject({ feed: feedId, key: z.string() }))
      .min(1)
      .max(5000),
  }),
} as const;

export interface IncidentValues {
  'get-incident': IncidentDetail;
  /** Oldest first; `total` counts all that the incident has. */
  'list-timeline': { entries: readonly TimelineEntry[]; total: number };
  'verify-incident': ChainVerdict;
  'list-alerts': { alerts: readonly Alert[]; total: number };
  'match-alerts': { incidents: readonly string[] };
  'list-idle': { incidents: readonly string[] };
  search: { hits: readonly { row: IncidentRow; snippet: string }[]; took: number };
  'list-past': { rows: readonly IncidentRow[]; total: number };
  'acknowledge-incident': { done: number; refused: readonly string[] };
  'unacknowledge-incident': { done: number; refused: readonly string[] };
  'snooze-incident': { done: number; refused: readonly string[] };
  'unsnooze-incident': { done: number; refused: readonly string[] };
  'resolve-incident': { done: number; refused: readonly string[] };
  'close-incident': { done: number; refused: readonly string[] };
  'judge-incident': { done: number; refused: readonly string[] };
  'reopen-incident': { done: number; refused: readonly string[] };
  'set-severity': { done: number; refused: readonly string[] };
  'flag-security': { done: number; refused: readonly string[] };
  'add-note': { done: number; refused: readonly string[] };
  'merge-incidents': { done: number; refused: readonly string[] };
  'split-incident': { done: number; refused: readonly string[]; to: string };
}
