// What a person asks for, judged against state: events, or a refusal with its reason. Whatever can be done of a bulk is done.
import { firingCount, tallyOf } from '../../domain/alert';
import type { Incident, IncidentRow } from '../../domain/incident';
import { incidentIdOf } from '../../domain/incident-id';
import type { IncidentSeverity } from '../../domain/severity';
import type { Draft } from '../event';
import type { State } from '../state';
import type { Decision, Refusal } from './context';

/** The acts on incidents, as the contract's calls name them. */
export type IncidentAct =
  | { readonly act: 'acknowledge'; readonly via: string }
  | { readonly act: 'unacknowledge' }
  | { readonly act: 'snooze'; readonly until: number; readonly via: string }
  | { readonly act: 'unsnooze' }
  | { readonly act: 'resolve'; readonly why: string }
  | { readonly act: 'close'; readonly why: string }
  | { readonly act: 'reopen'; readonly why: string }
  | { readonly act: 'set-severity'; readonly severity: IncidentSeverity }
  | { readonly act: 'flag-security'; readonly isSecurity: boolean }
  | { readonly act: 'note'; readonly text: string };

type Judged = { readonly draft: Draft } | { readonly why: string };

/** Applies one act to many incidents. Unknown ids and acts that make no sense are refused one by one. */
export function decideAct(state: State, ids: readonly string[], act: IncidentAct, by: string): Decision {
  const drafts: Draft[] = [];
  const refused: Refusal[] = [];
  for (const id of new Set(ids)) {
    const incident = state.incidents.get(id);
    const judged: Judged = incident ? judge(incident.row, act, by) : { why: 'There is no such incident.' };
    if ('draft' in judged) drafts.push(judged.draft);
    else refused.push({ incident: id, why: judged.why });
  }
  return { drafts, refused };
}

function judge(row: IncidentRow, act: IncidentAct, by: string): Judged {
  const name = `INC-${row.number}`;
  const incident = row.id;
  const actor = `person:${by}`;
  const isOver = row.status === 'resolved' || row.status === 'closed' || row.status === 'merged';
  switch (act.act) {
    case 'acknowledge':
      if (row.status !== 'open') return { why: `${name} is ${row.status} already.` };
      return { draft: { kind: 'incident.acknowledged', incident, actor, data: { by, via: act.via } } };
    case 'unacknowledge':
      if (row.status !== 'acknowledged') return { why: `${name} is not acknowledged.` };
      return { draft: { kind: 'incident.unacknowledged', incident, actor, data: { by } } };
    case 'snooze':
      if (isOver) return { why: `${name} is ${row.status}; there is nothing to snooze.` };
      return { draft: { kind: 'incident.snoozed', incident, actor, data: { until: act.until, by, via: act.via } } };
    case 'unsnooze':
      if (row.snoozedUntil === null) return { why: `${name} is not snoozed.` };
      return { draft: { kind: 'incident.unsnoozed', incident, actor, data: { why: `woken by ${by}` } } };
    case 'resolve':
      if (isOver) return { why: `${name} is ${row.status} already.` };
      return { draft: { kind: 'incident.resolved', incident, actor, data: { why: act.why || `resolved by ${by}`, isAutomatic: false } } };
    case 'close':
      return judgeClose(row, act.why || `closed by ${by}`, actor);
    case 'reopen':
      if (row.status !== 'resolved' && row.status !== 'closed')
        return { why: `${name} is ${row.status}; only resolved and closed ones can be reopened.` };
      return {
        draft: {
          kind: 'incident.reopened',
          incident,
          actor,
          data: { why: act.why || `reopened by ${by}`, isAutomatic: false, isFlapping: false },
        },
      };
    case 'set-severity':
      if (row.severity === act.severity) return { why: `${name} is SEV${act.severity} already.` };
      return {
        draft: { kind: 'incident.severity-changed', incident, actor, data: { to: act.severity, why: `set by ${by}`, isByHand: true } },
      };
    case 'flag-security':
      if (row.isSecurity === act.isSecurity) return { why: `${name} is ${act.isSecurity ? '' : 'not '}a security incident already.` };
      return { draft: { kind: 'incident.security-flagged', incident, actor, data: { isSecurity: act.isSecurity, by } } };
    case 'note':
      return { draft: { kind: 'incident.noted', incident, actor, data: { text: act.text, by } } };
  }
}

