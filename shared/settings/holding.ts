// Rules that hold pages back: what clears by itself within minutes wakes nobody.
import { z } from 'zod';
import { matcherText } from './fields';

const rule = z.strictObject({
  name: z.string().min(1).max(80),
  isEnabled: z.boolean().default(true),
  /** Matchers over the labels of the incident's group, `alertname` among them; all must hold. */
  when: z.array(matcherText).min(1).max(20),
  /** It pages when it has been open for so long. 0: it waits in the queue for good. */
  forMinutes: z.number().min(0).max(1440).default(5),
});
export type HoldingRule = z.infer<typeof rule>;

export const holdingRules = z
  .array(rule)
  .max(200)
  .refine((list) => new Set(list.map((r) => r.name)).size === list.length, 'every name only once')
  .default([]);
