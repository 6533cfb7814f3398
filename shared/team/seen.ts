// What the bridge of a team tells of the sources that it watches: what alerts there are, message by message, and every few seconds that it
// lives and how each source stands. Everything in it is hostile until checked.
import { z } from 'zod';
import type { Sighting } from '../feed';
import { alertSeverity, count, labels, line, long, short, suppression, time } from './shapes/parts';
import { deskName, spaceName } from './wire';

/** At most so many alerts in one message, and so many characters before they are packed: a server takes no more than 1 MB. */
export const MOST_SIGHTINGS = 1_000;
export const MOST_CHARS = 700_000;

const feedId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const from = { v: z.literal(1), space: spaceName, desk: deskName };
const run = z.string().min(1).max(40);
const number = z.number().int().min(0);

/**
 * A part of what a source said. `n` counts the messages of a run from 1. `whole`: this and those that follow while `isOpen` take the
 * place of all before. `gone`: keys that the source does not list any more.
 */
export const seenMessage = z.strictObject({
  ...from,
  feed: feedId,
  run,
  n: number.min(1),
  isWhole: z.boolean(),
  isOpen: z.boolean(),
  /** May an alert that is not listed be taken as resolved? */
  isComplete: z.boolean(),
  /** The source sends by itself and tells what changes, not what there is. */
  isPushed: z.boolean(),
  why: line,
  sightings: z.array(z.unknown()).max(MOST_SIGHTINGS),
  gone: z.array(z.string().max(4_000)).max(60_000),
});
export type SeenMessage = z.infer<typeof seenMessage>;

const state = z.enum(['starting', 'ok', 'slow', 'partial', 'blind', 'off']);
const ms = z.number().min(0).max(1e10);

/** How one source stands for the bridge. Ages are ms before the pulse, so that no clocks are compared. */
const seenFeed = z.strictObject({
  ...{ feed: feedId, run, n: number, state, why: line, remedy: line },
  answeredMsAgo: ms.nullable(),
  latencyMs: ms.nullable(),
  intervalMs: ms,
  rejectedCount: count,
  isBeatSeen: z.boolean(),
});

/** `startedAt` and `count` rise: an older pulse proves nothing. Unix ms by the bridge's clock. */
export const seenPulse = z.strictObject({ ...from, startedAt: time, count: number, at: time, feeds: z.array(seenFeed).max(1_000) });
export type SeenPulse = z.infer<typeof seenPulse>;
export type SeenFeed = SeenPulse['feeds'][number];

const sighting: z.ZodType<Sighting> = z.object({
  ...{ key: z.string().min(1).max(4_000), name: long, summary: long, labels, annotations: labels, severity: alertSeverity },
  ...{ startsAt: time, suppression, link: line.nullable(), state: z.enum(['firing', 'resolved']) },
});

/** The alerts of a message that have their shape, and how many have not. */
export function sightingsOf(rows: readonly unknown[]): { readonly sightings: readonly Sighting[]; readonly rejected: number } {
  const sightings = rows.flatMap((row) => sighting.safeParse(row).data ?? []);
  return { sightings, rejected: rows.length - sightings.length };
}

/** To what a sealed message of the bridge belongs. No incident is called so. */
export function seenPlace(feed: string): string {
  return `seen ${short.parse(feed)}`;
}

export const PULSE_PLACE = 'pulse';
