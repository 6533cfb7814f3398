// The desk as it would have been: state that the replay folds its own events into. What is over and takes no alert any more is set
// aside, so that a step costs what is going on and not what the weeks have left behind.
import { EMPTY_TALLY, firingCount } from '../domain/alert';
import type { Incident } from '../domain/incident';
import type { Known, KnownAlerts } from '../log/decide/collect';
import type { Draft, LogEvent } from '../log/event';
import { type OwnMaps, reduceInto } from '../log/reduce';
import type { State } from '../log/state';
import { foldRow } from '../log/views/queue';
import type { Settings } from '../settings';
import { Attention } from './attention';
import { ByAlert } from './by-alert';
import { type Ended, EndedQueue } from './ended-queue';
import { LiveIncidents } from './live-incidents';

/** Closed incidents that are kept in case their very episode comes back. */
const CLOSED_KEPT = 20_000;
const NONE: ReadonlyMap<string, Incident> = new Map();

export class World {
  state: State;
  /** Follows `state`. */
  readonly attention: Attention;
  private readonly settings: Settings;
  private readonly past: (id: string) => Incident | undefined;
  private readonly aside = new Map<string, Incident>();
  private readonly closed = new Map<string, Incident>();
  /** The maps that `state` is made of. */
  private readonly own: OwnMaps & { readonly incidents: LiveIncidents };
  /** Where an alert was seen, oldest first. */
  private readonly homes = new ByAlert<string[]>();
  private readonly resolved = new EndedQueue();
  private readonly closing = new EndedQueue();
  /** Resolved by hand long ago; what fires in them still has something to say. */
  private firing: readonly Ended[] = [];
  private seq = 0;

  /** `past`: an incident that was over before the first step; undefined: there is none of this id. */
  constructor(state: State, settings: Settings, past: (id: string) => Incident | undefined) {
    const live = new LiveIncidents(state.incidents);
    this.attention = new Attention(live);
    this.own = { incidents: live, groups: new Map(state.groups), alerts: new WeakSet() };
    this.state = { ...state, incidents: live, groups: this.own.groups };
    this.settings = settings;
    this.past = past;
    for (const [id, { alerts }] of state.incidents) for (const { feed, key } of alerts.values()) this.settle(feed, key, id);
    const over = [...state.incidents.values()].filter(({ row }) => row.status === 'resolved').map(({ row }) => row);
    for (const { id, resolvedAt } of over.sort((a, b) => (a.resolvedAt ?? 0) - (b.resolvedAt ?? 0)))
      this.resolved.push({ id, at: resolvedAt ?? 0 });
  }

  /** Folds what was decided at `at`, Unix ms. */
  apply(drafts: readonly Draft[], at: number): readonly LogEvent[] {
    if (drafts.length === 0) return [];
    const events = drafts.map((draft) => this.seal(draft, at));
    const ending = this.endingWith(events);
    this.state = reduceInto(this.own, this.state, events);
    for (const event of events) this.follow(event, ending);
    return events;
  }

  /** Decides knowing the past: an incident that would open under the id of one set aside is that one again. */
  decide(decide: (state: State) => readonly Draft[], at: number): readonly LogEvent[] {
    let drafts = decide(this.state);
    const back = drafts.flatMap((d) => (d.kind === 'incident.opened' && d.incident && this.admit(d.incident) ? [d.incident] : []));
    if (back.length > 0) drafts = decide(this.state);
    const events = this.apply(drafts, at);
    this.dismiss(back);
    return events;
  }

  /** Acts on incidents that may be set aside. */
  act(ids: readonly string[], decide: (state: State) => readonly Draft[], at: number): readonly LogEvent[] {
    const back = ids.filter((id) => this.admit(id));
    const events = this.apply(decide(this.state), at);
    this.dismiss(back);
    return events;
  }

  has(id: string): boolean {
    return this.find(id) !== undefined;
  }

  find(id: string): Incident | undefined {
    return this.state.incidents.get(id) ?? this.aside.get(id) ?? this.closed.get(id);
  }

  /** The incident that an alert was seen in last. */
  homeOf(feed: string, key: string): string | undefined {
    return this.homes.get(feed, key)?.value.at(-1);
  }

  /** As `indexAlerts` of the whole state would say. */
  knownOf(feed: string): KnownAlerts {
    return { get: (key) => this.known(feed, key) };
  }

  /** Sets aside what takes no alert at `now`, and closes what was resolved for long enough. */
  tidy(now: number): void {
    this.setAside(now);
    const closeMs = this.settings.closing.closeResolvedAfterHours * 3_600_000;
    const due = closeMs === 0 ? [] : this.closing.take(now - closeMs);
    if (due.length === 0) return;
    const over = due.filter(({ id, at }) => this.aside.get(id)?.row.resolvedAt === at).map(({ id }) => id);
    const why = `resolved for ${this.settings.closing.closeResolvedAfterHours} h`;
    const close = (incident: string): Draft => ({ kind: 'incident.closed', incident, actor: 'time', data: { why, isAutomatic: true } });
    this.act(over, () => over.map(close), now);
  }

