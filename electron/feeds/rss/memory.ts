// What a feed of status pages knows over a restart: when each alert was first told to have begun, for some pages move the date with every
// update, and an alert with another beginning would be another episode.
import { z } from 'zod';

const schema = z.object({ version: z.literal(1), starts: z.array(z.tuple([z.string(), z.number().nonnegative()])) });

/** By key, Unix ms. Empty: nothing is remembered, or nothing that we understand. */
export function readMemory(kept: unknown): ReadonlyMap<string, number> {
  const read = schema.safeParse(kept);
  return read.success ? new Map(read.data.starts) : new Map();
}

export function keptMemory(starts: ReadonlyMap<string, number>): unknown {
  return { version: 1, starts: [...starts] };
}
