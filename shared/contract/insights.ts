// Calls by which a person looks back: the measures of a period, the incidents behind each number, the report of a month.
import { z } from 'zod';
import type { IncidentRow } from '../domain/incident';
import type { AlikeGroup } from '../insights/alike';
import { behindSchema } from '../insights/behind';
import type { Overview } from '../insights/overview';

/** `to` is not in it; Unix ms. `service` '' stands for incidents without one, null for all. */
export const scopeSchema = z
  .strictObject({
    from: z.number().int().min(0),
    to: z.number().int().min(1),
    service: z.string().max(200).nullable().default(null),
    severity: z.number().int().min(1).max(5).nullable().default(null),
  })
  .refine(({ from, to }) => from < to, 'from must be before to');

export const insightCalls = {
  /** While what happened is not read to its end this answers with how far it is; pushes `insights` tell on. */
  'look-back': z.strictObject({ scope: scopeSchema }),
  'list-behind': z.strictObject({
    scope: scopeSchema,
    behind: behindSchema,
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  /** Groups of at least two incidents of the period that are alike, the largest first. */
  'list-alike': z.strictObject({ scope: scopeSchema }),
  /** One page of HTML without anything that loads or runs. `month`: '2026-11', in the zone of the desk. */
  'monthly-report': z.strictObject({ month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/) }),
} as const;

export interface LookBack {
  /** Null: still reading; `share` says how far, 0 to 1. */
  readonly overview: Overview | null;
  readonly share: number;
  /** All services that had an incident, by name; for the choice. */
  readonly services: readonly string[];
  /** Trigger of the first incident that is known, Unix ms; null: none. */
  readonly firstAt: number | null;
}

/** An incident behind a number; `ms` is its value where the number is a measure. */
export interface BehindRow {
  readonly row: IncidentRow;
  readonly ms: number | null;
}

export interface InsightValues {
  'look-back': LookBack;
  'list-behind': { rows: readonly BehindRow[]; total: number };
  'list-alike': { groups: readonly AlikeGroup[] };
  'monthly-report': { html: string; title: string };
}

/** How far the events are read for the measures, 0 to 1; 1: look again. */
export type InsightPush = { readonly push: 'insights'; readonly share: number };