  private setAside(now: number): void {
    const reopenMs = this.settings.grouping.reopenWithinMinutes * 60_000;
    const over = [...this.firing, ...this.resolved.take(now - reopenMs - 1)].filter(({ id, at }) => {
      const row = this.state.incidents.get(id)?.row;
      return row?.status === 'resolved' && row.resolvedAt === at;
    });
    const isFiring = ({ id }: Ended): boolean => firingCount(this.state.incidents.get(id)?.row.tally ?? EMPTY_TALLY) > 0;
    this.firing = over.filter(isFiring);
    const ids = over.filter((ended) => !isFiring(ended));
    if (ids.length === 0) return;
    for (const ended of ids) this.closing.push(ended);
    this.dismiss(ids.map(({ id }) => id));
  }

  private known(feed: string, key: string): Known | undefined {
    const seen = this.homes.get(feed, key);
    if (!seen) return undefined;
    let found: Known | undefined;
    for (const home of seen.value) {
      const incident = this.own.incidents.get(home);
      const one = incident?.alerts.get(seen.id);
      if (incident && one && (one.isFiring || !found?.alert.isFiring)) found = { incident, alert: one };
    }
    return found;
  }

  /** True: it was away and is in state now. */
  private admit(id: string): boolean {
    if (this.state.incidents.has(id)) return false;
    const incident = this.aside.get(id) ?? this.closed.get(id) ?? this.past(id);
    if (!incident) return false;
    this.aside.delete(id);
    this.closed.delete(id);
    const { incidents, groups } = this.own;
    incidents.set(id, incident);
    for (const key of incident.groupKeys) if (!groups.has(key)) groups.set(key, id);
    return true;
  }

  /** Takes out of state what is over among `ids`. */
  private dismiss(ids: readonly string[]): void {
    const { incidents, groups } = this.own;
    for (const id of ids) {
      const incident = incidents.get(id);
      if (!incident || incident.row.status === 'open' || incident.row.status === 'acknowledged') continue;
      for (const key of incident.groupKeys) if (groups.get(key) === id) groups.delete(key);
      if (incident.row.status === 'resolved') {
        incidents.setAside(id);
        this.aside.set(id, incident);
      } else {
        incidents.delete(id);
        this.keepClosed(id, incident);
      }
    }
  }

  /** Incidents that leave state with these events, as they stood before. */
  private endingWith(events: readonly LogEvent[]): ReadonlyMap<string, Incident> {
    let ending: Map<string, Incident> | null = null;
    for (const { kind, incident } of events) {
      if (incident === null || (kind !== 'incident.closed' && kind !== 'incident.merged')) continue;
      const kept = this.own.incidents.get(incident);
      ending ??= new Map();
      if (kept) ending.set(incident, kept);
    }
    return ending ?? NONE;
  }

  private keepClosed(id: string, incident: Incident): void {
    this.closed.set(id, incident);
    if (this.closed.size <= CLOSED_KEPT) return;
    const [oldest] = this.closed.keys();
    if (oldest !== undefined) this.closed.delete(oldest);
  }

  private follow(event: LogEvent, ending: ReadonlyMap<string, Incident>): void {
    const id = event.incident;
    if (id === null) return;
    if (event.kind === 'alert.fired') for (const a of event.data.alerts) this.settle(event.data.feed, a.key, id);
    else if (event.kind === 'incident.absorbed') for (const a of event.data.alerts) this.settle(a.feed, a.key, id);
    else if (event.kind === 'incident.resolved') this.resolved.push({ id, at: event.at });
    else if (event.kind === 'incident.closed' || event.kind === 'incident.merged') {
      const kept = ending.get(id);
      const row = kept && foldRow(kept.row, event);
      const isGone = event.kind === 'incident.merged';
      if (kept && row) this.keepClosed(id, isGone ? { row, groupKeys: [], alerts: new Map() } : { ...kept, row });
    }
  }

  private settle(feed: string, key: string, home: string): void {
    const seen = this.homes.get(feed, key);
    if (!seen) this.homes.set(feed, key, [home]);
    else if (seen.value.at(-1) !== home) {
      const here = seen.value.filter((id) => id !== home && this.own.incidents.has(id));
      seen.value = [...here, home];
    }
  }

  private seal(draft: Draft, at: number): LogEvent {
    this.seq += 1;
    return { ...draft, seq: this.seq, id: `replay-${this.seq}`, hlc: '', device: 'replay', v: 1, prev: '', at } as LogEvent;
  }
}
