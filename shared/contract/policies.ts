// Calls about security policies and about how ready each service is.
import { z } from 'zod';
import type { PolicyStanding } from '../readiness/policy';
import type { ServiceScore } from '../readiness/service-score';
import { itemId } from '../settings/fields';

export const policyCalls = {
  'list-policies': z.strictObject({}),
  /** A person read it again and stands by it. `note`: what they found. */
  'review-policy': z.strictObject({ policy: itemId, note: z.string().max(2000).default('') }),
  'score-services': z.strictObject({}),
} as const;

/** A policy as it stands. */
export interface PolicyView extends PolicyStanding {
  readonly id: string;
  readonly name: string;
  /** Name of the person, or the words of the settings; '': nobody. */
  readonly owner: string;
  /** https, or ''. */
  readonly link: string;
  /** `every 12 months` */
  readonly interval: string;
  /** The incident of the queue that asks for its review; null: none does. */
  readonly incident: string | null;
}

export interface PolicyValues {
  /** Due ones first, then by the day on which they will be. */
  'list-policies': { policies: readonly PolicyView[] };
  'review-policy': { policy: PolicyView };
  /** Worst first. `leftOut`: services beyond the most that are scored; `unnamed`: incidents of the year that name no service. */
  'score-services': { services: readonly ServiceScore[]; leftOut: number; unnamed: number };
}
