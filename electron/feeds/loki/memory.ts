// What a Loki feed knows of its rules' series: since when they are there and fire. LogQL can not ask for that, so it is kept over restarts.
import { z } from 'zod';
import type { Sighting } from '../../../shared/feed';
import type { Tracks } from '../prometheus/track';

/** What is remembered of one rule. */
export interface RuleMemory {
  readonly tracks: Tracks;
  /** Unix ms of its last good answer; null: never. */
  readonly judgedAt: number | null;
}

export const NONE: RuleMemory = { tracks: new Map(), judgedAt: null };

/** After a longer silence nobody knows what was in between. */
export const GAP_MS = 300_000;

const texts = z.record(z.string(), z.string());
const at = z.number().nullable();
const sighting = z.object({
  ...{ key: z.string(), state: z.literal('firing'), name: z.string(), summary: z.string(), labels: texts, annotations: texts },
  severity: z.enum(['critical', 'error', 'warning', 'info']).nullable(),
  ...{ startsAt: z.number(), suppression: z.null(), link: z.null() },
}) satisfies z.ZodType<Sighting>;
const track = z.object({ sighting, activeAt: z.number(), firingSince: at, missingSince: at });
const schema = z.object({
  version: z.literal(1),
  rules: z.array(z.object({ name: z.string(), query: z.string(), judgedAt: at, tracks: z.array(track) })),
});

/** By name of the rule; a rule that asks otherwise now begins anew. */
export function readMemory(
  kept: unknown,
  rules: readonly { readonly name: string; readonly query: string }[],
  now: number,
): ReadonlyMap<string, RuleMemory> {
  const read = schema.safeParse(kept);
  if (!read.success) return new Map();
  const known = read.data.rules.filter(({ name, query, judgedAt }) => {
    const isSame = rules.some((rule) => rule.name === name && rule.query === query);
    return isSame && judgedAt !== null && Math.abs(now - judgedAt) <= GAP_MS;
  });
  return new Map(
    known.map(({ name, judgedAt, tracks }) => [name, { judgedAt, tracks: new Map(tracks.map((one) => [one.sighting.key, one])) }]),
  );
}

export function keptMemory(
  rules: readonly { readonly name: string; readonly query: string }[],
  memories: ReadonlyMap<string, RuleMemory>,
): unknown {
  const one = ({ name, query }: { name: string; query: string }) => {
    const { judgedAt, tracks } = memories.get(name) ?? NONE;
    return { name, query, judgedAt, tracks: [...tracks.values()] };
  };
  return { version: 1, rules: rules.map(one) };
}
