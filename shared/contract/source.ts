// Calls about what a person does at the source of an incident's alerts: comment, downtime, check now, resolve, snooze.
import { z } from 'zod';
import { HAS_END, NEEDS_WORDS, SOURCE_ACTS, type SourceAct } from '../domain/source-act';

const incidentId = z.string().min(1).max(80);
const feed = z.string().min(1).max(200);
/** So many objects at once; each is an act of its own. */
export const MOST_TARGETS = 50;

export const sourceCalls = {
  /** What the feeds of an incident's alerts can do, and about which objects. */
  'source-targets': z.strictObject({
    incident: incidentId,
    /** Only this object. */
    only: z.strictObject({ feed, key: z.string().min(1).max(2000) }).optional(),
  }),
  'act-at-source': z
    .strictObject({
      incident: incidentId,
      does: z.enum(SOURCE_ACTS),
      targets: z
        .array(z.strictObject({ feed, key: z.string().min(1).max(2000) }))
        .min(1)
        .max(MOST_TARGETS),
      comment: z.string().max(1000).default(''),
      /** Of a downtime or a snooze, Unix ms; a snooze begins at once. */
      startsAt: z.number().int().positive().optional(),
      endsAt: z.number().int().positive().optional(),
    })
    .refine((a) => !NEEDS_WORDS.has(a.does) || a.comment.trim() !== '', { path: ['comment'], message: 'say why' })
    .refine((a) => a.does !== 'downtime' || (a.startsAt !== undefined && a.endsAt !== undefined && a.endsAt > a.startsAt), {
      path: ['endsAt'],
      message: 'a downtime ends after it starts',
    })
    .refine((a) => !HAS_END.has(a.does) || a.endsAt !== undefined, { path: ['endsAt'], message: 'say until when' }),
} as const;

export interface SourceTarget {
  readonly feed: string;
  readonly feedName: string;
  readonly key: string;
  readonly name: string;
  readonly isFiring: boolean;
  readonly can: readonly SourceAct[];
}

/** How one object's act stands after its first attempt. `waits`: it is in the outbox, and why. */
export interface SourceOutcome {
  readonly feed: string;
  readonly key: string;
  readonly state: 'confirmed' | 'waits' | 'failed';
  readonly why: string;
  readonly remedy: string;
}

export interface SourceValues {
  /** `feeds`: what each feed of the incident can; those that can do nothing are left out. */
  'source-targets': {
    targets: readonly SourceTarget[];
    left: number;
    feeds: readonly { readonly feed: string; readonly can: readonly SourceAct[] }[];
  };
  'act-at-source': { outcomes: readonly SourceOutcome[] };
}
