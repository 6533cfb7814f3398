// How bad is it: what the source says, how much a service matters, business hours, and ordered rules over all of it.
import { z } from 'zod';
import { matcherText, severity, timeZone, wallTime } from './fields';

export const SOURCE_WORDS = ['critical', 'error', 'warning', 'info', 'unknown'] as const;
export type SourceWord = (typeof SOURCE_WORDS)[number];

const tier = z.number().int().min(1).max(5);
const count = z.number().int().min(0).max(1_000_000).default(0);

const rule = z
  .strictObject({
    name: z.string().min(1).max(80),
    isEnabled: z.boolean().default(true),
    /** Matchers over the alert's labels; all must hold. */
    when: z.array(matcherText).max(20).default([]),
    /** What the source says; any of them, none: whatever it says. */
    source: z.array(z.enum(SOURCE_WORDS)).default([]),
    /** Tiers of the service; any of them, none: whatever it is. */
    tiers: z.array(tier).default([]),
    hours: z.enum(['any', 'business', 'outside business']).default('any'),
    /** Firing alerts in the incident, or hosts among them. Rules that count only ever make worse. */
    alertsAtLeast: count,
    hostsAtLeast: count,
    set: severity,
  })
  .refine(
    (r) => r.when.length + r.source.length + r.tiers.length + r.alertsAtLeast + r.hostsAtLeast > 0 || r.hours !== 'any',
    'say at least one thing that must hold',
  );
export type SeverityRule = z.infer<typeof rule>;

/** Labels by which tools and teams name what is about security. */
const SECURITY = [
  'category="security"',
  'team="security"',
  'security="true"',
  'type=~"security|intrusion|malware"',
  'source=~"falco|wazuh|suricata|snort|ossec|crowdstrike|guardduty|defender"',
  'alertname=~".*([Ii]ntrusion|[Mm]alware|[Rr]ansomware|[Rr]ootkit|[Bb]rute.?[Ff]orce|[Ee]xfiltrat|[Pp]rivilege.?[Ee]scalat|[Uu]nauthori[sz]ed|[Cc]ompromised|[Ss]ecret.?[Ll]eak).*"',
];

export const severitySettings = z.strictObject({
  byAlert: z
    .strictObject({
      critical: severity.default(2),
      error: severity.default(3),
      warning: severity.default(4),
      info: severity.default(5),
      unknown: severity.default(3),
    })
    .prefault({}),
  /** `service` may hold `*`; the first that fits counts. Tier 1 matters most. */
  serviceTiers: z
    .array(z.strictObject({ service: z.string().min(1).max(200), tier }))
    .max(2000)
    .default([]),
  businessHours: z
    .strictObject({
      from: wallTime.default('09:00'),
      to: wallTime.default('17:00'),
      /** 1: Monday, 7: Sunday. */
      days: z.array(z.number().int().min(1).max(7)).default([1, 2, 3, 4, 5]),
      timeZone: timeZone.describe('IANA name; empty: the machine’s'),
    })
    .prefault({}),
  rules: z
    .array(rule)
    .max(200)
    .default(() => [rule.parse({ name: 'tier-1 service', when: ['tier="1"', 'severity=~"critical|page"'], set: 1 })]),
  security: z.array(matcherText).max(60).default(SECURITY).describe('any of these makes an incident a security incident'),
});
export type SeveritySettings = z.infer<typeof severitySettings>;
