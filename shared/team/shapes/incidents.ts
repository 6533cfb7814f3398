// Shapes of what another desk may write about an incident itself.
import { z } from 'zod';
import { VERDICTS } from '../../domain/judgement';
import type { EventData } from '../../log/event';
import { deskName } from '../wire';
import { alert, alertName, count, labels, line, long, severity, short, tally, time, trace } from './parts';

type Kinds = Extract<keyof EventData, `incident.${string}`>;

export const INCIDENT_SHAPES = {
  'incident.opened': z.object({
    ...{ number: count, title: line, summary: long, service: line.nullable(), labels, groupKey: long, groupWhy: line },
    ...{ severity, severityWhy: line, isSecurity: z.boolean(), startedAt: time },
    ...{ isDrill: z.boolean().optional(), isReview: z.boolean().optional(), trace: trace.optional() },
  }),
  'incident.acknowledged': z.object({ by: short, via: short, desk: deskName.optional() }),
  'incident.unacknowledged': z.object({ by: short }),
  'incident.snoozed': z.object({ until: time, by: short, via: short }),
  'incident.unsnoozed': z.object({ why: line }),
  'incident.severity-changed': z.object({ to: severity, why: line, isByHand: z.boolean(), trace: trace.optional() }),
  'incident.security-flagged': z.object({ isSecurity: z.boolean(), by: short }),
  'incident.noted': z.object({
    ...{ text: long, by: short, happenedAt: time.optional() },
    attachments: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .max(100)
      .optional(),
  }),
  'incident.resolved': z.object({ why: line, isAutomatic: z.boolean() }),
  'incident.reopened': z.object({ why: line, isAutomatic: z.boolean(), isFlapping: z.boolean() }),
  'incident.judged': z.object({ verdict: z.enum(VERDICTS), by: short }),
  'incident.closed': z.object({ why: line, isAutomatic: z.boolean() }),
  'incident.merged': z.object({ into: short, intoNumber: count, by: short }),
  'incident.absorbed': z.object({
    ...{ from: short, fromNumber: count, groupKeys: z.array(long).max(10_000), feeds: z.array(short).max(1_000) },
    ...{ alerts: z.array(alert).max(60_000), alertCount: count, tally, startedAt: time },
  }),
  'incident.split': z.object({ to: short, toNumber: count, alerts: z.array(alertName).max(60_000), tally, by: short }),
} satisfies { readonly [K in Exclude<Kinds, 'incident.correlated' | 'incident.impact-set' | 'incident.restricted'>]: z.ZodType };
