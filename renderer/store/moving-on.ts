// Resolving or closing asks about duties that are not ticked, once and gently, for one incident or for many. Incidents without held
// roles, and an engine that does not answer, are never asked about.
import { callEngine } from '../bridge';
import { close, resolve } from './commands';
import { useDesk } from './desk';
import { useUi } from './ui';

/** Resolves to true when it was done now; the question, if there is one, goes on by itself. */
export async function moveOn(ids: readonly string[], act: 'resolve' | 'close'): Promise<boolean> {
  const { rows } = useDesk.getState();
  const held = ids.filter((id) => rows.get(id)?.roles.some((h) => h.person !== null));
  if (held.length > 0) {
    const reply = await callEngine('list-unfinished', { incidents: held });
    const duties = reply.ok ? reply.value.duties : [];
    if (duties.length > 0) {
      useUi.getState().openDialog({ kind: 'duties', incidents: ids, act, duties });
      return false;
    }
  }
  return act === 'resolve' ? resolve(ids) : close(ids);
}
