// Alerts that change their incident by a person's hand: merged with another, or split off into one of their own. None is lost
// from sight: what is over takes nothing in, and whatever has nothing firing left is resolved.
import { type Alert, firingCount, tallyOf } from '../../domain/alert';
import type { Incident, IncidentRow } from '../../domain/incident';
import { incidentIdOf } from '../../domain/incident-id';
import { worse } from '../../domain/severity';
import { mayStandTogether } from '../../readiness/drill';
import type { Draft, EventData } from '../event';
import type { State } from '../state';
import { isOver } from './commands';
import type { Decision, Refusal } from './context';
import { rolesComingAlong } from './roles';

/** Merges `from` into `into`: alerts and group keys move, so later alerts of both groups land together. */
export function decideMerge(state: State, into: string, from: readonly string[], by: string): Decision {
  const target = state.incidents.get(into);
  if (!target) return { drafts: [], refused: [{ incident: into, why: 'There is no such incident.' }] };
  const drafts: Draft[] = [];
  const refused: Refusal[] = [];
  let worst = target.row;
  const taken = new Set(target.row.roles.map((r) => r.role));
  for (const id of new Set(from)) {
    const source = state.incidents.get(id);
    if (!source) refused.push({ incident: id, why: 'There is no such incident.' });
    else if (id === into) refused.push({ incident: id, why: 'An incident cannot be merged into itself.' });
    else if (!mayStandTogether(source.row, target.row))
      refused.push({ incident: id, why: 'A drill never becomes part of a real incident or of another drill, nor the other way round.' });
    else if (source.row.status === 'merged') refused.push({ incident: id, why: `INC-${source.row.number} is merged already.` });
    else if (isOver(target.row)) refused.push({ incident: id, why: overWords(target.row) });
    else {
      const roles = rolesComingAlong(source.row, into, taken, by);
      drafts.push(...mergeDrafts(source, target.row, by), ...asBadAs(source.row, worst, by), ...roles);
      for (const r of source.row.roles) if (r.person !== null) taken.add(r.role);
      worst = { ...worst, severity: worse(worst.severity, source.row.severity), isSecurity: worst.isSecurity || source.row.isSecurity };
    }
  }
  return { drafts, refused };
}

function overWords({ number, status }: IncidentRow): string {
  if (status === 'merged') return `INC-${number} is merged into another.`;
  return `INC-${number} is ${status}; reopen it first, or merge the other way round.`;
}

/** What comes in may be worse than the target; a severity that a person chose for the target stands. */
function asBadAs(source: IncidentRow, target: IncidentRow, by: string): Draft[] {
  const drafts: Draft[] = [];
  const incident = target.id;
  const why = `INC-${source.number} came in: ${source.severityWhy}`;
  if (source.severity < target.severity && !target.isSeverityByHand)
    drafts.push({ kind: 'incident.severity-changed', incident, actor: 'rules', data: { to: source.severity, why, isByHand: false } });
  if (source.isSecurity && !target.isSecurity)
    drafts.push({ kind: 'incident.security-flagged', incident, actor: 'rules', data: { isSecurity: true, by } });
  return drafts;
}

function mergeDrafts(source: Incident, target: IncidentRow, by: string): Draft[] {
  const actor = `person:${by}`;
  const absorbed = {
    ...absorbedFrom(source.row, [...source.alerts.values()]),
    groupKeys: [...source.groupKeys],
    startedAt: source.row.startedAt,
  };
  return [
    { kind: 'incident.merged', incident: source.row.id, actor, data: { into: target.id, intoNumber: target.number, by } },
    { kind: 'incident.absorbed', incident: target.id, actor, data: absorbed },
  ];
}

/** Alerts on their way into another incident, without the group keys. */
function absorbedFrom({ id, number }: IncidentRow, alerts: Alert[]): EventData['incident.absorbed'] {
  return {
    from: id,
    fromNumber: number,
    groupKeys: [],
    feeds: [...new Set(alerts.map((a) => a.feed))],
    alerts,
    alertCount: alerts.length,
    tally: tallyOf(alerts.filter((a) => a.isFiring)),
    startedAt: Math.min(...alerts.map((a) => a.startsAt)),
  };
}

/** Takes alerts out into an incident of their own. `now` makes its id. */
export function decideSplit(state: State, id: string, ids: readonly string[], by: string, now: number): Decision & { readonly to: string } {
  const source = state.incidents.get(id);
  const refuse = (why: string) => ({ drafts: [], refused: [{ incident: id, why }], to: '' });
  if (!source) return refuse('There is no such incident.');
  const alerts = ids.map((a) => source.alerts.get(a)).filter((a) => a !== undefined);
  const first = alerts[0];
  if (!first) return refuse('None of these alerts is in the incident.');
  if (alerts.length === source.alerts.size) return refuse('That is every alert of the incident; there would be nothing left.');
  if (isOver(source.row)) return refuse(overWords(source.row));
  const number = state.lastNumber + 1;
  const to = incidentIdOf(`split\n${id}\n${number}`, now);
  const actor = `person:${by}`;
  const drafts: Draft[] = [
    { kind: 'incident.opened', incident: to, actor, data: openedBySplit(source.row, alerts, to, number, by) },
    { kind: 'incident.absorbed', incident: to, actor, data: absorbedFrom(source.row, alerts) },
    { kind: 'incident.split', incident: id, actor, data: leaving(alerts, to, number, by) },
  ];
  if (source.row.status === 'acknowledged')
    drafts.splice(2, 0, { kind: 'incident.acknowledged', incident: to, actor, data: { by, via: 'split' } });
  const gone = alerts.filter((a) => a.isFiring).length;
  if (gone === 0) drafts.push(nothingFires(to));
  else if (gone === firingCount(source.row.tally)) drafts.push(nothingFires(id));
  return { drafts, refused: [], to };
}

function openedBySplit(
  source: IncidentRow,
  alerts: readonly Alert[],
  to: string,
  number: number,
  by: string,
): EventData['incident.opened'] {
  const { severity, severityWhy, isSecurity, service, labels } = source;
  const [first] = alerts;
  return {
    number,
    title: first?.name ?? source.title,
    summary: first?.summary ?? '',
    service,
    labels,
    groupKey: `split\n${to}`,
    groupWhy: `split from INC-${source.number} by ${by}`,
    severity,
    severityWhy,
    isSecurity,
    startedAt: Math.min(...alerts.map((a) => a.startsAt)),
    ...(source.isDrill && { isDrill: true }),
    ...(source.isReview && { isReview: true }),
  };
}

function leaving(alerts: readonly Alert[], to: string, toNumber: number, by: string): EventData['incident.split'] {
  const firing = alerts.filter((a) => a.isFiring);
  return { to, toNumber, alerts: alerts.map(({ feed, key }) => ({ feed, key })), tally: tallyOf(firing, -1), by };
}

/** Clearing can't resolve an incident that has nothing left to clear. */
function nothingFires(incident: string): Draft {
  return { kind: 'incident.resolved', incident, actor: 'rules', data: { why: 'none of its alerts fires', isAutomatic: true } };
}
