// Security policies: who owns each, where it is written down, which incidents it governs and how often it must be read again.
import { z } from 'zod';
import { hasOwnIds, incidentCondition, itemId } from './fields';

const policy = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(80),
  /** The id of one of the people, or words such as a team's name; '': nobody. */
  owner: z.string().max(80).default(''),
  /** Where it is written down; '': nowhere that a link leads to. */
  link: z
    .string()
    .max(1000)
    .refine((url) => url === '' || /^https:\/\/[^\s@/]+(\/\S*)?$/i.test(url), 'an address such as https://wiki.corp.example/policy')
    .default(''),
  review: z
    .strictObject({ every: z.number().int().min(1).max(3650).default(12), unit: z.enum(['days', 'months']).default('months') })
    .prefault({}),
  /** The incidents that it governs; nothing given: all of them. */
  governs: incidentCondition.prefault({}),
  /** The last review that no log knows of, e.g. 2026-05-01; '': none. */
  lastReview: z
    .string()
    .regex(/^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$/, 'a date such as 2026-05-01')
    .default(''),
});
export type PolicySettings = z.infer<typeof policy>;

export const policySettings = {
  policies: z
    .array(policy)
    .max(200)
    .refine(...hasOwnIds)
    .default([]),
};
