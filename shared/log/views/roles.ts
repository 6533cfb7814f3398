// An incident's roles as a person works by them: who holds each, and its checklist up to the stage the incident is in, with who
// ticked what and when. Folded on demand from `duty.ticked` events.
import { DUTY_STAGES, type DutyStage, dutyStageOf } from '../../domain/duty-stage';
import type { IncidentRow, RoleHolder } from '../../domain/incident';
import type { Role } from '../../settings/team';
import type { LogEvent } from '../event';

export interface Tick {
  readonly isDone: boolean;
  readonly by: string;
  /** Unix ms. */
  readonly at: number;
}

/** By `tickKey`. */
export type Ticks = ReadonlyMap<string, Tick>;

export interface Duty extends Tick {
  readonly text: string;
  readonly stage: DutyStage;
}

/** A role of the settings, or one that is held here and gone from the settings (`isKnown` false, no duties). */
export interface IncidentRole {
  readonly role: string;
  readonly name: string;
  readonly isKnown: boolean;
  readonly holder: RoleHolder | null;
  /** Of this stage and of those before it, in order. */
  readonly duties: readonly Duty[];
}

export interface IncidentRoles {
  readonly stage: DutyStage;
  readonly roles: readonly IncidentRole[];
}

function tickKey(role: string, duty: string): string {
  return `${role}\n${duty}`;
}

/** The last word on each duty. `events`: oldest first, of one incident; kinds other than `duty.ticked` are passed over. */
export function foldTicks(events: readonly LogEvent[]): Ticks {
  const ticks = new Map<string, Tick>();
  for (const e of events)
    if (e.kind === 'duty.ticked') ticks.set(tickKey(e.data.role, e.data.duty), { isDone: e.data.isDone, by: e.data.by, at: e.at });
  return ticks;
}

export function isTicked(ticks: Ticks, role: string, duty: string): boolean {
  return ticks.get(tickKey(role, duty))?.isDone === true;
}

/** Roles in the order of the settings, then those that only this incident still knows. */
export function rolesOf(row: Pick<IncidentRow, 'status' | 'roles'>, ticks: Ticks, roles: readonly Role[]): IncidentRoles {
  const stage = dutyStageOf(row.status);
  const upTo = DUTY_STAGES.slice(0, DUTY_STAGES.indexOf(stage) + 1);
  const known = roles.map((role): IncidentRole => {
    const holder = row.roles.find((h) => h.role === role.id) ?? null;
    const duties = upTo.flatMap((s) => role.duties[s].map((text) => dutyOf(ticks, role.id, text, s)));
    return { role: role.id, name: role.name, isKnown: true, holder, duties };
  });
  const gone = row.roles
    .filter((h) => !roles.some((r) => r.id === h.role))
    .map((holder): IncidentRole => ({ role: holder.role, name: holder.roleName, isKnown: false, holder, duties: [] }));
  return { stage, roles: [...known, ...gone] };
}

function dutyOf(ticks: Ticks, role: string, text: string, stage: DutyStage): Duty {
  const tick = ticks.get(tickKey(role, text));
  return { text, stage, isDone: tick?.isDone ?? false, by: tick?.by ?? '', at: tick?.at ?? 0 };
}

/** Duties of held roles that nobody ticked, of this stage and before: what is asked about when an incident moves on, never a block. */
export function unfinishedDuties({ roles }: IncidentRoles): { readonly role: string; readonly name: string; readonly duty: string }[] {
  return roles
    .filter((r) => r.holder?.person != null)
    .flatMap((r) => r.duties.filter((d) => !d.isDone).map((d) => ({ role: r.role, name: r.name, duty: d.text })));
}
