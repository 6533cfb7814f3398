// Resolving or closing asks about duties that are not ticked, once and gently. Many incidents at once, an incident without held
// roles, and an engine that does not answer, are never asked about.
import { unfinishedDuties } from '../../shared/log/views/roles';
import { callEngine } from '../bridge';
import { close, resolve } from './commands';
import { useDesk } from './desk';
import { useUi } from './ui';

/** Resolves to true when it was done now; the question, if there is one, goes on by itself. */
export async function moveOn(ids: readonly string[], act: 'resolve' | 'close'): Promise<boolean> {
  const [incident] = ids;
  const row = incident === undefined ? undefined : useDesk.getState().rows.get(incident);
  if (ids.length === 1 && incident !== undefined && row?.roles.some((h) => h.person !== null)) {
    const reply = await callEngine('get-incident', { id: incident });
    const duties = reply.ok && reply.value.roles ? unfinishedDuties(reply.value.roles) : [];
    if (duties.length > 0) {
      useUi.getState().openDialog({ kind: 'duties', incident, act, duties });
      return false;
    }
  }
  return act === 'resolve' ? resolve(ids) : close(ids);
}
