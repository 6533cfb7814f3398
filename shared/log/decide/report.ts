// An incident that a person reports: no source knows of it, so it has no alerts and ends when a person says so.
import { incidentIdOf } from '../../domain/incident-id';
import { oneLine } from '../../domain/plain-text';
import type { IncidentSeverity } from '../../domain/severity';
import type { Draft } from '../event';
import type { State } from '../state';
import type { Decision } from './context';

export interface Report {
  readonly title: string;
  readonly severity: IncidentSeverity;
  readonly service: string | null;
  readonly isSecurity: boolean;
  /** Who reports has it in hand: nobody is paged. */
  readonly isTaken: boolean;
}

/** Opens it; `to` is its id. Refused without a title. */
export function decideReport(state: State, report: Report, by: string, now: number): Decision & { readonly to: string } {
  const title = oneLine(report.title, 300);
  if (title === '') return { drafts: [], refused: [{ incident: null, why: 'Say in a few words what is wrong.' }], to: '' };
  const number = state.lastNumber + 1;
  const to = incidentIdOf(`report\n${number}\n${title}`, now);
  const actor = `person:${by}`;
  const { severity, isSecurity, isTaken } = report;
  const service = report.service === null ? null : oneLine(report.service, 100) || null;
  const opened: Draft = {
    ...{ kind: 'incident.opened', incident: to, actor },
    data: {
      ...{ number, title, summary: '', service, severity, isSecurity, startedAt: now },
      labels: service === null ? {} : { service },
      groupKey: `report\n${to}`,
      groupWhy: `hand: reported by ${by}`,
      severityWhy: `said by ${by}`,
    },
  };
  const taken: Draft = { kind: 'incident.acknowledged', incident: to, actor, data: { by, via: 'report' } };
  return { drafts: isTaken ? [opened, taken] : [opened], refused: [], to };
}
