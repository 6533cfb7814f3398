// Roles and shifts in the words of the timeline.
import type { RoleEvents } from '../kinds/roles';
import { plural, say, type Telling } from './words';

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('; ');

export const ROLE_WORDS: Telling<keyof RoleEvents> = {
  'role.assigned': (e) => say(`${e.data.roleName}: offered to ${e.data.personName}`, joined(`by ${e.data.by}`, e.data.why), 'person'),
  'role.accepted': (e) =>
    say(
      `${e.data.personName} is ${e.data.roleName}`,
      joined(e.data.by === e.data.personName ? '' : `noted by ${e.data.by}`, e.data.why),
      'person',
    ),
  'role.declined': (e) =>
    e.data.by === e.data.personName
      ? say(`${e.data.roleName}: declined by ${e.data.personName}`, e.data.why, 'person')
      : say(`${e.data.roleName}: no longer asked of ${e.data.personName}`, joined(`by ${e.data.by}`, e.data.why), 'person'),
  'role.handed-over': (e) =>
    say(`${e.data.roleName}: ${e.data.toName} is asked to take it over`, joined(`by ${e.data.by}`, e.data.note), 'person'),
  'role.released': (e) => say(`${e.data.roleName} is free`, `released by ${e.data.by}`, 'person'),
  'duty.ticked': (e) =>
    say(
      `${e.data.roleName ?? 'Checklist'}: ${e.data.isDone ? 'done' : 'open again'}: ${e.data.duty}`,
      `${e.data.isDone ? 'ticked' : 'unticked'} by ${e.data.by}`,
      'person',
    ),
  'shift.handed-over': (e) => say(`Shift handed over to ${e.data.to}`, e.data.note, 'person'),
  'shift.taken-over': (e) => say(`Shift taken over from ${e.data.from}`, plural(e.data.incidents, 'incident'), 'person'),
};
