// Shapes of what another desk may write about the postmortem of an incident.
import { z } from 'zod';
import { POSTMORTEM_STATUSES } from '../../domain/postmortem';
import { line, long, short, time } from './parts';

const by = short;
const postmortem = short;
const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
const status = z.enum(POSTMORTEM_STATUSES);
const findings = z.array(z.object({ rule: short, sentence: long })).max(1_000);

export const POSTMORTEM_SHAPES = {
  'postmortem.started': z.object({ postmortem, title: line, template: short, by }),
  'postmortem.edited': z.object({ postmortem, update: base64.max(4_000_000), by, writtenAt: time.optional() }),
  'postmortem.taken-in': z.object({ postmortem, desk: line, authors: z.array(short).max(1_000), file: short, by }),
  'postmortem.versioned': z.object({
    ...{ postmortem, version: short, name: line, kept: short, text: z.string().max(4_000_000) },
    ...{ authors: z.array(short).max(1_000), editedMs: z.number().min(0), by },
  }),
  'postmortem.restored': z.object({ postmortem, version: short, name: line, by }),
  'postmortem.moved': z.object({ postmortem, from: status, to: status, why: line, by }),
  'postmortem.published': z.object({ postmortem, target: short, targetName: line, url: line.nullable(), ref: line.nullable(), by }),
  'postmortem.scheduled': z.object({ dueAt: time.nullable(), why: line, by }),
  'postmortem.reminded': z.object({ dueAt: time, isLate: z.boolean() }),
  'comment.added': z.object({ postmortem, comment: short, from: base64.max(10_000), to: base64.max(10_000), quote: long, text: long, by }),
  'comment.answered': z.object({ postmortem, comment: short, answer: short, text: long, by }),
  'comment.resolved': z.object({ postmortem, comment: short, by }),
  'comment.reopened': z.object({ postmortem, comment: short, by }),
  'finding.accepted': z.object({ postmortem, findings, by }),
  'finding.reopened': z.object({ postmortem, findings, by }),
};
