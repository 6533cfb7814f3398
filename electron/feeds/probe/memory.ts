// What a probe knows of its targets over a restart: who is down and since when, and how often in a row a target has failed by now.
import { z } from 'zod';
import { CONDITIONS } from './judge';
import type { Target } from './target';
import type { Known, Streak } from './track';

/** Failures before a longer pause than this are no longer in a row with those after it. */
const GAP_MS = 600_000;

const streak = z.object({ failures: z.number(), since: z.number(), words: z.string(), isFiring: z.boolean() });
const schema = z.object({
  version: z.literal(1),
  targets: z.array(
    z.object({
      ...{ name: z.string(), address: z.string(), lookedAt: z.number(), latencyMs: z.number().nullable(), isDecided: z.boolean() },
      streaks: z.record(z.string(), streak),
    }),
  ),
});
type Kept = z.infer<typeof schema>['targets'][number];

function knownOf({ lookedAt, latencyMs, isDecided, streaks }: Kept, { everyMs }: Target, now: number): Known {
  const isFresh = lookedAt <= now && now - lookedAt <= Math.max(GAP_MS, 3 * everyMs);
  const kept = CONDITIONS.flatMap((condition): (readonly [string, Streak])[] => {
    const one = streaks[condition];
    return one && (one.isFiring || isFresh) ? [[condition, { ...one, since: Math.min(one.since, now) }]] : [];
  });
  return { lookedAt: lookedAt <= now ? lookedAt : 0, latencyMs, isDecided, streaks: Object.fromEntries(kept) };
}

/** By name; a target whose address is another one now begins anew. Empty: nothing is remembered, or nothing that we understand. */
export function readMemory(kept: unknown, targets: readonly Target[], now: number): ReadonlyMap<string, Known> {
  const read = schema.safeParse(kept);
  if (!read.success) return new Map();
  return new Map(
    targets.flatMap((target) => {
      const one = read.data.targets.find(({ name, address }) => name === target.name && address === target.address);
      return one ? [[target.name, knownOf(one, target, now)] as const] : [];
    }),
  );
}

export function keptMemory(targets: readonly Target[], known: ReadonlyMap<string, Known>): unknown {
  const kept = targets.flatMap(({ name, address }) => {
    const one = known.get(name);
    return one ? [{ name, address, ...one }] : [];
  });
  return { version: 1, targets: kept };
}

/** Changes exactly when there is something new to be kept: how often a target that fires has failed is nothing new. */
export function printOf(known: ReadonlyMap<string, Known>): string {
  return JSON.stringify(
    [...known].map(([name, { isDecided, streaks }]) => [
      ...[name, isDecided],
      ...Object.entries(streaks).map(([condition, { failures, since, isFiring }]) => [condition, since, isFiring || failures]),
    ]),
  );
}
