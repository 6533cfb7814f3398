// Folds events into state, the same way whether they were just decided or are replayed years later. Pure: the given state is
// never changed; what a batch touches is copied once for the batch, so a storm costs a storm and not its square.
import type { ActRecord } from '../domain/act';
import { type Alert, alertId } from '../domain/alert';
import type { Incident, IncidentRow } from '../domain/incident';
import { ESCALATION } from '../rules/escalate';
import { settle } from '../team/settle';
import { moveIndex } from './correlation-cache';
import type { EventKind, LogEvent, OfKind } from './event';
import type { State } from './state';
import { type ActEvent, foldAct, isActEvent, isActOpen } from './views/acts';
import { foldProof, type ProofEvent } from './views/proof';
import { foldRow } from './views/queue';

interface Open {
  row: IncidentRow;
  groupKeys: readonly string[];
  alerts: Map<string, Alert>;
  areAlertsOwn: boolean;
}

const HOUR_MS = 3_600_000;

/** Folds `events` in order into a new state. */
export function reduce(state: State, events: readonly LogEvent[]): State {
  if (events.length === 0) return state;
  const batch = new Batch(state);
  for (const event of events) batch.apply(event);
  const after = batch.finish();
  moveIndex(state, after, events);
  return after;
}

/** Maps that one holder alone has, so that a fold may change them in place. `alerts`: those of incidents that were copied for it already. */
export interface OwnMaps {
  readonly incidents: Map<string, Incident>;
  readonly groups: Map<string, string>;
  readonly alerts: WeakSet<ReadonlyMap<string, Alert>>;
}

/** As `reduce`, for a state made of `own`: what follows is made of the same maps, and the state before it is worth nothing. */
export function reduceInto(own: OwnMaps, state: State, events: readonly LogEvent[]): State {
  const batch = new Batch(state, own);
  for (const event of events) batch.apply(event);
  const after = batch.finish();
  moveIndex(state, after, events);
  return after;
}

/** Folds the events of one incident alone: how closed incidents come back into sight. */
export function foldIncident(events: readonly LogEvent[]): Incident | undefined {
  let open: Open | undefined;
  for (const event of events) open = foldOpen(open, event);
  return closed(open);
}

/**
 * Folds events of one incident that several desks wrote, in the order that counts (`inOrder`), after those that `before` has
 * already. Whatever was told twice counts once.
 */
export function foldShared(before: Incident | undefined, events: readonly LogEvent[]): Incident | undefined {
  let open: Open | undefined = before && reopened(before);
  for (const event of events) {
    const news = settle(open, event);
    if (news) open = foldOpen(open, news);
  }
  return closed(open);
}

function reopened({ row, groupKeys, alerts }: Incident, own?: OwnMaps): Open {
  return { row, groupKeys, alerts: alerts as Map<string, Alert>, areAlertsOwn: own?.alerts.has(alerts) ?? false };
}

function closed(open: Open | undefined): Incident | undefined {
  return open && { row: open.row, groupKeys: open.groupKeys, alerts: open.alerts };
}

/**
 * The state with these incidents as they stand now, also closed ones, which leave it; `upTo` is the seq of the last event behind
 * them. For incidents whose past changed: nothing follows from single events then.
 */
export function replaceIncidents(state: State, changed: readonly Incident[], upTo: number): State {
  const incidents = new Map(state.incidents);
  const groups = new Map(state.groups);
  const left = new Set<string>();
  let lastNumber = state.lastNumber;
  for (const incident of changed) {
    const { id, number } = incident.row;
    lastNumber = Math.max(lastNumber, number);
    for (const key of incidents.get(id)?.groupKeys ?? []) {
      if (groups.get(key) !== id) continue;
      groups.delete(key);
      left.add(key);
    }
    if (isLive(incident.row)) incidents.set(id, incident);
    else incidents.delete(id);
  }
  for (const { row, groupKeys } of changed) if (isLive(row)) for (const key of groupKeys) takeKey(groups, incidents, key, row);
  const orphans = [...left].filter((key) => !groups.has(key));
  if (orphans.length > 0)
    for (const { row, groupKeys } of incidents.values())
      for (const key of orphans) if (groupKeys.includes(key)) takeKey(groups, incidents, key, row);
  return { ...state, incidents, groups, lastNumber, seq: upTo };
}

function isLive({ status }: IncidentRow): boolean {
  return status !== 'closed' && status !== 'merged';
}

