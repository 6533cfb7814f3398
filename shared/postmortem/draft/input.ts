// Everything that a draft is made of, gathered by the engine; and what all parts of it share.
import type { Alert } from '../../domain/alert';
import type { IncidentRow } from '../../domain/incident';
import type { LogEvent } from '../../log/event';
import { type IncidentTimes, incidentTimes } from '../../rules/incident-times';
import type { SimilarIncident } from '../../rules/similar-incidents';
import type { Settings } from '../../settings';
import { type Clock, clockOf } from './moment';
import { RoleBook } from './roles';
import { gatherRows, type Rows } from './rows';

export interface DraftInput {
  readonly row: IncidentRow;
  /** All events of the incident, oldest first. */
  readonly events: readonly LogEvent[];
  /** Firing first, then by start. */
  readonly alerts: readonly Alert[];
  readonly similar: readonly SimilarIncident[];
  readonly people: Settings['people'];
  /** Name of the person at this desk. */
  readonly me: string;
  /** Name of each feed by its id. */
  readonly feeds: Readonly<Record<string, string>>;
  /** IANA zone of all times in the document. */
  readonly zone: string;
}

/** What the parts of a draft are written from. */
export interface Material extends DraftInput {
  readonly times: IncidentTimes;
  readonly clock: Clock;
  readonly rows: Rows;
  readonly feedName: (feed: string) => string;
  /** First and last moment of the incident, Unix ms. */
  readonly from: number;
  readonly to: number;
}

export function materialOf(input: DraftInput): Material {
  const { row, events, people, me, feeds, zone } = input;
  const times = incidentTimes(events);
  const feedName = (feed: string): string => (Object.hasOwn(feeds, feed) ? (feeds[feed] ?? feed) : feed);
  const rows = gatherRows({ events, book: new RoleBook(people, me), feedName });
  const from = Math.min(...[times.impactStart, times.firstSighting, row.startedAt, row.openedAt].filter((at) => at !== null));
  const ends = [times.resolved, times.restored, times.closed].filter((at) => at !== null);
  const to = Math.max(from, ...(ends.length > 0 ? ends : [row.lastChangeAt]));
  const lastRow = rows.rows.at(-1)?.at ?? to;
  const firstRow = rows.rows[0]?.at ?? from;
  return { ...input, times, feedName, rows, from, to, clock: clockOf(zone, Math.min(from, firstRow), Math.max(to, lastRow)) };
}
