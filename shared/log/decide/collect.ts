// Which incident each sighting of one answer is news for, and of what kind the news is.
import type { Alert, AlertData } from '../../domain/alert';
import type { Incident } from '../../domain/incident';
import type { Sighting } from '../../feed';
import { groupKeyIn } from '../../readiness/drill';
import type { Marks } from '../../rules/correlate';
import { groupKeyOf } from '../../rules/group';
import { canCorrelate } from '../correlation-cache';
import type { EventData } from '../event';
import type { State } from '../state';
import type { DecideContext } from './context';
import { type Correlated, Correlating, NEW } from './correlating';
import { adoptedOf, type Fold, isAdopted, type Live, ownGroupOf } from './folding';

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
  /** The incident's id; a name of this answer for one that has yet to be opened. */
  name: string;
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
  /** Groups that a rule brings into this incident. */
  joins: EventData['incident.correlated'][];
  /** Incidents of state that fold into this one, for their parent is in it. */
  folds: Fold[];
}

/** An alert as state holds it. */
export interface Known {
  readonly incident: Incident;
  readonly alert: Alert;
}

/** The alerts of one feed by key. */
export type KnownAlerts = Pick<ReadonlyMap<string, Known>, 'get'>;

/** What one answer changes, by incident, in the order in which the answer speaks of them. */
export function collectChanges(state: State, input: SightingsInput, ctx: DecideContext, known: KnownAlerts): readonly Change[] {
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
  private readonly known: KnownAlerts;
  /** Incidents of state, and changes of this answer, that folded; the latter with where they went. */
  private readonly folded = new Set<Incident>();
  private readonly gone = new Map<Change, Change>();
  private readonly opening = new Map<string, Change>();
  /** Groups that joined an incident by a rule; null: an answer so short that looking for each is cheaper. */
  private readonly adopted: Set<string> | null;
  /** Null: no rule joins anything. */
  private readonly correlating: Correlating | null;

  constructor(state: State, input: SightingsInput, ctx: DecideContext, known: KnownAlerts) {
    this.state = state;
    this.input = input;
    this.ctx = ctx;
    this.known = known;
    const [canTake, liveOf] = [(home: string) => this.canTake(home), (home: string) => this.liveOf(home)];
    const correlating = canCorrelate(input.feed) ? new Correlating(state, ctx, input.feed, canTake, liveOf) : null;
    this.correlating = correlating?.isOn ? correlating : null;
    this.adopted = input.sightings.length * 8 < state.groups.size ? null : adoptedOf(state.groups.keys());
  }

  private canTake(home: string): boolean {
    const incident = this.state.incidents.get(home);
    if (incident) return takesAlerts(incident, this.ctx) && !this.folded.has(incident);
    const opening = this.opening.get(home);
    return opening !== undefined && !this.gone.has(opening);
  }

  collect(): readonly Change[] {
    const seen = new Set<string>();
    for (const sighting of this.input.sightings) {
      const count = seen.size;
      seen.add(sighting.key);
      if (seen.size > count) this.hear(sighting);
    }
    for (const key of this.input.clearedKeys) if (!seen.has(key)) this.clear(this.known.get(key));
    return this.gone.size === 0 ? this.changes : this.changes.filter((change) => !this.gone.has(change));
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
    const { feed } = this.input;
    const data = dataOf(s, this.ctx.now);
    const marks = this.correlating?.marksOf(data);
    const groupKey = groupKeyIn(feed, groupKeyOf(s, this.ctx.settings.grouping.labels) + (marks?.apart ?? ''));
    const kept = before && takesAlerts(before.incident, this.ctx) ? before.incident : null;
    const change = kept ? this.changeOf(kept) : this.changeOfGroup(groupKey, data, marks);
    this.clear(before);
    if (!before || this.byIncident.get(before.incident) !== change) change.newCount += 1;
    change.fired.push(data);
    if (!marks || !this.correlating) return;
    this.correlating.note(change.name, data, marks);
    this.fold(change, data, marks);
  }

  private fold(change: Change, alert: AlertData, marks: Marks): void {
    for (const fold of this.correlating?.foldsInto(change.name, alert, marks) ?? []) {
      const { home, incident } = fold.child;
      const own = incident ? this.byIncident.get(incident) : this.opening.get(home);
      change.folds.push(fold);
      if (own) this.goOver(own, change);
      if (incident) this.folded.add(incident);
      if (incident) this.byIncident.set(incident, change);
      this.adopt(fold.joined.groupKey, change);
    }
  }

  /** All that this answer said about one incident is news for the one that it folded into, and what comes later too. */
  private goOver(from: Change, to: Change): void {
    to.fired.push(...from.fired);
    to.changed.push(...from.changed);
    to.changes.push(...from.changes);
    to.cleared.push(...from.cleared);
    to.joins.push(...from.joins);
    to.folds.push(...from.folds);
    to.newCount += from.newCount;
    for (const { child } of from.folds) if (child.incident) this.byIncident.set(child.incident, to);
    this.gone.set(from, to);
  }

  private whereIs(change: Change): Change {
    let at = change;
    for (let next = this.gone.get(at); next; next = this.gone.get(at)) at = next;
    return at;
  }

  /** What fires in an incident after what this answer said so far; null: it went into another. */
  private liveOf(home: string): Live | null {
    const incident = this.state.incidents.get(home) ?? null;
    if (incident && this.folded.has(incident)) return null;
    const change = incident ? this.byIncident.get(incident) : this.opening.get(home);
    if (change && this.gone.has(change)) return null;
    const cleared = new Set(change?.cleared);
    const kept = [...(incident?.alerts.values() ?? [])].filter((alert) => alert.isFiring && !cleared.has(alert));
    const fired = change?.fired.map((alert) => ({ feed: this.input.feed, alert })) ?? [];
    const folded = change?.folds.flatMap(({ child }) => (child.incident ? child.firing : [])) ?? [];
    const firing = [...kept.map((alert) => ({ feed: alert.feed, alert })), ...fired, ...folded];
    return { home, incident, groupKey: incident?.groupKeys[0] ?? change?.groupKey ?? '', firing };
  }

  private clear(before: Known | undefined): void {
    if (before?.alert.isFiring) this.changeOf(before.incident).cleared.push(before.alert);
  }

  /** Where a new alert goes: to its group's incident, else to the one that a rule names, else into one of its own. */
  private changeOfGroup(groupKey: string, alert: AlertData, marks: Marks | undefined): Change {
    const joined = marks && this.changeJoined(groupKey, alert, marks);
    if (joined) return joined;
    const known = this.changeAt(groupKey);
    if (known) return known;
    const found = marks && (this.correlating?.find(alert, groupKey, marks) ?? this.correlating?.findChild(alert, groupKey, marks));
    if (found) return this.join(found, alert);
    const change = this.begin(null, groupKey);
    this.byGroup.set(groupKey, change);
    return change;
  }

  /** The incident that the alert's group joined before, by the same values, unless the alert is another's by an identity label. */
  private changeJoined(groupKey: string, alert: AlertData, marks: Marks): Change | undefined {
    if (this.adopted && !this.adopted.has(ownGroupOf(groupKey))) return undefined;
    for (const key of this.correlating?.adoptedKeys(groupKey, marks) ?? []) {
      const change = this.changeAt(key);
      if (change && !this.correlating?.isForeign(change.name, alert, marks)) return change;
    }
    return undefined;
  }

  private changeAt(groupKey: string): Change | undefined {
    const change = this.byGroup.get(groupKey);
    if (change) return !this.gone.has(change) ? change : isAdopted(groupKey) ? this.whereIs(change) : undefined;
    const id = this.state.groups.get(groupKey);
    const home = id === undefined ? undefined : this.state.incidents.get(id);
    if (home && this.folded.has(home) && !isAdopted(groupKey)) return undefined;
    return home && takesAlerts(home, this.ctx) ? this.changeOf(home) : undefined;
  }

  private join({ home, groupKey, rule, why }: Correlated, alert: AlertData): Change {
    const incident = this.state.incidents.get(home);
    const change = incident ? this.changeOf(incident) : (this.opening.get(home) as Change);
    change.joins.push({ feed: this.input.feed, alert: alert.name, groupKey, rule, why });
    this.adopt(groupKey, change);
    return change;
  }

  private adopt(groupKey: string, change: Change): void {
    this.byGroup.set(groupKey, change);
    this.adopted?.add(ownGroupOf(groupKey));
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
    const name = incident?.row.id ?? `${NEW}${this.changes.length}`;
    const change = {
      name,
      incident,
      groupKey,
      isIdTaken: false,
      fired: [],
      changed: [],
      changes: [],
      cleared: [],
      newCount: 0,
      joins: [],
      folds: [],
    };
    this.changes.push(change);
    if (!incident) this.opening.set(name, change);
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

function takesAlerts({ row }: Incident, ctx: DecideContext): boolean {
  if (row.status === 'open' || row.status === 'acknowledged') return true;
  const reopenMs = ctx.settings.grouping.reopenWithinMinutes * 60_000;
  return row.status === 'resolved' && row.resolvedAt !== null && ctx.now - row.resolvedAt <= reopenMs;
}
