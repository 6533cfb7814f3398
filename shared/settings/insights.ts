// What the insights leave out and show.
import { z } from 'zod';
import { plannedSpan } from '../insights/planned';

export const insightSettings = z.strictObject({
  areOthersShown: z.boolean().default(false).describe('on: interruptions of other desks are shown beside one’s own'),
  /** No up-time: `2026-11-01T02:00+01:00/2026-11-01T04:00+01:00 checkout`; without a service it counts for all. */
  plannedDowntime: z
    .array(
      z
        .string()
        .max(300)
        .refine((line) => plannedSpan(line) !== null, 'from/to with zones, such as 2026-11-01T02:00Z/2026-11-01T04:00Z, then a service'),
    )
    .max(1_000)
    .default([]),
});
