// Roles in an incident's row: who holds what, and who was asked.
import type { IncidentRow, RoleHolder } from '../../domain/incident';
import type { RoleEvents } from '../kinds/roles';
import { keepRow, type RowSteps } from './row-step';

function changed(row: IncidentRow, role: string, change: (holder: RoleHolder) => RoleHolder | null): IncidentRow {
  const roles = row.roles.flatMap((h) => (h.role === role ? (change(h) ?? []) : h));
  return { ...row, roles };
}

function offered(row: IncidentRow, role: string, roleName: string, person: string, personName: string): IncidentRow {
  const isHeld = row.roles.some((h) => h.role === role);
  if (isHeld) return changed(row, role, (h) => ({ ...h, roleName, offered: { person, personName } }));
  return { ...row, roles: [...row.roles, { role, roleName, person: null, personName: '', offered: { person, personName } }] };
}

export const ROLE_STEPS: RowSteps<keyof RoleEvents> = {
  'role.assigned': (row, e) => offered(row, e.data.role, e.data.roleName, e.data.person, e.data.personName),
  'role.handed-over': (row, e) => offered(row, e.data.role, e.data.roleName, e.data.to, e.data.toName),
  'role.accepted': (row, e) =>
    changed(row, e.data.role, (h) => ({ ...h, person: e.data.person, personName: e.data.personName, offered: null })),
  'role.declined': (row, e) => changed(row, e.data.role, (h) => (h.person === null ? null : { ...h, offered: null })),
  'role.released': (row, e) => changed(row, e.data.role, () => null),
  'duty.ticked': keepRow,
  'shift.handed-over': keepRow,
  'shift.taken-over': keepRow,
};
