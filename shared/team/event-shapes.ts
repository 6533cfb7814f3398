// The shape of every kind of event that another desk may write; null: it is about a desk itself, and no other desk writes it here.
import type { z } from 'zod';
import type { EventKind } from '../log/event';
import { ALERT_SHAPES } from './shapes/alerts-and-pages';
import { INCIDENT_SHAPES } from './shapes/incidents';
import { POSTMORTEM_SHAPES } from './shapes/postmortem';
import { TELLING_SHAPES } from './shapes/telling';
import { ACTION_SHAPES, EVIDENCE_SHAPES, ROLE_SHAPES, RUNBOOK_SHAPES } from './shapes/work';

/** A record, so that a new kind does not compile before somebody said what others may write of it. */
export const EVENT_SHAPES: Readonly<Record<EventKind, z.ZodType | null>> = {
  ...INCIDENT_SHAPES,
  ...ALERT_SHAPES,
  ...ROLE_SHAPES,
  ...RUNBOOK_SHAPES,
  ...EVIDENCE_SHAPES,
  ...ACTION_SHAPES,
  ...TELLING_SHAPES,
  ...POSTMORTEM_SHAPES,
  'shift.handed-over': null,
  'shift.taken-over': null,
  'canary.posted': null,
  'canary.proved': null,
  'canary.failed': null,
  'canary.cleared': null,
  'drill.started': null,
  'drill.ended': null,
  'drill.scored': null,
  'policy.reviewed': null,
  'recordings.let-go': null,
  'feed.added': null,
  'feed.edited': null,
  'feed.removed': null,
  'feed.failed': null,
  'feed.recovered': null,
  'paging.paused': null,
  'paging.unpaused': null,
  'absence.noted': null,
  'settings.changed': null,
};
