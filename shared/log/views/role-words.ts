// Roles and shifts in the words of the timeline.
import { counted, msg } from '../../words/words';
import type { RoleEvents } from '../kinds/roles';
import { say, type Telling } from './words';

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('; ');

export const ROLE_WORDS: Telling<keyof RoleEvents> = {
  'role.assigned': (e) => say(msg`${e.data.roleName}: offered to ${e.data.personName}`, joined(msg`by ${e.data.by}`, e.data.why), 'person'),
  'role.accepted': (e) =>
    say(
      msg`${e.data.personName} is ${e.data.roleName}`,
      joined(e.data.by === e.data.personName ? '' : msg`noted by ${e.data.by}`, e.data.why),
      'person',
    ),
  'role.declined': (e) =>
    e.data.by === e.data.personName
      ? say(msg`${e.data.roleName}: declined by ${e.data.personName}`, e.data.why, 'person')
      : say(msg`${e.data.roleName}: no longer asked of ${e.data.personName}`, joined(msg`by ${e.data.by}`, e.data.why), 'person'),
  'role.handed-over': (e) =>
    say(msg`${e.data.roleName}: ${e.data.toName} is asked to take it over`, joined(msg`by ${e.data.by}`, e.data.note), 'person'),
  'role.released': (e) => say(msg`${e.data.roleName} is free`, msg`released by ${e.data.by}`, 'person'),
  'duty.ticked': (e) =>
    say(
      `${e.data.roleName ?? msg`Checklist`}: ${e.data.isDone ? 'done' : msg`open again`}: ${e.data.duty}`,
      msg`${e.data.isDone ? msg`ticked` : msg`unticked`} by ${e.data.by}`,
      'person',
    ),
  'shift.handed-over': (e) => say(msg`Shift handed over to ${e.data.to}`, e.data.note, 'person'),
  'shift.taken-over': (e) =>
    say(msg`Shift taken over from ${e.data.from}`, counted(e.data.incidents, msg`incident`, msg`incidents`), 'person'),
};
