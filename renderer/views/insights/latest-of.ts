// The newest incident of a rule with its alerts: what a silence, a ticket or a look at the rule begins with.
import type { CallError, IncidentDetail } from '../../../shared/contract';
import type { Scope } from '../../../shared/insights/material';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';

export type Latest = { readonly detail: IncidentDetail } | { readonly error: CallError };

/** An error where the period holds none any more. */
export async function latestOf(rule: string, scope: Scope): Promise<Latest> {
  const behind = await callEngine('list-behind', { scope, behind: { what: 'rule', rule }, limit: 1 });
  if (!behind.ok) return { error: behind.error };
  const id = behind.value.rows[0]?.row.id;
  if (id === undefined)
    return { error: { kind: 'refused', what: msg`No incident of this rule is left in the period.`, remedy: msg`Choose a longer one.` } };
  const reply = await callEngine('get-incident', { id });
  return reply.ok ? { detail: reply.value } : { error: reply.error };
}
