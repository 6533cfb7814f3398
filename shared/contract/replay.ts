// Calls that try rules on what was recorded: what other settings would have paged, merged and held back.
import { z } from 'zod';
import { settingsSchema } from '../settings';

export const replayCalls = {
  /** Answers when it has begun; pushes `replay` tell how far it is and what it came to. One runs at a time: a new one ends the one before. */
  'replay-rules': z.strictObject({
    settings: settingsSchema,
    weeks: z.number().int().min(1).max(52).default(4),
  }),
  'cancel-replay': z.strictObject({}),
} as const;

/** What was paged and what was not. A page of a storm or a receipt counts once. */
export interface ReplaySum {
  readonly pages: number;
  /** Between 22 and 8 o'clock on the wall. */
  readonly nights: number;
  readonly incidents: number;
  /** Incidents that rules held back and that never paged. */
  readonly held: number;
  /** Groups of alerts that correlation brought into another incident. */
  readonly joined: number;
}

export interface ReplayPages {
  readonly pages: number;
  readonly nights: number;
}

export interface ReplayDay {
  /** `2026-11-22` on the wall. */
  readonly day: string;
  readonly before: ReplayPages;
  readonly after: ReplayPages;
}

/** An incident that these rules treat in another way. */
export interface ReplayDifference {
  readonly id: string;
  /** As recorded; null: with the rules of then there was none. */
  readonly number: number | null;
  readonly title: string;
  /** Unix ms. */
  readonly openedAt: number;
  /** Severity then; null: there was no such incident then, or none now. */
  readonly severityBefore: number | null;
  readonly severityAfter: number | null;
  readonly before: ReplayPages;
  readonly after: ReplayPages;
  readonly why: string;
}

export interface ReplayResult {
  /** Unix ms. */
  readonly from: number;
  readonly to: number;
  /** Sightings that were news, and how long they took to run again, ms. */
  readonly sightings: number;
  readonly tookMs: number;
  readonly before: ReplaySum;
  readonly after: ReplaySum;
  readonly days: readonly ReplayDay[];
  /** Those that differ most first; at most 300. */
  readonly differences: readonly ReplayDifference[];
  readonly differenceCount: number;
  /** How often settings changed in this time: what was recorded was not all decided by the settings of today. */
  readonly settingsChanges: number;
}

export interface ReplayValues {
  'replay-rules': { readonly replay: string };
  'cancel-replay': { readonly cancelled: boolean };
}

/** How far a replay is, 0 to 1; at its end what it came to, or why there is nothing. */
export type ReplayPush =
  | { readonly push: 'replay'; readonly replay: string; readonly share: number }
  | { readonly push: 'replay-ended'; readonly replay: string; readonly result: ReplayResult | null; readonly why: string };
