// What one shift hands to the next: the open incidents with what a person put on them. Schema, because on the other side it comes
// from a file: everything in it is text from elsewhere, and has limits.
import { z } from 'zod';

const line = z.string().max(300);
const at = z.number().int().min(0).max(8_640_000_000_000_000);
const id = z.string().min(1).max(80);

/** Limits that keep a bundle readable and its file far below `SHIFT_FILE_MAX`. */
export const SHIFT_LIMITS = { incidents: 300, notes: 5, noteLength: 1_000, silences: 200, roles: 40, freeNote: 4_000 } as const;

/** Characters of a sealed file that are looked at at most. */
export const SHIFT_FILE_MAX = 5_000_000;

const note = z.strictObject({ text: z.string().min(1).max(SHIFT_LIMITS.noteLength), by: line, at });
const role = z.strictObject({ role: z.string().min(1).max(40), roleName: line, person: z.string().max(40), personName: line });
const severity = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);

const incident = z.strictObject({
  id,
  number: z.number().int().min(1).max(1e9),
  title: line,
  summary: line,
  service: line.nullable(),
  status: z.enum(['open', 'acknowledged']),
  severity,
  isSecurity: z.boolean(),
  isRestricted: z.boolean(),
  startedAt: at,
  acknowledgedBy: line.nullable(),
  snoozedUntil: at.nullable(),
  firing: z.number().int().min(0).max(1e9),
  roles: z.array(role).max(SHIFT_LIMITS.roles),
  /** Where the sender was in a runbook: its title and the step's id or title. */
  runbook: z.strictObject({ title: line, step: line }).nullable(),
  /** Newest last. */
  notes: z.array(note).max(SHIFT_LIMITS.notes),
});
export type ShiftIncident = z.infer<typeof incident>;

const silence = z.strictObject({ feed: line, what: line, comment: line, by: line, endsAt: at });
export type ShiftSilence = z.infer<typeof silence>;

export const shiftBundle = z.strictObject({
  version: z.literal(1),
  /** Who hands over; `person` is their id among the people of their settings, '' when they have none. */
  from: z.strictObject({ name: z.string().min(1).max(60), person: z.string().max(40), device: line }),
  to: z.string().max(60),
  madeAt: at,
  note: z.string().max(SHIFT_LIMITS.freeNote),
  incidents: z.array(incident).max(SHIFT_LIMITS.incidents),
  silences: z.array(silence).max(SHIFT_LIMITS.silences),
  /** What is not in it, in words: restricted incidents, what could not be read, what was too much. */
  leftOut: z.array(line).max(50),
});
export type ShiftBundle = z.infer<typeof shiftBundle>;
