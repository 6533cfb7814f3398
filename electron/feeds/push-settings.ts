// What every feed has whose source sends by itself: how long silence is normal, and when an alert that is never cleared is let go.
import { z } from 'zod';
import type { ConfigField, PollResult } from '../../shared/feed';
import { msg } from '../../shared/words/words';

/** Spread it into the kind's own strict object. */
export const pushShape = {
  maxSilenceMinutes: z.number().min(0).max(10_080).default(0),
  forgetAfterHours: z.number().min(0).max(8760).default(24),
};

const pushSchema = z.object(pushShape);

export interface PushSettings {
  /** Nothing for longer makes the feed blind; 0: silence is normal. */
  readonly maxSilenceMs: number;
  /** An alert that is not heard of for longer counts as over; 0: never. */
  readonly forgetAfterMs: number;
}

/** Picks them out of a feed's config; what can not be read is as if nothing was set. */
export function pushSettingsOf(config: Readonly<Record<string, unknown>>): PushSettings {
  const read = pushSchema.safeParse(config);
  const { maxSilenceMinutes, forgetAfterHours } = read.success ? read.data : pushSchema.parse({});
  return { maxSilenceMs: maxSilenceMinutes * 60_000, forgetAfterMs: forgetAfterHours * 3_600_000 };
}

/** The form fields that go with `pushShape`. */
export const PUSH_FIELDS: readonly ConfigField[] = [
  {
    name: 'maxSilenceMinutes',
    label: msg`Silent for at most (min)`,
    hint: msg`Nothing for longer makes the feed blind; with a heartbeat alert that one counts (15 min if this is 0). 0: silence is normal.`,
    type: 'number',
    isAdvanced: true,
  },
  {
    name: 'forgetAfterHours',
    label: msg`Let go after (h)`,
    hint: msg`An alert that is neither sent again nor cleared for so long counts as over, told as not heard of. 24 by default, 0 for never.`,
    type: 'number',
    isAdvanced: true,
  },
];

/** `poll` of a kind that is only pushed. */
export function notPolled(): Promise<PollResult<never>> {
  const failure = { kind: 'config', what: msg`This source sends by itself; it can not be asked.`, remedy: '' } as const;
  return Promise.resolve({ kind: 'failed', failure, peers: [] });
}
