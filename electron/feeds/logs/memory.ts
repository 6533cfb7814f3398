// What a log feed knows of its files and counts: kept over restarts, read back with a check, for it may be of an older Dogwatch.
import { z } from 'zod';
import { FORMAT_IDS } from './formats/entry';
import type { Tally } from './tally';

const at = z.number().nullable();

const fileState = z.object({
  path: z.string(),
  /** Its identity on the disk. */
  file: z.string(),
  /** Everything before this byte was read. */
  offset: z.number().nonnegative(),
  /** Digest of the last bytes before `offset`, and how many: they tell whether it is still the same file. */
  mark: z.object({ length: z.number(), digest: z.string() }),
  /** Null: too little was read to tell. */
  format: z.enum(FORMAT_IDS).nullable(),
  /** `offset` lies within a line too long to be kept. */
  isInLine: z.boolean(),
  /** What was read last is text in UTF-16, in which nothing is found. */
  isWide: z.boolean().default(false),
  size: z.number(),
  changedAt: z.number(),
  /** When it was last read to its end, Unix ms. */
  readAt: at,
  /** Time of the last line that had one. */
  lastAt: at,
  /** Since when another file has its name. */
  rotatedAt: at,
  /** Since when nothing has its name. */
  goneAt: at,
});
/** One file that is followed. */
export type FileState = z.infer<typeof fileState>;

const group = z.object({
  values: z.array(z.string()),
  slots: z.array(z.number()),
  firingSince: at,
  belowSince: at,
  isTold: z.boolean(),
  lines: z.array(z.string()),
  files: z.array(z.string()),
  worst: z.number(),
  count: z.number(),
  lastAt: z.number(),
});

const schema = z.object({
  version: z.literal(1),
  files: z.array(fileState),
  tally: z.record(z.string(), z.object({ print: z.string(), groups: z.record(z.string(), group) })),
});

export interface Memory {
  readonly version: 1;
  files: FileState[];
  tally: Tally;
}

/** Null: nothing is remembered, or nothing that we understand. */
export function readMemory(kept: unknown): Memory | null {
  const read = schema.safeParse(kept);
  return read.success ? read.data : null;
}

/** Without the counts of what does not fire: what is kept when all is too much. */
export function lessOf(memory: Memory): Memory {
  const tally: Tally = {};
  for (const [name, { print, groups }] of Object.entries(memory.tally)) {
    const firing = Object.entries(groups).filter(([, one]) => one.firingSince !== null);
    tally[name] = { print, groups: Object.fromEntries(firing.map(([key, one]) => [key, { ...one, lines: one.lines.slice(-1) }])) };
  }
  return { ...memory, tally };
}
