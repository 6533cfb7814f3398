// What desks of a team send each other, once it is opened and its signature holds. Everything in it is hostile until checked.
import { z } from 'zod';
import type { LogEvent } from '../log/event';

/** Name of a desk in its team: the first 26 characters of its signing key in base 32, lower case. */
export const deskName = z.string().regex(/^[a-z2-7]{26}$/);
/** Letters, digits and `-`: it stands in subjects. */
export const spaceName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const HLC = /^[0-9a-f]{12}-[0-9a-f]{4}$/;

/** At most so many events in one message, and so many bytes before it is packed: a longer event stays on its desk. */
export const MOST_EVENTS = 500;
export const MOST_BYTES = 32_000_000;

/** An event as it travels. `seq` is that of the desk that wrote it; kinds and versions that are not known here are kept as they are. */
export const travellingEvent = z.strictObject({
  seq: z.number().int().min(1),
  id: z.string().regex(ULID),
  hlc: z.string().regex(HLC),
  device: z.string().min(1).max(200),
  actor: z.string().max(200),
  kind: z
    .string()
    .regex(/^[a-z][a-z-]*\.[a-z][a-z-]*$/)
    .max(60),
  v: z.number().int().min(1).max(1000),
  data: z.record(z.string(), z.unknown()),
});
export type TravellingEvent = z.infer<typeof travellingEvent>;

/** Events of one incident that a desk wrote, in its order. `after`: seq of the last event it sent before these; 0: none. */
export const eventBatch = z.strictObject({
  v: z.literal(1),
  space: spaceName,
  desk: deskName,
  incident: z.string().min(1).max(80),
  after: z.number().int().min(0),
  events: z.array(travellingEvent).min(1).max(MOST_EVENTS),
});
export type EventBatch = z.infer<typeof eventBatch>;

/** A travelling event with what its batch says of it, as this desk's log takes it. */
export function arrived({ incident }: Pick<EventBatch, 'incident'>, { seq: _, ...event }: TravellingEvent): Omit<LogEvent, 'seq' | 'prev'> {
  const at = Number.parseInt(event.hlc.slice(0, 12), 16);
  return { ...event, incident, at } as unknown as Omit<LogEvent, 'seq' | 'prev'>;
}