/** Of several live incidents of one group the newest takes what comes. */
function takeKey(groups: Map<string, string>, incidents: ReadonlyMap<string, Incident>, key: string, row: IncidentRow): void {
  const holder = incidents.get(groups.get(key) ?? '')?.row;
  if (!holder || holder.openedAt < row.openedAt || (holder.openedAt === row.openedAt && holder.id < row.id)) groups.set(key, row.id);
}

function foldOpen(open: Open | undefined, event: LogEvent): Open | undefined {
  const row = foldRow(open?.row, event);
  if (row === undefined) return undefined;
  const next: Open = open && event.kind !== 'incident.opened' ? open : { row, groupKeys: [], alerts: new Map(), areAlertsOwn: true };
  next.row = row;
  if (event.kind === 'incident.opened') next.groupKeys = [event.data.groupKey];
  if (event.kind === 'incident.absorbed') next.groupKeys = [...next.groupKeys, ...event.data.groupKeys];
  if (event.kind === 'incident.correlated' && !next.groupKeys.includes(event.data.groupKey))
    next.groupKeys = [...next.groupKeys, event.data.groupKey];
  if (event.kind === 'incident.merged') next.groupKeys = [];
  foldAlerts(next, event);
  return next;
}

function ownAlerts(open: Open): Map<string, Alert> {
  if (!open.areAlertsOwn) {
    open.alerts = new Map(open.alerts);
    open.areAlertsOwn = true;
  }
  return open.alerts;
}

function foldAlerts(open: Open, event: LogEvent): void {
  switch (event.kind) {
    case 'alert.fired':
      foldFired(ownAlerts(open), event);
      return;
    case 'alert.changed':
      for (const c of event.data.changes)
        patch(ownAlerts(open), alertId(event.data.feed, c.key), { suppression: c.suppression, severity: c.severity });
      return;
    case 'alert.cleared':
      for (const c of event.data.cleared) patch(ownAlerts(open), alertId(event.data.feed, c.key), { isFiring: false, clearedAt: event.at });
      return;
    case 'incident.absorbed':
      for (const a of event.data.alerts) ownAlerts(open).set(alertId(a.feed, a.key), a);
      return;
    case 'incident.split':
      for (const a of event.data.alerts) ownAlerts(open).delete(alertId(a.feed, a.key));
      return;
    case 'incident.merged':
      ownAlerts(open).clear();
      return;
    default:
      return;
  }
}

function foldFired(alerts: Map<string, Alert>, event: OfKind<LogEvent, 'alert.fired'>): void {
  const { feed } = event.data;
  for (const a of event.data.alerts) {
    const id = alertId(feed, a.key);
    const before = alerts.get(id);
    alerts.set(id, {
      feed,
      key: a.key,
      name: a.name,
      summary: a.summary,
      labels: a.labels,
      annotations: a.annotations,
      severity: a.severity,
      startsAt: a.startsAt,
      suppression: a.suppression,
      link: a.link,
      isFiring: true,
      seenAt: event.at,
      clearedAt: null,
      episodes: (before?.episodes ?? 0) + 1,
    });
  }
}

function patch(alerts: Map<string, Alert>, id: string, change: Partial<Alert>): void {
  const alert = alerts.get(id);
  if (alert) alerts.set(id, { ...alert, ...change });
}

class Batch {
  private readonly incidents: Map<string, Incident>;
  private readonly groups: Map<string, string>;
  private readonly open = new Map<string, Open>();
  private acts: Map<string, ActRecord> | null = null;
  private state: State;
  private readonly own: OwnMaps | undefined;

  constructor(state: State, own?: OwnMaps) {
    this.state = state;
    this.own = own;
    this.incidents = own?.incidents ?? new Map(state.incidents);
    this.groups = own?.groups ?? new Map(state.groups);
  }

  apply(event: LogEvent): void {
    const id = event.incident;
    if (id !== null) this.fold(id, event);
    if (isActEvent(event) && !event.isForeign) this.foldAct(event);
    const desk = DESK[event.kind] as ((state: State, event: LogEvent) => State) | undefined;
    if (desk) this.state = desk(this.state, event);
    this.state = { ...this.state, seq: event.seq };
  }

  finish(): State {
    for (const [id, open] of this.open) {
      if (open.areAlertsOwn) this.own?.alerts.add(open.alerts);
      if (isLive(open.row)) this.incidents.set(id, { row: open.row, groupKeys: open.groupKeys, alerts: open.alerts });
      else this.incidents.delete(id);
    }
    return { ...this.state, incidents: this.incidents, groups: this.groups, acts: this.acts ?? this.state.acts };
  }

