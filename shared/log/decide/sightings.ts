// From what a feed said to what changed: new episodes, changed suppression, cleared alerts, and the incidents they open,
// worsen, reopen or resolve. A sighting that repeats what is known makes no event.
import { type AlertData, addTally, alertId, firingCount, tallyOf } from '../../domain/alert';
import type { Incident } from '../../domain/incident';
import { incidentIdOf } from '../../domain/incident-id';
import { groupKeyIn, isDrillFeed } from '../../readiness/drill';
import { CALM_REVIEW, isReviewAlert } from '../../readiness/policy-review';
import { groupOf } from '../../rules/group';
import { type SeverityRules, severityRules } from '../../rules/severity';
import type { Draft } from '../event';
import type { State } from '../state';
import { assessChange } from './assess';
import { type Change, collectChanges, type Known, type KnownAlerts, type SightingsInput } from './collect';
import type { DecideContext } from './context';
import { foldDrafts } from './folding';

/** At most this many alerts in one event, so that no event grows without bound. */
const ALERTS_PER_EVENT = 500;

/**
 * Pure: the events that follow from one answer, grouped by incident, in a stable order. `known`: the feed's alerts in `state`, where
 * somebody has them at hand.
 */
export function decideSightings(
  state: State,
  input: SightingsInput,
  ctx: DecideContext,
  known: KnownAlerts = knownTo(state, input),
): Draft[] {
  const changes = collectChanges(state, input, ctx, known);
  const rules = severityRules(ctx.settings, ctx.now, ctx.timeZone);
  const drafts: Draft[] = [];
  let number = state.lastNumber;
  for (const change of changes) {
    if (change.incident === null) comeBack(change, state, input.feed);
    if (change.incident === null) number += 1;
    drafts.push(...decideChange(change, input, ctx, rules, number));
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

/** An answer of so few alerts looks for each of them in every incident. */
const FEW = 16;

/** The alerts that an answer speaks of. A short one looks for its own; a long one is read against an index of all. */
function knownTo(state: State, { feed, sightings, clearedKeys }: SightingsInput): ReadonlyMap<string, Known> {
  const keys = [...sightings.map((s) => s.key), ...clearedKeys];
  if (keys.length > FEW && isIndexCheaper(state, feed, keys.length)) return indexAlerts(state, feed);
  const known = new Map<string, Known>();
  const ids = keys.map((key) => alertId(feed, key));
  for (const incident of state.incidents.values()) {
    if (!incident.row.feeds.includes(feed)) continue;
    for (const [i, key] of keys.entries()) {
      const alert = incident.alerts.get(ids[i] ?? '');
      if (alert && (alert.isFiring || !known.get(key)?.alert.isFiring)) known.set(key, { incident, alert });
    }
  }
  return known;
}

function isIndexCheaper(state: State, feed: string, keys: number): boolean {
  let [incidents, total] = [0, 0];
  for (const { row, alerts } of state.incidents.values()) {
    if (!row.feeds.includes(feed)) continue;
    incidents += 1;
    total += alerts.size;
  }
  return keys * incidents > total;
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

function decideChange(change: Change, input: SightingsInput, ctx: DecideContext, rules: SeverityRules, number: number): Draft[] {
  const { feed } = input;
  const actor = `feed:${feed}`;
  const drafts: Draft[] = [];
  const opened = change.incident === null ? decideOpen(change, input.feed, ctx, rules, number) : null;
  if (opened) drafts.push(opened.draft);
  const id = change.incident?.row.id ?? opened?.id ?? '';
  for (const data of change.joins) drafts.push({ kind: 'incident.correlated', incident: id, actor: 'rules', data });
  drafts.push(...foldDrafts(change.folds, { id, number: change.incident?.row.number ?? number }));
  if (change.cleared.length > 0) drafts.push(clearedDraft(change, input, id, actor));
  drafts.push(...decideReopen(change, ctx, id, actor));
  drafts.push(...firedDrafts(change, feed, id, actor));
  if (change.changes.length > 0) {
    const before = tallyOf(change.changed, -1);
    const after = tallyOf(change.changes);
    drafts.push({ kind: 'alert.changed', incident: id, actor, data: { feed, changes: change.changes, tally: addTally(before, after) } });
  }
  if (change.incident) drafts.push(...decideWorse(change, change.incident, feed, rules));
  drafts.push(...asBadAsFolded(change, drafts, id));
  if (change.incident) drafts.push(...decideResolve(change, change.incident, id, input.clearedWhy));
  return drafts;
}

function decideOpen(change: Change, feed: string, ctx: DecideContext, rules: SeverityRules, number: number): { id: string; draft: Draft } {
  const first = change.fired[0] as AlertData;
  const startedAt = earliest(change.fired);
  const id = incidentIdOf(change.isIdTaken ? `${change.groupKey}\nagain ${ctx.now}` : change.groupKey, startedAt);
  const group = groupOf(first, ctx.settings.grouping.labels);
  const isReview = isReviewAlert(feed, first.key);
  const verdict = isReview ? { ...CALM_REVIEW, trace: [] } : assessChange(change, feed, rules, null);
  if (!verdict) throw new Error('an incident opens with an alert that fires');
  const service = first.labels.service ?? first.labels.job ?? first.labels.namespace ?? null;
  const data = {
    number,
    title: first.name,
    summary: first.summary,
    service,
    labels: group.labels,
    groupKey: groupKeyIn(feed, group.key),
    groupWhy: group.why,
    severity: verdict.severity,
    severityWhy: verdict.why,
    isSecurity: verdict.isSecurity,
    startedAt,
    ...(isDrillFeed(feed) && { isDrill: true }),
    ...(isReview && { isReview }),
    trace: verdict.trace,
  };
  return { id, draft: { kind: 'incident.opened', incident: id, actor: `feed:${feed}`, data } };
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

function decideWorse(change: Change, { row }: Incident, feed: string, rules: SeverityRules): Draft[] {
  if (row.isSeverityByHand || row.isReview) return [];
  const verdict = assessChange(change, feed, rules, row.severity);
  if (!verdict) return [];
  const { severity: to, why, trace, isSecurity } = verdict;
  const by = { incident: row.id, actor: 'rules' };
  const drafts: Draft[] = [];
  if (to < row.severity) drafts.push({ kind: 'incident.severity-changed', ...by, data: { to, why, isByHand: false, trace } });
  if (isSecurity && !row.isSecurity) drafts.push({ kind: 'incident.security-flagged', ...by, data: { isSecurity: true, by: 'rules' } });
  return drafts;
}

/** What folded in may be worse than the incident is by now; a severity that a person chose stands. */
function asBadAsFolded({ folds, incident }: Change, drafts: readonly Draft[], id: string): Draft[] {
  const rows = folds.flatMap(({ child }) => (child.incident ? [child.incident.row] : []));
  if (rows.length === 0 || incident?.row.isSeverityByHand) return [];
  const severities = drafts.flatMap((d) =>
    d.kind === 'incident.opened' ? [d.data.severity] : d.kind === 'incident.severity-changed' ? [d.data.to] : [],
  );
  const now = severities.at(-1) ?? incident?.row.severity;
  const [worst] = rows.toSorted((a, b) => a.severity - b.severity);
  const drafted: Draft[] = [];
  const by = { incident: id, actor: 'rules' };
  if (worst && now !== undefined && worst.severity < now) {
    const why = `INC-${worst.number} came in: ${worst.severityWhy}`;
    drafted.push({ kind: 'incident.severity-changed', ...by, data: { to: worst.severity, why, isByHand: false } });
  }
  if (rows.some((row) => row.isSecurity) && !incident?.row.isSecurity)
    drafted.push({ kind: 'incident.security-flagged', ...by, data: { isSecurity: true, by: 'rules' } });
  return drafted;
}

function decideResolve(change: Change, incident: Incident, id: string, why: string): Draft[] {
  const { status, tally } = incident.row;
  if (status === 'resolved' || change.cleared.length === 0 || change.fired.length > 0) return [];
  if (firingCount(tally) > change.cleared.length) return [];
  return [{ kind: 'incident.resolved', incident: id, actor: 'rules', data: { why: `every alert cleared (${why})`, isAutomatic: true } }];
}

function earliest(alerts: readonly Pick<AlertData, 'startsAt'>[]): number {
  return alerts.reduce((least, a) => Math.min(least, a.startsAt), Number.POSITIVE_INFINITY);
}
