// Which incident each sighting of one answer is news for, and of what kind the news is.
import type { Alert, AlertData } from '../../domain/alert';
import type { Incident } from '../../domain/incident';
import type { Sighting } from '../../feed';
import { groupKeyIn } from '../../readiness/drill';
import { groupKeyOf } from '../../rules/group';
import type { State } from '../state';
import type { DecideContext } from './context';

/** One answer of one feed. */
export interface SightingsInput {
  readonly feed: string;
  readonly sightings: readonly Sighting[];
  /**
   * Keys that may be taken as cleared because they were missing long enough from complete answers; the desk keeps that
   * debounce. Alerts that say `resolved` themselves need not be listed.
   */
  readonly clearedKeys: readonly string[];
  readonly clearedWhy: string;
  /** When the feed last answered before this, Unix ms: a later start than that is a new episode. Null: never. */
  readonly previousAnswerAt: number | null;
}

/** All news for one incident. */
export interface Change {
  incident: Incident | null;
  /** Key of the group for an incident that has yet to be opened. */
  groupKey: string;
  /** An incident that was merged away has the id that this one would get. */
  isIdTaken: boolean;
  fired: AlertData[];
  changed: Alert[];
  changes: { key: string; suppression: AlertData['suppression']; severity: AlertData['severity'] }[];
  cleared: Alert[];
  newCount: number;
}

/** An alert as state holds it. */
export interface Known {
  readonly incident: Incident;
  readonly alert: Alert;
}

/** What one answer changes, by incident, in the order in which the answer speaks of them. */
export function collectChanges(
  state: State,
  input: SightingsInput,
  ctx: DecideContext,
  known: ReadonlyMap<string, Known>,
): readonly Change[] {
  return new Collector(state, input, ctx, known).collect();
}

class Collector {
  private readonly changes: Change[] = [];
  private readonly byIncident = new Map<Incident, Change>();
  /** Changes of alerts that were nowhere yet, by their group: in a storm these are nearly all. */
  private readonly byGroup = new Map<string, Change>();
  private readonly state: State;
  private readonly input: SightingsInput;
  private readonly ctx: DecideContext;
  private readonly known: ReadonlyMap<string, Known>;

  constructor(state: State, input: SightingsInput, ctx: DecideContext, known: ReadonlyMap<string, Known>) {
    this.state = state;
    this.input = input;
    this.ctx = ctx;
    this.known = known;
  }

  collect(): readonly Change[] {
    const seen = new Set<string>();
    for (const sighting of this.input.sightings) {
      const count = seen.size;
      seen.add(sighting.key);
      if (seen.size > count) this.hear(sighting);
    }
    for (const key of this.input.clearedKeys) if (!seen.has(key)) this.clear(this.known.get(key));
    return this.changes;
  }

  private hear(s: Sighting): void {
    const before = this.known.get(s.key);
    if (s.state === 'resolved') this.clear(before);
    else if (!before?.alert.isFiring || isNewEpisode(before.alert, s, this.input)) this.fire(s, before);
    else if (!isSame(before.alert, s)) {
      const change = this.changeOf(before.incident);
      change.changed.push(before.alert);
      change.changes.push({ key: s.key, suppression: s.suppression, severity: s.severity });
    }
  }

  private fire(s: Sighting, before: Known | undefined): void {
    const groupKey = groupKeyIn(this.input.feed, groupKeyOf(s, this.ctx.settings.grouping.labels));
    const change = before ? this.changeAt(homeOf(this.state, before, groupKey, this.ctx), groupKey) : this.changeOfGroup(groupKey);
    this.clear(before);
    if (!before || before.incident !== change.incident) change.newCount += 1;
    change.fired.push(dataOf(s, this.ctx.now));
  }

  private clear(before: Known | undefined): void {
    if (before?.alert.isFiring) this.changeOf(before.incident).cleared.push(before.alert);
  }

  private changeOfGroup(groupKey: string): Change {
    let change = this.byGroup.get(groupKey);
    if (!change) {
      const home = homeOf(this.state, undefined, groupKey, this.ctx);
      change = home ? this.changeOf(home) : this.begin(null, groupKey);
      this.byGroup.set(groupKey, change);
    }
    return change;
  }

  /** An alert whose incident is long over: it goes where its group's new ones go. */
  private changeAt(home: Incident | null, groupKey: string): Change {
    return home ? this.changeOf(home) : this.changeOfGroup(groupKey);
  }

  private changeOf(incident: Incident): Change {
    let change = this.byIncident.get(incident);
    if (!change) {
      change = this.begin(incident, '');
      this.byIncident.set(incident, change);
    }
    return change;
  }

  private begin(incident: Incident | null, groupKey: string): Change {
    const change = { incident, groupKey, isIdTaken: false, fired: [], changed: [], changes: [], cleared: [], newCount: 0 };
    this.changes.push(change);
    return change;
  }
}

function isNewEpisode(alert: Alert, s: Sighting, input: SightingsInput): boolean {
  return s.startsAt > alert.startsAt && input.previousAnswerAt !== null && s.startsAt > input.previousAnswerAt;
}

function isSame(alert: Alert, s: Sighting): boolean {
  if (alert.severity !== s.severity) return false;
  if (alert.suppression === null || s.suppression === null) return alert.suppression === s.suppression;
  const { by, ids } = alert.suppression;
  return by === s.suppression.by && ids.length === s.suppression.ids.length && ids.every((id, i) => id === s.suppression?.ids[i]);
}

/** A source without a start (zero) gets the time at which it was first seen. */
function dataOf(s: Sighting, now: number): AlertData {
  const { key, name, summary, labels, annotations, severity, suppression, link } = s;
  const startsAt = s.startsAt > 0 ? s.startsAt : now;
  return { key, name, summary, labels, annotations, severity, startsAt, suppression, link };
}

/** The incident a new episode belongs to: where the alert already is, else its group's; one that is long over takes nothing. */
function homeOf(state: State, before: Known | undefined, groupKey: string, ctx: DecideContext): Incident | null {
  const byGroup = state.groups.get(groupKey);
  const ofGroup = byGroup === undefined ? undefined : state.incidents.get(byGroup);
  return [before?.incident, ofGroup].find((home) => home !== undefined && takesAlerts(home, ctx)) ?? null;
}

function takesAlerts({ row }: Incident, ctx: DecideContext): boolean {
  if (row.status === 'open' || row.status === 'acknowledged') return true;
  const reopenMs = ctx.settings.grouping.reopenWithinMinutes * 60_000;
  return row.status === 'resolved' && row.resolvedAt !== null && ctx.now - row.resolvedAt <= reopenMs;
}
