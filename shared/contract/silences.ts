// Calls about silences, and about writes to a source that failed.
import { z } from 'zod';
import type { Silence } from '../feed';
import type { HiddenIncident, HiddenPast } from '../rules/silence-history';
import { feedId, incidentId } from './names';

const matcher = z.strictObject({
  name: z.string().max(200).min(1),
  value: z.string().max(2000),
  isRegex: z.boolean(),
  isEqual: z.boolean(),
});
const matchers = z.array(matcher).min(1).max(50);

export interface SilencePreview {
  readonly feed: string;
  readonly hiddenNow: number;
  readonly incidents: readonly { readonly id: string; readonly number: number; readonly title: string; readonly alerts: number }[];
  readonly sample: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[];
}

/** What a silence would have hidden of the last days. Times are Unix ms. */
export interface SilenceHistory extends Omit<HiddenPast, 'loudest'> {
  readonly feed: string;
  readonly from: number;
  readonly to: number;
  readonly loudest: readonly (Omit<HiddenIncident, 'n'> & {
    readonly id: string;
    readonly number: number;
    readonly title: string;
    readonly openedAt: number;
  })[];
}

export const silenceCalls = {
  'preview-silence': z.strictObject({ feed: feedId, matchers }),
  /** Asked apart from what fires now, which is answered at once. */
  'preview-silence-past': z.strictObject({ feed: feedId, matchers, days: z.number().int().min(1).max(30).default(30) }),
  'create-silence': z.strictObject({
    feed: feedId,
    matchers,
    minutes: z.number().min(1).max(43_200),
    comment: z.string().min(1).max(1000),
    incident: incidentId.nullable().default(null),
  }),
  'expire-silence': z.strictObject({ feed: feedId, id: z.string().min(1).max(200) }),
  'list-silences': z.strictObject({ feed: feedId }),
  /** Asks a source again for a write of an incident that failed. Answers when it was asked; the incident's writes tell the outcome. */
  'retry-write': z.strictObject({ incident: incidentId, write: z.string().min(1).max(80) }),
} as const;

export interface SilenceValues {
  'preview-silence': SilencePreview;
  'preview-silence-past': SilenceHistory;
  'create-silence': { id: string; isConfirmed: boolean; waitsFor?: string };
  /** `waitsFor`: it is in the outbox, and why it could not go out at once. */
  'expire-silence': { isConfirmed: boolean; waitsFor?: string };
  'list-silences': { silences: readonly Silence[] };
  'retry-write': { asked: true };
}