  private foldAct(event: ActEvent): void {
    this.acts ??= new Map(this.state.acts);
    this.state = { ...this.state, actsSeq: event.seq };
    const act = foldAct(this.acts.get(event.data.act), event);
    if (!act) return;
    if (isActOpen(act)) this.acts.set(act.id, act);
    else this.acts.delete(act.id);
  }

  private fold(id: string, event: LogEvent): void {
    let open = this.open.get(id);
    if (!open) {
      const kept = this.incidents.get(id);
      open = kept && reopened(kept, this.own);
    }
    const keysBefore = open?.groupKeys ?? [];
    const next = foldOpen(open, event);
    if (!next) return;
    this.open.set(id, next);
    this.route(id, next, keysBefore, event);
  }

  /** Keeps the group -> incident map true. */
  private route(id: string, open: Open, keysBefore: readonly string[], event: LogEvent): void {
    if (event.kind === 'incident.closed' || event.kind === 'incident.merged') {
      for (const key of keysBefore) if (this.groups.get(key) === id) this.leave(key, id);
    } else if (JOINS.has(event.kind)) {
      for (const key of open.groupKeys) this.groups.set(key, id);
    }
  }

  /** An older incident of the group may have been reopened and closed again: the newest live one takes the key back. */
  private leave(key: string, id: string): void {
    this.groups.delete(key);
    let newest = 0;
    for (const [other, kept] of this.incidents) {
      const { row, groupKeys } = this.open.get(other) ?? kept;
      if (other === id || row.number <= newest || row.status === 'closed' || row.status === 'merged') continue;
      if (!groupKeys.includes(key)) continue;
      newest = row.number;
      this.groups.set(key, other);
    }
  }
}

/** Kinds after which an incident takes what comes under its group keys. */
const JOINS: ReadonlySet<EventKind> = new Set(['incident.opened', 'incident.absorbed', 'incident.reopened', 'incident.correlated']);

const proved = (s: State, e: ProofEvent): State => ({
  ...s,
  proofs: new Map(s.proofs).set(e.data.feed, foldProof(s.proofs.get(e.data.feed), e)),
});

type DeskStep<K extends EventKind> = (state: State, event: OfKind<LogEvent, K>) => State;

/** Kinds that concern the whole desk. */
const DESK: { readonly [K in EventKind]?: DeskStep<K> } = {
  'incident.opened': (s, e) => ({ ...s, lastNumber: Math.max(s.lastNumber, e.data.number) }),
  'page.requested': (s, e) => {
    const { pageKind, rule, step, thread, count, worst } = e.data;
    if (rule === ESCALATION || e.data.isDrill === true) return s;
    if (pageKind === 'incident') return step > 1 ? s : { ...s, pagedAt: [...s.pagedAt.filter((t) => t > e.at - HOUR_MS), e.at] };
    if (pageKind !== 'storm') return s;
    const since = s.storm?.page === thread ? s.storm.since : e.at;
    return { ...s, storm: { page: thread, since, toldAt: e.at, lastAt: e.at, count, worst: worst ?? 5 } };
  },
  'page.withheld': (s, e) => (s.storm && e.data.foldedInto === s.storm.page ? { ...s, storm: { ...s.storm, lastAt: e.at } } : s),
  'feed.failed': (s, e) => ({
    ...s,
    failing: new Map(s.failing).set(e.data.feed, {
      since: s.failing.get(e.data.feed)?.since ?? e.at,
      what: e.data.what,
      remedy: e.data.remedy,
    }),
  }),
  'feed.recovered': (s, e) => ({ ...s, failing: without(s.failing, e.data.feed) }),
  'feed.removed': (s, e) => ({ ...s, failing: without(s.failing, e.data.feed), proofs: without(s.proofs, e.data.feed) }),
  'act.requested': (s, e) => {
    const { content } = e.data;
    if (e.incident !== null || content.what !== 'message' || content.audience === null) return s;
    return { ...s, countedAt: new Map(s.countedAt).set(`${content.audience}\n${content.purpose}`, e.at) };
  },
  'canary.posted': proved,
  'canary.proved': proved,
  'canary.failed': proved,
  'canary.cleared': proved,
  'paging.paused': (s, e) => ({ ...s, pausedUntil: e.data.until }),
  'paging.unpaused': (s) => ({ ...s, pausedUntil: null }),
};

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const next = new Map(map);
  next.delete(key);
  return next;
}
