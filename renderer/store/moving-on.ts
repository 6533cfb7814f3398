// Resolving or closing asks about duties that are not ticked, once and gently, for one incident or for many. Incidents without held
// roles, and an engine that does not answer, are never asked about.
import type { UnfinishedDuty } from '../../shared/contract/roles';
import type { Verdict } from '../../shared/domain/judgement';
import { callEngine } from '../bridge';
import { close, judge, resolve } from './commands';
import { useDesk } from './desk';
import { useUi } from './ui';

/** What an incident moves on to: `judge` says whether it was worth it, and closes what is resolved. */
export type Onward = { readonly act: 'resolve' | 'close' } | { readonly act: 'judge'; readonly verdict: Verdict };

/** Resolves to true when it was done now; the question, if there is one, goes on by itself. */
export function moveOn(ids: readonly string[], act: 'resolve' | 'close'): Promise<boolean> {
  return goOn(ids, { act });
}

/** One key at the end of an incident: closed, if it is resolved, with a word on whether it was worth it. */
export function closeAs(ids: readonly string[], verdict: Verdict): Promise<boolean> {
  return goOn(ids, { act: 'judge', verdict });
}

async function goOn(ids: readonly string[], onward: Onward): Promise<boolean> {
  const duties = await openDuties(ids, onward);
  if (duties.length === 0) return goOnAtOnce(ids, onward);
  useUi.getState().openDialog({ kind: 'duties', incidents: ids, onward, duties });
  return false;
}

/** The same without a question. */
export function goOnAtOnce(ids: readonly string[], onward: Onward): Promise<boolean> {
  if (onward.act === 'judge') return judge(ids, onward.verdict, true);
  return onward.act === 'resolve' ? resolve(ids) : close(ids);
}

async function openDuties(ids: readonly string[], { act }: Onward): Promise<readonly UnfinishedDuty[]> {
  const { rows } = useDesk.getState();
  const isMoving = (id: string): boolean => act !== 'judge' || rows.get(id)?.status === 'resolved';
  const held = ids.filter((id) => isMoving(id) && rows.get(id)?.roles.some((h) => h.person !== null));
  if (held.length === 0) return [];
  const reply = await callEngine('list-unfinished', { incidents: held });
  return reply.ok ? reply.value.duties : [];
}
