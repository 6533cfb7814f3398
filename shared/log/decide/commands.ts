// What a person asks for, judged against state: events, or a refusal with its reason. Whatever can be done of a bulk is done.
import { firingCount } from '../../domain/alert';
import type { IncidentRow } from '../../domain/incident';
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
  | { readonly act: 'flag-security'; readonly isSecurity: boolean };

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
  switch (act.act) {
    case 'acknowledge':
      if (row.status !== 'open') return { why: `${name} is ${row.status} already.` };
      return { draft: { kind: 'incident.acknowledged', incident, actor, data: { by, via: act.via } } };
    case 'unacknowledge':
      if (row.status !== 'acknowledged') return { why: `${name} is not acknowledged.` };
      return { draft: { kind: 'incident.unacknowledged', incident, actor, data: { by } } };
    case 'snooze':
      if (isOver(row)) return { why: `${name} is ${row.status}; there is nothing to snooze.` };
      return { draft: { kind: 'incident.snoozed', incident, actor, data: { until: act.until, by, via: act.via } } };
    case 'unsnooze':
      if (row.snoozedUntil === null) return { why: `${name} is not snoozed.` };
      return { draft: { kind: 'incident.unsnoozed', incident, actor, data: { why: `woken by ${by}` } } };
    case 'resolve':
      if (isOver(row)) return { why: `${name} is ${row.status} already.` };
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
  }
}

/** Resolved, closed or merged away. */
export function isOver(row: IncidentRow): boolean {
  return row.status === 'resolved' || row.status === 'closed' || row.status === 'merged';
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
