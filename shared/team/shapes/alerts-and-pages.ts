// Shapes of what another desk may write about alerts of an incident, its pages, and its writes to sources.
import { z } from 'zod';
import { deskName } from '../wire';
import { alertSeverity, alerts, count, line, long, severity, short, suppression, tally, time, trace } from './parts';

const page = line;

export const ALERT_SHAPES = {
  'alert.fired': z.object({ feed: short, alerts, tally, newCount: count, startedAt: time }),
  'alert.changed': z.object({
    feed: short,
    changes: z.array(z.object({ key: line, suppression, severity: alertSeverity })).max(60_000),
    tally,
  }),
  'alert.cleared': z.object({ feed: short, cleared: z.array(z.object({ key: line, startsAt: time })).max(60_000), tally, why: line }),
  'page.requested': z.object({
    ...{ page, pageKind: z.enum(['incident', 'storm', 'digest', 'role', 'canary']), thread: line, rule: short, step: count },
    ...{ urgency: z.enum(['low', 'normal', 'critical']), sound: short.nullable(), title: line, body: long },
    ...{
      incidents: z.array(short).max(1_000),
      count,
      worst: severity.nullable(),
      trace,
      nextAt: time.nullable(),
      isDrill: z.boolean().optional(),
      desk: deskName.optional(),
    },
  }),
  'page.withheld': z.object({
    rule: short,
    step: count,
    why: line,
    trace,
    nextAt: time.nullable(),
    foldedInto: line.nullable(),
    desk: deskName.optional(),
  }),
  'page.shown': z.object({ page, route: short, receiptMs: z.number() }),
  'page.failed': z.object({ page, route: short, why: line }),
  'page.clicked': z.object({ page }),
  'page.dismissed': z.object({ page, why: line }),
  'page.acted': z.object({ page, action: z.enum(['acknowledge', 'snooze', 'open']) }),
  'write.requested': z.object({
    ...{ write: short, feed: short, action: z.enum(['ack', 'unack', 'silence', 'unsilence']), ref: line.nullable() },
    ...{ until: time.nullable(), why: line, retryOf: short.nullable() },
  }),
  'write.confirmed': z.object({ write: short, ref: line.nullable(), until: time.nullable() }),
  'write.failed': z.object({ write: short, why: line, remedy: line, willRetry: z.boolean() }),
};
