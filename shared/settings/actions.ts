// Where action items become tickets, how often they are looked at there, and when a person is reminded of what is overdue.
import { z } from 'zod';
import { hasOwnIds, itemId } from './fields';

export const trackerSettings = z.strictObject({
  id: itemId,
  /** `github`, `gitlab`, `jira`: see the registry of trackers. */
  kind: z.string().min(1).max(40),
  name: z.string().min(1).max(60),
  isEnabled: z.boolean().default(true),
  /** The kind's own fields; secret ones lie in the vault, or come from a file as `{env: NAME}` or `{file: PATH}`. */
  config: z.record(z.string(), z.unknown()).default({}),
});
export type TrackerSettings = z.infer<typeof trackerSettings>;

export const actionSettings = {
  trackers: z
    .array(trackerSettings)
    .max(40)
    .refine(...hasOwnIds)
    .default([]),
  actions: z
    .strictObject({
      pollMinutes: z.number().min(0.05).max(1440).default(5).describe('how often tickets and guards are looked at'),
      isReminded: z.boolean().default(true).describe('one quiet word a day about actions that are overdue'),
      remindFromHour: z.number().int().min(0).max(23).default(9).describe('the hour from which it may come'),
    })
    .prefault({}),
};
