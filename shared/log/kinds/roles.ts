// Events about who does what in an incident: roles that are offered, accepted, handed over, and the duties of their checklists.

export interface RoleEvents {
  /** Offered to a person; they hold it once they accept (at once when they took it themselves). */
  'role.assigned': { role: string; roleName: string; person: string; personName: string; by: string };
  'role.accepted': { role: string; person: string; personName: string; by: string };
  'role.declined': { role: string; person: string; by: string; why: string };
  /** Offered onwards; `from` holds it until `to` accepts. */
  'role.handed-over': { role: string; roleName: string; from: string; to: string; toName: string; by: string; note: string };
  'role.released': { role: string; by: string };
  'duty.ticked': { role: string; duty: string; isDone: boolean; by: string };
  /** A shift's bundle was made here / taken in here; `bundle` is its SHA-256 (hex). These concern the whole desk. */
  'shift.handed-over': { to: string; bundle: string; incidents: string[]; note: string; by: string };
  'shift.taken-over': { from: string; bundle: string; incidents: number; note: string; by: string };
}
