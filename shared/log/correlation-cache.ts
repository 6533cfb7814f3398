// The correlation index of a state. It follows from state and settings alone; it is kept beside the state and moved along with
// its changes, so that one new alert among very many costs one alert.
import { type AlertData, alertId } from '../domain/alert';
import { isDrillFeed } from '../readiness/drill';
import { type Correlator, correlator, type Marks } from '../rules/correlate';
import { CorrelationIndex } from '../rules/correlation-index';
import { groupKeyOf } from '../rules/group';
import type { Settings } from '../settings';
import { OWN_FEED } from './decide/context';
import type { LogEvent } from './event';
import type { State } from './state';

/** Rules and labels as one answer needs them. */
export class Placing {
  readonly rules: Correlator;
  readonly index = new CorrelationIndex();
  private readonly labels: readonly string[];

  constructor(settings: Settings) {
    this.rules = correlator(settings.correlation);
    this.labels = settings.grouping.labels;
  }

  note(home: string, feed: string, alert: AlertData, marks: Marks = this.rules.marksOf(alert)): void {
    const { key, startsAt } = alert;
    this.index.add(home, { id: alertId(feed, key), feed, group: groupKeyOf(alert, this.labels), startsAt }, marks);
  }
}

interface Kept {
  readonly correlation: Settings['correlation'];
  readonly labels: readonly string[];
  readonly placing: Placing;
}

const kept = new WeakMap<State['incidents'], Kept>();

/** Drills and what Dogwatch says of itself stand alone. */
export function canCorrelate(feed: string): boolean {
  return feed !== OWN_FEED && !isDrillFeed(feed);
}

/** The index of `state` under `settings`; built when nothing was moved along. */
export function placingOf(state: State, settings: Settings): Placing {
  const known = kept.get(state.incidents);
  if (known && known.correlation === settings.correlation && known.labels === settings.grouping.labels) return known.placing;
  const placing = new Placing(settings);
  if (placing.rules.isOn) for (const id of state.incidents.keys()) noteAll(placing, state, id);
  kept.set(state.incidents, { correlation: settings.correlation, labels: settings.grouping.labels, placing });
  return placing;
}

function noteAll(placing: Placing, state: State, id: string): void {
  for (const alert of state.incidents.get(id)?.alerts.values() ?? []) if (canCorrelate(alert.feed)) placing.note(id, alert.feed, alert);
}

/** Moves the index of `before`, if there is one, on to `after`; `before` has none then. */
export function moveIndex(before: State, after: State, events: readonly LogEvent[]): void {
  const known = kept.get(before.incidents);
  if (!known) return;
  kept.delete(before.incidents);
  if (known.placing.rules.isOn) for (const event of events) follow(known.placing, after, event);
  kept.set(after.incidents, known);
}

function follow(placing: Placing, after: State, event: LogEvent): void {
  const id = event.incident;
  if (id === null || !MOVES.has(event.kind)) return;
  if (!after.incidents.has(id)) placing.index.drop(id);
  else if (event.kind === 'alert.fired') {
    if (canCorrelate(event.data.feed)) for (const alert of event.data.alerts) placing.note(id, event.data.feed, alert);
  } else if (event.kind === 'incident.absorbed') {
    for (const alert of event.data.alerts) if (canCorrelate(alert.feed)) placing.note(id, alert.feed, alert);
  } else if (event.kind === 'incident.split') {
    placing.index.drop(id);
    noteAll(placing, after, id);
  }
}

const MOVES: ReadonlySet<LogEvent['kind']> = new Set<LogEvent['kind']>([
  'alert.fired',
  'incident.absorbed',
  'incident.split',
  'incident.merged',
  'incident.closed',
]);
