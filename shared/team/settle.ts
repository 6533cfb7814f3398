// What an event still says where several desks wrote about the same incident without having heard of each other: the second opening of
// an incident, a page of alerts that another desk recorded already, an acknowledgement of what is over. On the log of one desk every
// event says all that it holds.
import { type Alert, addTally, alertId, EMPTY_TALLY, firingCount, type Tally, tallyOf } from '../domain/alert';
import type { Incident, IncidentRow } from '../domain/incident';
import type { EventKind, LogEvent, OfKind } from '../log/event';

/** An incident while its events are folded. */
export type Folding = Pick<Incident, 'row' | 'alerts'>;
type Settle<K extends EventKind> = (incident: Folding, event: OfKind<LogEvent, K>) => LogEvent | null;

/**
 * The event with what is news in it, its counts made anew; null: nothing is. Pure. `incident` undefined: nothing of it was folded
 * yet, and only its opening says anything.
 */
export function settle(incident: Folding | undefined, event: LogEvent): LogEvent | null {
  if (incident === undefined) return event;
  const step = STEPS[event.kind] as ((incident: Folding, event: LogEvent) => LogEvent | null) | undefined;
  return step ? step(incident, event) : event;
}

function onlyIf<E extends LogEvent>(isNews: (row: IncidentRow, event: E) => boolean) {
  return ({ row }: Folding, event: E): E | null => (isNews(row, event) ? event : null);
}

function isOver({ status }: IncidentRow): boolean {
  return status === 'resolved' || status === 'closed' || status === 'merged';
}

function fired({ alerts }: Folding, event: OfKind<LogEvent, 'alert.fired'>): LogEvent | null {
  const { feed } = event.data;
  const before = (key: string): Alert | undefined => alerts.get(alertId(feed, key));
  const news = event.data.alerts.filter((a) => !before(a.key)?.isFiring || (before(a.key)?.startsAt ?? 0) < a.startsAt);
  if (news.length === 0) return null;
  const replaced = news.map((a) => before(a.key)).filter((a) => a?.isFiring === true) as Alert[];
  const tally = addTally(tallyOf(news), tallyOf(replaced, -1));
  const newCount = news.filter((a) => !before(a.key)).length;
  return { ...event, data: { ...event.data, alerts: news, tally, newCount } };
}

function changed({ alerts }: Folding, event: OfKind<LogEvent, 'alert.changed'>): LogEvent | null {
  const { feed } = event.data;
  const changes = event.data.changes.filter((c) => alerts.has(alertId(feed, c.key)));
  if (changes.length === 0) return null;
  const firing = changes.filter((c) => alerts.get(alertId(feed, c.key))?.isFiring);
  const before = firing.map((c) => alerts.get(alertId(feed, c.key)) as Alert);
  return { ...event, data: { ...event.data, changes, tally: addTally(tallyOf(before, -1), tallyOf(firing)) } };
}

function cleared({ alerts }: Folding, event: OfKind<LogEvent, 'alert.cleared'>): LogEvent | null {
  const { feed } = event.data;
  const standing = (key: string): Alert | undefined => alerts.get(alertId(feed, key));
  const over = event.data.cleared.filter((c) => standing(c.key)?.isFiring && (standing(c.key)?.startsAt ?? 0) <= c.startsAt);
  if (over.length === 0) return null;
  const tally = tallyOf(
    over.map((c) => standing(c.key) as Alert),
    -1,
  );
  return { ...event, data: { ...event.data, cleared: over, tally } };
}

function absorbed({ alerts }: Folding, event: OfKind<LogEvent, 'incident.absorbed'>): LogEvent {
  const standing = (a: Alert): Alert | undefined => alerts.get(alertId(a.feed, a.key));
  const news = event.data.alerts.filter((a) => !standing(a)?.isFiring || a.isFiring);
  const gone = news.map(standing).filter((a) => a?.isFiring === true) as Alert[];
  const tally: Tally = addTally(tallyOf(news.filter((a) => a.isFiring)), tallyOf(gone, -1));
  const alertCount = event.data.alertCount - (event.data.alerts.length - news.length);
  return { ...event, data: { ...event.data, alerts: news, tally, alertCount } };
}

function split({ alerts }: Folding, event: OfKind<LogEvent, 'incident.split'>): LogEvent | null {
  const leaving = event.data.alerts.filter((a) => alerts.has(alertId(a.feed, a.key)));
  if (leaving.length === 0) return null;
  const firing = leaving.map((a) => alerts.get(alertId(a.feed, a.key)) as Alert).filter((a) => a.isFiring);
  return { ...event, data: { ...event.data, alerts: leaving, tally: firing.length === 0 ? EMPTY_TALLY : tallyOf(firing, -1) } };
}

const STEPS: { readonly [K in EventKind]?: Settle<K> } = {
  'incident.opened': () => null,
  'incident.acknowledged': onlyIf((row) => row.status === 'open'),
  'incident.unacknowledged': onlyIf((row) => row.status === 'acknowledged'),
  'incident.snoozed': onlyIf((row) => !isOver(row)),
  'incident.unsnoozed': onlyIf((row) => row.snoozedUntil !== null),
  'incident.severity-changed': onlyIf((row, e) => e.data.isByHand || (!row.isSeverityByHand && e.data.to < row.severity)),
  'incident.resolved': onlyIf((row) => !isOver(row)),
  'incident.reopened': onlyIf((row) => isOver(row)),
  'incident.closed': onlyIf((row) => row.status === 'resolved' && firingCount(row.tally) === 0),
  'incident.merged': onlyIf((row) => row.status !== 'merged'),
  'incident.absorbed': absorbed,
  'incident.split': split,
  'alert.fired': fired,
  'alert.changed': changed,
  'alert.cleared': cleared,
};
