// The shape of every kind of event that another desk may write; null: only a desk itself writes it, about itself.
import type { z } from 'zod';
import type { EventKind } from '../log/event';
import { ALERT_SHAPES } from './shapes/alerts-and-pages';
import { INCIDENT_SHAPES } from './shapes/incidents';

export const EVENT_SHAPES: Partial<Readonly<Record<EventKind, z.ZodType | null>>> = {
  ...INCIDENT_SHAPES,
  ...ALERT_SHAPES,
};