function judgeClose(row: IncidentRow, why: string, actor: string): Judged {
  const firing = firingCount(row.tally);
  if (row.status === 'closed' || row.status === 'merged') return { why: `INC-${row.number} is ${row.status} already.` };
  if (firing > 0)
    return {
      why: `INC-${row.number} still has ${firing} firing ${firing === 1 ? 'alert' : 'alerts'}; it can be closed when they have cleared.`,
    };
  if (row.status !== 'resolved') return { why: `INC-${row.number} is ${row.status}; resolve it first.` };
  return { draft: { kind: 'incident.closed', incident: row.id, actor, data: { why, isAutomatic: false } } };
}

/** Merges `from` into `into`: alerts and group keys move, so later alerts of both groups land together. */
export function decideMerge(state: State, into: string, from: readonly string[], by: string): Decision {
  const target = state.incidents.get(into);
  if (!target) return { drafts: [], refused: [{ incident: into, why: 'There is no such incident.' }] };
  const drafts: Draft[] = [];
  const refused: Refusal[] = [];
  for (const id of new Set(from)) {
    const source = state.incidents.get(id);
    if (!source) refused.push({ incident: id, why: 'There is no such incident.' });
    else if (id === into) refused.push({ incident: id, why: 'An incident cannot be merged into itself.' });
    else drafts.push(...mergeDrafts(source, target.row, by));
  }
  return { drafts, refused };
}

function mergeDrafts(source: Incident, target: IncidentRow, by: string): Draft[] {
  const actor = `person:${by}`;
  const alerts = [...source.alerts.values()];
  const { id, number, startedAt, feeds } = source.row;
  const tally = tallyOf(alerts.filter((a) => a.isFiring));
  const absorbed = {
    from: id,
    fromNumber: number,
    groupKeys: [...source.groupKeys],
    feeds: [...feeds],
    alerts,
    alertCount: alerts.length,
    tally,
    startedAt,
  };
  return [
    { kind: 'incident.merged', incident: id, actor, data: { into: target.id, intoNumber: target.number, by } },
    { kind: 'incident.absorbed', incident: target.id, actor, data: absorbed },
  ];
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
  const to = incidentIdOf(`split\n${id}`, now);
  const number = state.lastNumber + 1;
  const actor = `person:${by}`;
  const tally = tallyOf(alerts.filter((a) => a.isFiring));
  const away = tallyOf(
    alerts.filter((a) => a.isFiring),
    -1,
  );
  const { severity, severityWhy, isSecurity, service, labels, number: fromNumber } = source.row;
  const startedAt = Math.min(...alerts.map((a) => a.startsAt));
  const groupWhy = `split from INC-${fromNumber} by ${by}`;
  const opened = {
    number,
    title: first.name,
    summary: first.summary,
    service,
    labels,
    groupKey: `split\n${to}`,
    groupWhy,
    severity,
    severityWhy,
    isSecurity,
    startedAt,
  };
  const feeds = [...new Set(alerts.map((a) => a.feed))];
  const drafts: Draft[] = [
    { kind: 'incident.opened', incident: to, actor, data: opened },
    {
      kind: 'incident.absorbed',
      incident: to,
      actor,
      data: { from: id, fromNumber, groupKeys: [], feeds, alerts, alertCount: alerts.length, tally, startedAt },
    },
    {
      kind: 'incident.split',
      incident: id,
      actor,
      data: { to, toNumber: number, alerts: alerts.map(({ feed, key }) => ({ feed, key })), tally: away, by },
    },
  ];
  if (source.row.status === 'acknowledged')
    drafts.splice(2, 0, { kind: 'incident.acknowledged', incident: to, actor, data: { by, via: 'split' } });
  return { drafts, refused: [], to };
}
