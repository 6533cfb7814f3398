// Shapes of what another desk may write about the work on an incident: roles, runbooks, evidence, impact, correlation, action items.
import { z } from 'zod';
import { ACTION_KINDS } from '../../postmortem/action-line';
import { MOST_IN_RING } from '../ring';
import { deskName } from '../wire';
import { count, line, long, short, time } from './parts';

const by = short;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const person = { role: short, roleName: short, person: short, personName: short, by, why: line };
const step = { runbook: line, step: line, stepTitle: line, by };
const day = z.string().max(20).nullable();
const actionState = z.enum(['open', 'in-progress', 'done', 'dropped']);
const kind = z.enum(ACTION_KINDS).nullable();

export const ROLE_SHAPES = {
  'role.assigned': z.object(person),
  'role.accepted': z.object(person),
  'role.declined': z.object(person),
  'role.handed-over': z.object({ role: short, roleName: short, from: short, to: short, toName: short, by, note: line }),
  'role.released': z.object({ role: short, roleName: short, by }),
  'duty.ticked': z.object({ role: short, roleName: short.optional(), duty: line, isDone: z.boolean(), by }),
};

export const RUNBOOK_SHAPES = {
  'runbook.attached': z.object({ runbook: line, title: line, why: line, isByHand: z.boolean(), by }),
  'runbook.detached': z.object({ runbook: line, by }),
  'runbook.opened': z.object({ runbook: line, title: line, version: line, by }),
  'runbook.left': z.object({ runbook: line, openMs: z.number().min(0), by }),
  'runbook.moved': z.object({ runbook: line, step: line, by }),
  'runbook.step-marked': z.object({ ...step, to: z.enum(['open', 'done', 'skipped', 'failed']) }),
  'runbook.step-noted': z.object({ ...step, text: long }),
  'runbook.remarked': z.object({ runbook: line, step: line.nullable(), text: long, by }),
  'run.approved': z.object({ runbook: line, step: line, commandSha256: sha256, by }),
  'run.started': z.object({
    ...{ run: short, runbook: line, step: line, kind: z.enum(['shell', 'http', 'promql']), command: long, where: line, as: short },
    ...{ variables: z.record(short, long), isTerminal: z.boolean(), timeoutMs: z.number().min(0), by },
  }),
  'run.finished': z.object({
    ...{
      run: short,
      how: z.enum(['exited', 'cancelled', 'timed-out', 'could-not-start', 'engine-ended']),
      exitCode: z.number().nullable(),
    },
    ...{
      durationMs: z.number().min(0),
      output: z.string().max(3_000_000),
      outputSha256: sha256,
      outputBytes: z.number().min(0),
      isCut: z.boolean(),
    },
  }),
};

const when = time.nullable();
const many = z.number().min(0).nullable();

export const EVIDENCE_SHAPES = {
  'incident.impact-set': z.object({
    ...{ impactStart: when, mitigatedAt: when, restoredAt: when, customersAffected: many, requestsFailed: many },
    ...{ supportRequests: many, words: line, by },
  }),
  'attachment.added': z.object({ sha256, name: line, mime: short, bytes: z.number().min(0), by }),
  'entry.pinned': z.object({ entry: short, isPinned: z.boolean(), by }),
  'evidence.exported': z.object({ sha256, events: count, attachments: count, by }),
  'incident.restricted': z.object({
    isRestricted: z.boolean(),
    members: z.array(short).max(1_000),
    desks: z.array(deskName).max(MOST_IN_RING).optional(),
    by,
  }),
  'incident.correlated': z.object({ feed: short, alert: line, groupKey: long, rule: line, why: line }),
};

const action = { action: short, text: long, owner: line.nullable(), due: day, kind, isInText: z.boolean(), by };
export const ACTION_SHAPES = {
  'action.recorded': z.object({ ...action, state: actionState }),
  'action.changed': z.object(action),
  'action.state': z.object({ action: short, state: actionState, reason: line, by, happenedAt: time.optional() }),
  'action.removed': z.object({ action: short, by }),
  'action.ticket-linked': z.object({ action: short, tracker: short, url: line, key: line }),
  'action.ticket-seen': z.object({ action: short, state: actionState, by, at: time }),
  'action.guard-set': z.object({ action: short, url: line.nullable(), tracker: short.nullable(), path: line, wants: line, by }),
  'action.guard-seen': z.object({ action: short, state: z.enum(['green', 'red', 'running', 'unknown']), url: line, why: line, at: time }),
};
