// Calls by which a person gives out, answers and hands over roles, and ticks their duties.
import type { UnfinishedDuty } from '../../shared/contract/roles';
import { decideRole, type RoleAct, type RoleContext } from '../../shared/log/decide/roles';
import type { LogEvent } from '../../shared/log/event';
import { foldTicks, type IncidentRoles, rolesOf, unfinishedDuties } from '../../shared/log/views/roles';
import type { Settings } from '../../shared/settings';
import type { ReadLog } from '../log/store';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';

export interface RoleCallDeps {
  readonly desk: Desk;
  readonly log: Pick<ReadLog, 'ofKinds'>;
  readonly settings: () => Settings;
}

type Names = 'assign-role' | 'accept-role' | 'decline-role' | 'hand-over-role' | 'release-role' | 'list-unfinished' | 'tick-duty';

export function roleCalls(deps: RoleCallDeps): Pick<Handlers, Names> {
  const act = (incident: string, what: RoleAct) => commit(deps, incident, what);
  return {
    'assign-role': ({ incident, role, person }) => act(incident, { act: 'assign', role, person }),
    'accept-role': ({ incident, role, isHeard }) => act(incident, { act: 'accept', role, isHeard }),
    'decline-role': ({ incident, role, why }) => act(incident, { act: 'decline', role, why }),
    'hand-over-role': ({ incident, role, to, note }) => act(incident, { act: 'hand-over', role, to, note }),
    'release-role': ({ incident, role }) => act(incident, { act: 'release', role }),
    'list-unfinished': ({ incidents }) => done({ duties: incidents.flatMap((id) => unfinishedOf(deps, id)) }),
    'tick-duty': ({ incident, role, duty, isDone }) => act(incident, { act: 'tick', role, duty, isDone }),
  };
}

/** The roles of one incident with their checklists, as `get-incident` answers them. */
export function rolesInDetail(
  { log, settings }: Pick<RoleCallDeps, 'log' | 'settings'>,
  row: Parameters<typeof rolesOf>[0] & { id: string },
): IncidentRoles {
  return rolesOf(row, foldTicks(tickEvents(log, row.id)), settings().roles);
}

/** Of incidents without held roles there is nothing to ask, and their events are not read. */
function unfinishedOf(deps: RoleCallDeps, id: string): UnfinishedDuty[] {
  const row = deps.desk.state.incidents.get(id)?.row;
  if (!row?.roles.some((h) => h.person !== null)) return [];
  return unfinishedDuties(rolesInDetail(deps, row)).map((d) => ({ incident: id, incidentName: `INC-${row.number}`, ...d }));
}

function tickEvents(log: Pick<ReadLog, 'ofKinds'>, incident: string): LogEvent[] {
  return log.ofKinds(incident, ['duty.ticked']);
}

function commit({ desk, log, settings }: RoleCallDeps, incident: string, what: RoleAct) {
  const { people, roles, person } = settings();
  const ctx: RoleContext = { people, roles, me: person.id, by: person.name, ticks: foldTicks(tickEvents(log, incident)) };
  let refusal: string | undefined;
  desk.admit([incident]);
  desk.transact((state) => {
    const { drafts, refused } = decideRole(state, incident, what, ctx);
    refusal = refused[0]?.why;
    return drafts;
  });
  return refusal === undefined ? done({ done: 1, refused: [] }) : refuse<{ done: number; refused: readonly string[] }>(refusal);
}
