// When a heartbeat alert counts as missing: at once where it must always fire, after a while where its source fires it now and then. Pure.
import type { FeedHealth, Heartbeat } from '../../shared/contract/feeds';
import type { FeedSettings } from '../../shared/settings';
import { msg } from '../../shared/words/words';

type Words = Pick<FeedHealth, 'state' | 'why' | 'remedy'>;

const REMEDY = msg`Whatever should fire it may be down: look at Prometheus and its rules.`;

export function firstHeartbeat({ heartbeat: name, heartbeatMinutes }: FeedSettings): Heartbeat | null {
  return name === ''
    ? null
    : { name, isSeen: false, everyMs: heartbeatMinutes * 60_000, seenAt: null, isListed: false, awaitedSince: null };
}

/** `31 s`, `20 min`, `26 h`. */
export function lengthWords(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}

/** After a list of alerts with or without it. */
export function listed(heartbeat: Heartbeat, isListed: boolean): Heartbeat {
  return { ...heartbeat, isListed, ...(heartbeat.everyMs === 0 && { isSeen: isListed }) };
}

/** After a good answer at `now` (Unix ms), also one that said nothing new: what was listed still is. */
export function beaten(heartbeat: Heartbeat, now: number): Heartbeat {
  const seenAt = heartbeat.isListed ? now : heartbeat.seenAt;
  const awaitedSince = heartbeat.awaitedSince ?? now;
  const isSeen = heartbeat.everyMs === 0 ? heartbeat.isListed : seenAt !== null && now - seenAt <= heartbeat.everyMs;
  return { ...heartbeat, seenAt, awaitedSince, isSeen };
}

/** What its absence means at `now`; null: all well. */
export function missingWords({ name, isSeen, everyMs, seenAt, awaitedSince }: Heartbeat, now: number): Words | null {
  if (isSeen) return null;
  if (everyMs === 0) return { state: 'blind', why: msg`The heartbeat alert ${name} is missing.`, remedy: REMEDY };
  if (now - (seenAt ?? awaitedSince ?? now) <= everyMs)
    return { state: 'starting', why: msg`Waiting for the heartbeat alert ${name}.`, remedy: '' };
  return { state: 'blind', why: msg`The heartbeat alert ${name} was not seen for more than ${lengthWords(everyMs)}.`, remedy: REMEDY };
}
