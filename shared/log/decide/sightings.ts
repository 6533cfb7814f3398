// From what a feed said to what changed: new episodes, changed suppression, cleared alerts, and the incidents they open,
// worsen, reopen or resolve. A sighting that repeats what is known makes no event.
import { type Alert, type AlertData, addTally, alertId, firingCount, tallyOf } from '../../domain/alert';
import type { Incident } from '../../domain/incident';
import { incidentIdOf } from '../../domain/incident-id';
import type { IncidentSeverity } from '../../domain/severity';
import type { Sighting } from '../../feed';
import { groupKeyOf, groupOf } from '../../rules/group';
import { type AssessSeverity, severityRules } from '../../rules/severity';
import type { Draft } from '../event';
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

/** At most this many alerts in one event, so that no event grows without bound. */
const ALERTS_PER_EVENT = 500;

interface Change {
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

/** Pure: the events that follow from one answer, grouped by incident, in a stable order. */
export function decideSightings(state: State, input: SightingsInput, ctx: DecideContext): Draft[] {
  const known = indexAlerts(state, input.feed);
  const changes = collect(state, input, ctx, known);
  const assess = severityRules(ctx.settings.severity);
  const drafts: Draft[] = [];
  let number = state.lastNumber;
  for (const change of changes.values()) {
    if (change.incident === null) comeBack(change, state, input.feed);
    if (change.incident === null) number += 1;
    drafts.push(...decideChange(change, input, ctx, assess, number));
  }
  return drafts;
}

/** The very same episode that opened an incident before: it is that incident again, however long it was over. */
function comeBack(change: Change, state: State, feed: string): void {
  const past = state.incidents.get(incidentIdOf(change.groupKey, earliest(change.fired)));
  if (!past) return;
  if (past.row.status === 'merged') {
    change.isIdTaken = true;
    return;
  }
  change.incident = past;
  change.newCount = change.fired.filter((a) => !past.alerts.has(alertId(feed, a.key))).length;
}

interface Known {
  readonly incident: Incident;
  readonly alert: Alert;
}

/** The alerts of one feed over all live incidents, by key; a firing one wins over one that has cleared. */
export function indexAlerts(state: State, feed: string): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const incident of state.incidents.values()) {
    if (!incident.row.feeds.includes(feed)) continue;
    for (const alert of incident.alerts.values()) {
      if (alert.feed !== feed) continue;
      if (alert.isFiring || !known.get(alert.key)?.alert.isFiring) known.set(alert.key, { incident, alert });
    }
  }
  return known;
}

