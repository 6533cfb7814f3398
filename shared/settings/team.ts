// People, their roles in an incident and who is on call when.
import { z } from 'zod';
import { hasOwnIds, itemId, timeZone, wallTime } from './fields';

const person = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(60),
  timeZone,
  /** Where to reach them, best first: a channel of the settings and the address within it ('' = the channel's own). */
  reach: z
    .array(z.strictObject({ channel: itemId, address: z.string().max(300).default('') }))
    .max(10)
    .default([]),
});
export type Person = z.infer<typeof person>;

const duties = z.array(z.string().min(1).max(200)).max(40).default([]);
const role = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(60),
  /** A short checklist for each stage. */
  duties: z.strictObject({ detected: duties, responding: duties, resolving: duties, closing: duties, improving: duties }).prefault({}),
});
export type Role = z.infer<typeof role>;

/** A rotation: people take turns; `rrule` (RFC 5545, without DTSTART) says when hand-over is. */
const rotation = z.strictObject({
  kind: z.literal('rotation'),
  people: z.array(itemId).min(1).max(100),
  /** First hand-over as a local date, e.g. 2026-11-23. */
  startDate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-11-23'),
  handoverAt: wallTime.default('09:00'),
  timeZone,
  rrule: z.string().max(300).default('FREQ=WEEKLY'),
});
/** Stands in a settings file only: on its way in it goes to the vault. */
const fileSecret = z
  .union([z.string().max(2000), z.strictObject({ env: z.string().max(200) }), z.strictObject({ file: z.string().max(1000) })])
  .optional();
/** How requests get out where the network asks for it; empty or left out: directly, and what the machine trusts. */
const wayOut = {
  proxyUrl: z.string().max(2000).optional(),
  proxyUsername: z.string().max(300).optional(),
  /** A secret: `proxyPassword` in the vault. */
  proxyPassword: fileSecret,
  caPem: z.string().max(200_000).optional(),
};
const calendar = z.strictObject({
  kind: z.literal('ical'),
  /** https URL or path of a file. The URL of a private calendar is a secret: `secretUrl` in the vault goes before it. */
  source: z.string().max(2000).default(''),
  secretUrl: fileSecret,
  ...wayOut,
});
const vendor = z.strictObject({
  kind: z.enum(['pagerduty', 'opsgenie']),
  /** The schedule's id (PagerDuty) or name or id (Opsgenie). The key is a secret: `token` in the vault. */
  schedule: z.string().min(1).max(200),
  baseUrl: z.string().max(300).default(''),
  token: fileSecret,
  ...wayOut,
});
export const scheduleSettings = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(60),
  from: z.discriminatedUnion('kind', [rotation, calendar, vendor]),
});
export type ScheduleSettings = z.infer<typeof scheduleSettings>;

const DEFAULT_ROLES: z.input<typeof role>[] = [
  {
    id: 'incident-manager',
    name: 'Incident manager',
    duties: {
      responding: ['Say that you lead', 'Set the severity', 'Fill the other roles', 'Open the bridge', 'Set the next update'],
      resolving: ['Ask for the state every 15 minutes', 'Decide between fixing and rolling back'],
      closing: ['Name an author for the postmortem', 'Thank the people'],
    },
  },
  {
    id: 'communications-leader',
    name: 'Communications leader',
    duties: {
      responding: ['Tell customer support and product management', 'Agree on the words for customers'],
      resolving: ['Send updates on time', 'Collect questions from the business'],
      closing: ['Tell everyone that it is over'],
    },
  },
  {
    id: 'tech-leader',
    name: 'Tech leader',
    duties: {
      responding: ['Assess what is broken and how far', 'Open the runbook'],
      resolving: ['Say what is being tried before it is tried', 'Note each change on the timeline'],
      closing: ['Check that the fix holds', 'Take back workarounds'],
    },
  },
  {
    id: 'engineering-manager',
    name: 'Engineering manager',
    duties: {
      closing: ['Set a date for the review', 'See that people rest'],
      improving: ['Give every action an owner and a date', 'Follow the actions until they are guarded by CI'],
    },
  },
];

export const teamSettings = {
  people: z
    .array(person)
    .max(1000)
    .refine(...hasOwnIds)
    .default([]),
  roles: z
    .array(role)
    .max(40)
    .refine(...hasOwnIds)
    .default(() => DEFAULT_ROLES.map((r) => role.parse(r))),
  schedules: z.array(scheduleSettings).max(100).default([]),
};
