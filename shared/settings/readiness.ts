// Drills, and the policies that have to be read again from time to time.
import { z } from 'zod';
import { hasOwnIds, incidentCondition, itemId } from './fields';

const seconds = (preset: number) => z.number().min(1).max(86_400).nullable().default(preset);

/** From the opening of the drill's worst incident; null: not asked for. A scenario's own targets win. */
const targets = z.strictObject({
  page: seconds(30),
  acknowledge: seconds(300),
  runbook: seconds(600),
  roles: seconds(600),
  message: seconds(900),
  resolve: seconds(3_600),
});

const drills = z.strictObject({
  /** Folder with scenarios of one's own, YAML files; '': only the one that Dogwatch brings. */
  folder: z.string().max(1000).default(''),
  targets: targets.prefault({}),
});

const policy = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(120),
  owner: z.string().max(120).default(''),
  /** Page of the policy; '': none. */
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(2000)]).default(''),
  reviewEveryDays: z.number().int().min(1).max(3650).default(365),
  /** A day, `YYYY-MM-DD`: reviewed before Dogwatch knew of it. '': never. */
  reviewedOn: z.union([z.literal(''), z.iso.date()]).default(''),
  /** Which incidents it governs. */
  governs: incidentCondition.prefault({}),
});
export type Policy = z.infer<typeof policy>;

/** What a service needs to count as ready. */
const readiness = z.strictObject({
  /** Services that count also when nothing happened to them. */
  services: z.array(z.string().min(1).max(120)).max(1000).default([]),
  /** A runbook must have been used or changed, and a drill held, within so many days. */
  withinDays: z.number().int().min(1).max(3650).default(90),
});

export const readinessSettings = {
  drills: drills.prefault({}),
  policies: z
    .array(policy)
    .max(500)
    .refine(...hasOwnIds)
    .default([]),
  readiness: readiness.prefault({}),
};
