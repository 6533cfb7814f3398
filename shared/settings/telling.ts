// Whom to tell, where, when and in which words: channels, audiences, routing rules, templates; and escalation.
import { z } from 'zod';
import { incidentCondition, itemId, severity } from './fields';

export const channelSettings = z.strictObject({
  id: itemId,
  /** `slack`, `teams`, `email`, `webhook`, `pagerduty`, `ntfy`, `bridge`: see the registry of channels. */
  kind: z.string().min(1).max(40),
  name: z.string().min(1).max(60),
  isEnabled: z.boolean().default(true),
  /** The kind's own fields; secret ones lie in the vault, or come from a file as `{env: NAME}` or `{file: PATH}`. */
  config: z.record(z.string(), z.unknown()).default({}),
});
export type ChannelSettings = z.infer<typeof channelSettings>;

const audience = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(60),
  /** Channels, with an address where the kind has addresses; people are told where they are reached. */
  members: z
    .array(
      z.union([
        z.strictObject({ channel: itemId, address: z.string().max(300).default('') }),
        z.strictObject({ person: itemId }),
        z.strictObject({ schedule: itemId }),
      ]),
    )
    .max(100)
    .default([]),
});
export type Audience = z.infer<typeof audience>;

/** Moments of an incident that routing rules know. */
export const MOMENTS = ['opened', 'severity', 'acknowledged', 'update', 'resolved', 'closed'] as const;
export type Moment = (typeof MOMENTS)[number];

const routingRule = z.strictObject({
  name: z.string().min(1).max(80),
  isEnabled: z.boolean().default(true),
  when: incidentCondition.prefault({}),
  at: z.array(z.enum(MOMENTS)).min(1),
  to: z.array(itemId).min(1).max(40),
  /** '' = the template of that moment and audience. */
  template: z.union([itemId, z.literal('')]).default(''),
  /** `ask`: a person confirms each message; `send`: it goes out by itself. */
  how: z.enum(['ask', 'send']).default('ask'),
});
export type RoutingRule = z.infer<typeof routingRule>;

const template = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(80),
  /** '' = for every audience, every moment. */
  audience: z.union([itemId, z.literal('')]).default(''),
  moment: z.union([z.enum(MOMENTS), z.literal('')]).default(''),
  /** `{{name}}` stands for a fact of the incident; see docs/channels.md. */
  subject: z.string().max(300).default(''),
  text: z.string().min(1).max(10_000),
});
export type MessageTemplate = z.infer<typeof template>;

const escalationStep = z.strictObject({
  afterMinutes: z.number().min(0).max(1440),
  does: z.enum(['page-again', 'page-louder', 'tell-channel', 'tell-person']),
  /** A channel's id, a person's id, or a schedule's id (its person on call; the next one after that on a repeated step). */
  to: z.string().max(40).default(''),
});
const escalationPolicy = z.strictObject({
  id: itemId,
  name: z.string().min(1).max(60),
  isEnabled: z.boolean().default(true),
  when: incidentCondition.prefault({}),
  steps: z.array(escalationStep).min(1).max(20),
});
export type EscalationPolicy = z.infer<typeof escalationPolicy>;

const everyMinutes = z.number().min(0).max(1440).describe('0: none are due');

const DEFAULT_AUDIENCES: z.input<typeof audience>[] = [
  { id: 'engineers', name: 'Engineers' },
  { id: 'customer-support', name: 'Customer support' },
  { id: 'product-management', name: 'Product management' },
  { id: 'forensics', name: 'Digital forensics' },
  { id: 'security', name: 'Security' },
  { id: 'upper-management', name: 'Upper management' },
];

export const tellingSettings = {
  channels: z.array(channelSettings).max(200).default([]),
  audiences: z
    .array(audience)
    .max(60)
    .default(() => DEFAULT_AUDIENCES.map((a) => audience.parse(a))),
  routing: z.array(routingRule).max(200).default([]),
  templates: z.array(template).max(200).default([]),
  updates: z
    .strictObject({
      everyMinutes: z
        .strictObject({
          sev1: everyMinutes.default(30),
          sev2: everyMinutes.default(60),
          sev3: everyMinutes.default(0),
          sev4: everyMinutes.default(0),
          sev5: everyMinutes.default(0),
        })
        .prefault({}),
    })
    .prefault({}),
  bridge: z
    .strictObject({
      url: z.string().max(2000).default('').describe('{{number}} stands for the incident’s number'),
      name: z.string().max(60).default('Bridge'),
    })
    .prefault({}),
  escalation: z
    .strictObject({
      policies: z.array(escalationPolicy).max(60).default([]),
      /** Away (locked, or idle for so long): waits of a policy are this share of what they say. 1: presence changes nothing. */
      awayAfterIdleMinutes: z.number().min(1).max(240).default(10),
      awayFactor: z.number().min(0.1).max(1).default(0.5),
      /** While the screen is shared or presented, pages hide details. */
      areDetailsHiddenWhenPresenting: z.boolean().default(true),
      louderFrom: severity.default(2).describe('SEV numbers up to this may be paged louder'),
    })
    .prefault({}),
};