function collect(state: State, input: SightingsInput, ctx: DecideContext, known: Map<string, Known>): Map<string, Change> {
  const changes = new Map<string, Change>();
  const changeFor = (incident: Incident | null, groupKey: string): Change => {
    // No incident's id has a line break, but an alert may be named like one.
    const id = incident?.row.id ?? `\n${groupKey}`;
    let change = changes.get(id);
    if (!change) {
      change = { incident, groupKey, isIdTaken: false, fired: [], changed: [], changes: [], cleared: [], newCount: 0 };
      changes.set(id, change);
    }
    return change;
  };
  const seen = new Set<string>();
  for (const s of input.sightings) {
    if (seen.has(s.key)) continue;
    seen.add(s.key);
    const before = known.get(s.key);
    if (s.state === 'resolved') {
      if (before?.alert.isFiring) changeFor(before.incident, '').cleared.push(before.alert);
      continue;
    }
    if (before?.alert.isFiring && !isNewEpisode(before.alert, s, input)) {
      if (!isSame(before.alert, s)) {
        const change = changeFor(before.incident, '');
        change.changed.push(before.alert);
        change.changes.push({ key: s.key, suppression: s.suppression, severity: s.severity });
      }
      continue;
    }
    const groupKey = groupKeyOf(s, ctx.settings.grouping.labels);
    const home = homeOf(state, before, groupKey, ctx);
    const change = changeFor(home, groupKey);
    if (before?.alert.isFiring) changeFor(before.incident, '').cleared.push(before.alert);
    if (before?.incident !== home) change.newCount += 1;
    change.fired.push(dataOf(s, ctx.now));
  }
  for (const key of input.clearedKeys) {
    const before = known.get(key);
    if (before?.alert.isFiring && !seen.has(key)) changeFor(before.incident, '').cleared.push(before.alert);
  }
  return changes;
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

function decideChange(change: Change, input: SightingsInput, ctx: DecideContext, assess: AssessSeverity, number: number): Draft[] {
  const { feed } = input;
  const actor = `feed:${feed}`;
  const drafts: Draft[] = [];
  const opened = change.incident === null ? decideOpen(change, ctx, assess, number, actor) : null;
  if (opened) drafts.push(opened.draft);
  const id = change.incident?.row.id ?? opened?.id ?? '';
  if (change.cleared.length > 0) drafts.push(clearedDraft(change, input, id, actor));
  drafts.push(...decideReopen(change, ctx, id, actor));
  drafts.push(...firedDrafts(change, feed, id, actor));
  if (change.changes.length > 0) {
    const before = tallyOf(change.changed, -1);
    const after = tallyOf(change.changes);
    drafts.push({ kind: 'alert.changed', incident: id, actor, data: { feed, changes: change.changes, tally: addTally(before, after) } });
  }
  if (change.incident) drafts.push(...decideWorse(change, change.incident, assess, id));
  if (change.incident) drafts.push(...decideResolve(change, change.incident, id, input.clearedWhy));
  return drafts;
}

function decideOpen(
  change: Change,
  ctx: DecideContext,
  assess: AssessSeverity,
  number: number,
  actor: string,
): { id: string; draft: Draft } {
  const first = change.fired[0] as AlertData;
  const startedAt = earliest(change.fired);
  const id = incidentIdOf(change.isIdTaken ? `${change.groupKey}\nagain ${ctx.now}` : change.groupKey, startedAt);
  const group = groupOf(first, ctx.settings.grouping.labels);
  const verdict = worstVerdict(change.fired, assess);
  const service = first.labels.service ?? first.labels.job ?? first.labels.namespace ?? null;
  const data = {
    number,
    title: first.name,
    summary: first.summary,
    service,
    labels: group.labels,
    groupKey: group.key,
    groupWhy: group.why,
    severity: verdict.severity,
    severityWhy: verdict.why,
    isSecurity: verdict.isSecurity,
    startedAt,
  };
  return { id, draft: { kind: 'incident.opened', incident: id, actor, data } };
}

function firedDrafts(change: Change, feed: string, id: string, actor: string): Draft[] {
  const drafts: Draft[] = [];
  for (let i = 0; i < change.fired.length; i += ALERTS_PER_EVENT) {
    const alerts = change.fired.slice(i, i + ALERTS_PER_EVENT);
    const newCount = Math.max(0, Math.min(alerts.length, change.newCount - i));
    drafts.push({
      kind: 'alert.fired',
      incident: id,
      actor,
      data: { feed, alerts, tally: tallyOf(alerts), newCount, startedAt: earliest(alerts) },
    });
  }
  return drafts;
}

function clearedDraft(change: Change, input: SightingsInput, id: string, actor: string): Draft {
  const cleared = change.cleared.map(({ key, startsAt }) => ({ key, startsAt }));
  return {
    kind: 'alert.cleared',
    incident: id,
    actor,
    data: { feed: input.feed, cleared, tally: tallyOf(change.cleared, -1), why: input.clearedWhy },
  };
}

function decideReopen(change: Change, ctx: DecideContext, id: string, actor: string): Draft[] {
  const row = change.incident?.row;
  if (!row || change.fired.length === 0 || row.status === 'open' || row.status === 'acknowledged') return [];
  const { reopens, withinMinutes } = ctx.settings.grouping.flapping;
  const recent = row.reopenedAt.filter((at) => at > ctx.now - withinMinutes * 60_000).length + 1;
  const isFlapping = recent >= reopens;
  const why = isFlapping ? `flaps: fired again ${recent} times within ${withinMinutes} min` : 'fired again soon after it was resolved';
  return [{ kind: 'incident.reopened', incident: id, actor, data: { why, isAutomatic: true, isFlapping } }];
}

function decideWorse(change: Change, incident: Incident, assess: AssessSeverity, id: string): Draft[] {
  if (incident.row.isSeverityByHand) return [];
  const labelsOf = new Map(change.changed.map((a) => [a.key, a.labels]));
  const judged = [...change.fired, ...change.changes.map((c) => ({ labels: labelsOf.get(c.key) ?? {}, severity: c.severity }))];
  if (judged.length === 0) return [];
  const verdict = worstVerdict(judged, assess);
  const drafts: Draft[] = [];
  if (verdict.severity < incident.row.severity) {
    drafts.push({
      kind: 'incident.severity-changed',
      incident: id,
      actor: 'rules',
      data: { to: verdict.severity, why: verdict.why, isByHand: false },
    });
  }
  if (verdict.isSecurity && !incident.row.isSecurity)
    drafts.push({ kind: 'incident.security-flagged', incident: id, actor: 'rules', data: { isSecurity: true, by: 'rules' } });
  return drafts;
}

function decideResolve(change: Change, incident: Incident, id: string, why: string): Draft[] {
  const { status, tally } = incident.row;
  if (status === 'resolved' || change.cleared.length === 0 || change.fired.length > 0) return [];
  if (firingCount(tally) > change.cleared.length) return [];
  return [{ kind: 'incident.resolved', incident: id, actor: 'rules', data: { why: `every alert cleared (${why})`, isAutomatic: true } }];
}

function worstVerdict(
  alerts: readonly Pick<AlertData, 'labels' | 'severity'>[],
  assess: AssessSeverity,
): { severity: IncidentSeverity; why: string; isSecurity: boolean } {
  let worst = assess(alerts[0] as AlertData);
  for (const a of alerts) {
    const verdict = assess(a);
    if (verdict.severity < worst.severity) worst = { ...verdict, isSecurity: verdict.isSecurity || worst.isSecurity };
    else if (verdict.isSecurity && !worst.isSecurity) worst = { ...worst, isSecurity: true };
  }
  return worst;
}

function earliest(alerts: readonly Pick<AlertData, 'startsAt'>[]): number {
  return alerts.reduce((least, a) => Math.min(least, a.startsAt), Number.POSITIVE_INFINITY);
}
