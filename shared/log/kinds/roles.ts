// Events about who does what in an incident: roles that are offered, accepted, handed over, and the duties of their checklists.

/** `role` is an id of the settings, `roleName` its name as it was; so are `person` and `personName`. */
export interface RoleEvents {
  /** Offered to a person; they hold it once they accept (at once when they took it themselves). `why`: '' when a person just did it. */
  'role.assigned': { role: string; roleName: string; person: string; personName: string; by: string; why: string };
  /** `by` is somebody else where a yes was given elsewhere (a call, a chat) and noted here; `why` says how it came. */
  'role.accepted': { role: string; roleName: string; person: string; personName: string; by: string; why: string };
  /** `by` is somebody else where the offer was taken back. */
  'role.declined': { role: string; roleName: string; person: string; personName: string; by: string; why: string };
  /** Offered onwards; `from` holds it until `to` accepts. */
  'role.handed-over': { role: string; roleName: string; from: string; to: string; toName: string; by: string; note: string };
  'role.released': { role: string; roleName: string; by: string };
  /** `duty` is its text. A checklist that belongs to no role of the settings has no `roleName`. */
  'duty.ticked': { role: string; roleName?: string; duty: string; isDone: boolean; by: string };
  /** A shift's bundle was made here / taken in here; `bundle` is its SHA-256 (hex). These concern the whole desk. */
  'shift.handed-over': { to: string; bundle: string; incidents: string[]; note: string; by: string };
  'shift.taken-over': { from: string; bundle: string; incidents: number; note: string; by: string };
}
