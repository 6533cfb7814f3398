// When alerts of different groups and different tools are one incident, what keeps them apart, and what labels mean the same.
import { z } from 'zod';
import { matcherText } from './fields';

const labelName = z.string().regex(/^[a-zA-Z_][\w.-]{0,79}$/, 'a label such as service');

const alias = z.strictObject({
  name: labelName,
  /** The first of these that an alert has counts. */
  labels: z.array(labelName).min(1).max(20),
  /** What is left out of a value before values are compared. */
  without: z.enum(['nothing', 'port', 'port and domain']).default('nothing'),
});

const rule = z
  .strictObject({
    name: z.string().min(1).max(80),
    isEnabled: z.boolean().default(true),
    /** `together`: one incident. `apart`: never one. `children`: `these` join the incident of a failed one among `those`. */
    does: z.enum(['together', 'apart', 'children']).default('together'),
    /** Which alerts; none: any. */
    these: z.array(matcherText).max(20).default([]),
    /** And which others; none: any. */
    those: z.array(matcherText).max(20).default([]),
    /** Labels, or names of aliases, whose values must be there and the same. */
    same: z.array(labelName).max(10).default([]),
    from: z.enum(['two tools', 'one tool', 'any tool']).default('two tools'),
    /** How far apart they may have begun. Children may come at any time after their parent. */
    withinMinutes: z.number().min(0.1).max(1440).default(5),
  })
  .refine((r) => r.does !== 'apart' || r.these.length > 0, 'say with matchers which alerts are kept apart')
  .refine(
    (r) => r.does === 'apart' || r.same.length > 0 || (r.these.length > 0 && r.those.length > 0),
    'name labels that must be the same, or say with matchers which alerts belong to which',
  )
  .refine((r) => r.does !== 'children' || r.those.length > 0, 'say with matchers what the failed parent is');
export type CorrelationRule = z.infer<typeof rule>;

const ALIASES: z.input<typeof alias>[] = [
  { name: 'host', labels: ['host', 'hostname', 'instance', 'node', 'nodename', 'server'], without: 'port' },
  { name: 'service', labels: ['service', 'service_name', 'app', 'app_kubernetes_io_name', 'application'] },
  { name: 'environment', labels: ['environment', 'env', 'stage', 'deployment_environment'] },
  { name: 'cluster', labels: ['cluster', 'cluster_name', 'k8s_cluster', 'k8s_cluster_name'] },
  { name: 'namespace', labels: ['namespace', 'kubernetes_namespace', 'k8s_namespace_name'] },
];

/** What a monitoring system says of a host that it can't reach. */
const DOWN = 'alertname=~"Host down|.*([Uu]navailable by ICMP ping|[Hh]ost (is )?(down|unreachable)).*"';

const RULES: z.input<typeof rule>[] = [
  { name: 'services of a host that is down', does: 'children', those: [DOWN], same: ['host'], from: 'one tool' },
  { name: 'same service in two tools', same: ['service'] },
  { name: 'same host in two tools', same: ['host'] },
];

/** Rules have names of their own: traces and taught rules point at them. */
export const correlationSettings = z.strictObject({
  isOn: z.boolean().default(true),
  /** Alerts that differ in one of these (labels, or names of aliases) are never joined by a rule. */
  identity: z.array(labelName).max(30).default(['cluster', 'namespace', 'environment', 'region', 'tenant', 'host', 'device']),
  aliases: z
    .array(alias)
    .max(30)
    .default(() => ALIASES.map((a) => alias.parse(a))),
  rules: z
    .array(rule)
    .max(200)
    .refine((list) => new Set(list.map((r) => r.name)).size === list.length, 'every name only once')
    .default(() => RULES.map((r) => rule.parse(r))),
});
export type CorrelationSettings = z.infer<typeof correlationSettings>;
