// Shapes of what another desk may write about telling people of an incident: acts, updates, escalations. They are shown here and done there.
import { z } from 'zod';
import { SOURCE_ACTS } from '../../domain/source-act';
import { count, line, long, short, time, trace } from './parts';

const by = short;
const matcher = z.object({ name: line, value: long, isRegex: z.boolean(), isEqual: z.boolean() });
const content = z.discriminatedUnion('what', [
  z.object({
    ...{
      what: z.literal('message'),
      channel: short,
      channelName: line,
      address: line.nullable(),
      audience: short.nullable(),
      person: short.nullable(),
    },
    ...{
      purpose: z.enum(['page', 'opened', 'update', 'severity', 'acknowledged', 'resolved', 'closed', 'handover', 'by-hand']),
      subject: line,
      text: long,
      isRedacted: z.boolean(),
      isForMember: z.boolean().optional(),
    },
  }),
  z.object({ what: z.literal('silence'), feed: short, matchers: z.array(matcher).max(100), minutes: z.number().min(0), comment: line }),
  z.object({ what: z.literal('publish'), target: short, targetName: line, snapshot: short, isForRestricted: z.boolean() }),
  z.object({ what: z.literal('unsilence'), feed: short, ref: line }),
  z.object({
    ...{ what: z.literal('at-source'), feed: short, does: z.enum(SOURCE_ACTS), comment: line },
    target: z.object({ key: line, startsAt: time, labels: z.record(line, long) }),
    times: z.object({ startsAt: time, endsAt: time }).nullable(),
  }),
  z.object({
    ...{ what: z.literal('ticket'), tracker: short, trackerName: line, action: short, title: line, body: long },
    ...{ due: z.string().max(20).nullable(), since: time, isRedacted: z.boolean() },
  }),
]);
const precondition = z.discriminatedUnion('needs', [
  z.object({ needs: z.literal('nothing') }),
  z.object({ needs: z.literal('unresolved') }),
  z.object({ needs: z.literal('open-action') }),
  z.object({ needs: z.literal('same-run'), run: count }),
  z.object({ needs: z.literal('unacknowledged'), run: count }),
]);

export const TELLING_SHAPES = {
  'act.requested': z.object({
    ...{ act: short, content, precondition, key: line, why: line, rule: line.nullable(), by, expiresAt: time, isAwaiting: z.boolean() },
  }),
  'act.confirmed': z.object({ act: short, by, subject: line.nullable(), text: long.nullable(), expiresAt: time }),
  'act.dropped': z.object({ act: short, by, why: line }),
  'act.started': z.object({ act: short, attempt: count }),
  'act.tried': z.object({ act: short, attempt: count, why: line, remedy: line, nextAt: time, mayHaveArrived: z.boolean() }),
  'act.sent': z.object({ act: short, ref: line.nullable(), attempt: count, mayBeDouble: z.boolean() }),
  'act.failed': z.object({ act: short, why: line, remedy: line }),
  'act.expired': z.object({ act: short, why: line }),
  'act.conflicted': z.object({ act: short, why: line }),
  'update.scheduled': z.object({ dueAt: time.nullable(), why: line, by }),
  'update.reminded': z.object({ dueAt: time }),
  'bridge.opened': z.object({
    url: z
      .string()
      .max(2_000)
      .regex(/^https:\/\/|^tel:|^sip:|^http:\/\//),
    name: line,
    by,
  }),
  'escalation.begun': z.object({ policy: short, why: line, nextAt: time }),
  'escalation.stepped': z.object({
    ...{ policy: short, step: count, does: z.enum(['page-again', 'page-louder', 'tell-channel', 'tell-person']), to: short, why: line },
    ...{ trace, nextAt: time.nullable() },
  }),
};
