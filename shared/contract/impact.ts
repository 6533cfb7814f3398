// The call by which a person confirms what an incident meant outside.
import { z } from 'zod';
import { IMPACT_COUNT_MAX, IMPACT_WORDS_MAX } from '../domain/impact';
import { incidentId } from './names';

const time = z.number().int().min(1).nullable().default(null);
const count = z.number().int().min(0).max(IMPACT_COUNT_MAX).nullable().default(null);

/** The whole statement: what is left out is taken back. */
export const impactFields = z.strictObject({
  impactStart: time,
  mitigatedAt: time,
  restoredAt: time,
  customersAffected: count,
  requestsFailed: count,
  supportRequests: count,
  words: z.string().max(IMPACT_WORDS_MAX).default(''),
});

export const impactCalls = {
  'set-impact': z.strictObject({ id: incidentId, impact: impactFields }),
} as const;

export interface ImpactValues {
  'set-impact': { done: number; refused: readonly string[] };
}
