// The stage of an incident that decides which duties of a role are up now.
import type { Role } from '../settings/team';
import type { IncidentStatus } from './incident';

export type DutyStage = keyof Role['duties'];

/** In the order of an incident's life. */
export const DUTY_STAGES: readonly DutyStage[] = ['detected', 'responding', 'resolving', 'closing', 'improving'];

const STAGE_OF: Readonly<Record<IncidentStatus, DutyStage>> = {
  open: 'responding',
  acknowledged: 'resolving',
  resolved: 'closing',
  closed: 'improving',
  merged: 'improving',
};

/** Detection is over when an incident is seen, so its duties are the first thing of the response. */
export function dutyStageOf(status: IncidentStatus): DutyStage {
  return STAGE_OF[status];
}
