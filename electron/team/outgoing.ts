// What this desk wrote that its team is to have: events about incidents, in the order in which they were written. Drills, reviews of
// policies and what a desk says of itself stay at home.
import type { LogEvent } from '../../shared/log/event';
import { isToldSince } from '../../shared/team/is-teams';
import type { Log } from '../log/store';

export type OutgoingLog = Pick<Log, 'events' | 'row'>;

/**
 * Events above `after` (a seq), at most `limit` of the log's own. `upTo`: how far was looked, also past what stays at home; null: the
 * log has nothing further. Incidents that were over before `since` (Unix ms) stay at home too.
 */
export function outgoing(
  log: OutgoingLog,
  after: number,
  limit: number,
  since = 0,
): { readonly events: LogEvent[]; readonly upTo: number | null } {
  const [batch = []] = log.events(after, limit);
  const last = batch.at(-1);
  if (!last) return { events: [], upTo: null };
  const homes = new Map<string, boolean>();
  const isOut = (incident: string): boolean => {
    const known = homes.get(incident);
    if (known !== undefined) return known;
    const row = log.row(incident);
    const isShared = row !== undefined && isToldSince(row, since);
    homes.set(incident, isShared);
    return isShared;
  };
  const events = batch.filter((e) => e.incident !== null && !e.isForeign && isOut(e.incident));
  return { events, upTo: last.seq };
}

/** All that this desk wrote of one incident, batch by batch, as far as its team is told of it. */
export function* ownOf(log: Pick<Log, 'eventsOf' | 'row'>, incident: string, since: number): Generator<LogEvent[], void, void> {
  const row = log.row(incident);
  if (!row || !isToldSince(row, since)) return;
  for (const batch of log.eventsOf([incident])) yield batch.filter(({ isForeign }) => !isForeign);
}
