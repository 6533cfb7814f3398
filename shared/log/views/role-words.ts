// Roles and shifts in the words of the timeline.
import type { RoleEvents } from '../kinds/roles';
import { plural, say, type Telling } from './words';

export const ROLE_WORDS: Telling<keyof RoleEvents> = {
  'role.assigned': (e) => say(`${e.data.roleName}: offered to ${e.data.personName}`, `by ${e.data.by}`, 'person'),
  'role.accepted': (e) => say(`${e.data.personName} accepted the role`, e.data.role, 'person'),
  'role.declined': (e) => say(`Role ${e.data.role} declined`, e.data.why, 'person'),
  'role.handed-over': (e) => say(`${e.data.roleName}: handed over to ${e.data.toName}, not accepted yet`, e.data.note, 'person'),
  'role.released': (e) => say(`Role ${e.data.role} is free`, `released by ${e.data.by}`, 'person'),
  'duty.ticked': (e) => say(e.data.isDone ? 'Duty done' : 'Duty open again', e.data.duty, 'person'),
  'shift.handed-over': (e) => say(`Shift handed over to ${e.data.to}`, e.data.note, 'person'),
  'shift.taken-over': (e) => say(`Shift taken over from ${e.data.from}`, plural(e.data.incidents, 'incident'), 'person'),
};
