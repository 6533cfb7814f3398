// A chain's verdict as a person reads it.
import type { ChainVerdict, TimelineEntry } from '../../../shared/contract';
import { counted, locale, msg } from '../../../shared/words/words';
import { exactTime } from '../../ui/time-words';

const many = (n: number): string => counted(n, msg`event`, msg`events`);

/** `total`: how many events there are now; `entries`: those that are loaded, to name the place of a break. */
export function chainWords({ isWhole, events, brokenAt }: ChainVerdict, total: number, entries: readonly TimelineEntry[]): string {
  if (isWhole)
    return msg`✓ verified, ${many(events)}${total > events ? msg`; ${(total - events).toLocaleString(locale())} came since` : ''}`;
  const entry = entries.find((e) => e.seq === brokenAt);
  const place = entry ? `“${entry.text}” (${exactTime(entry.at)})` : msg`event ${brokenAt} of the log`;
  return msg`✕ broken at ${place}: it was changed after it was written, or what came next to it is gone`;
}
