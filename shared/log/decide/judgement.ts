// A person's word on whether incidents were worth it, said while closing them or at any time later.
import { firingCount } from '../../domain/alert';
import type { IncidentRow } from '../../domain/incident';
import type { Verdict } from '../../domain/judgement';
import { isReview } from '../../readiness/policy-review';
import type { Draft } from '../event';
import type { State } from '../state';
import type { Decision, Refusal } from './context';

/**
 * Judges each of `ids`; with `isClosing` the resolved ones that fire no more are closed along with it. What is judged like that
 * already, and has nothing to close, is refused; so are merged incidents and reviews of policies.
 */
export function decideJudgement(state: State, ids: readonly string[], verdict: Verdict, isClosing: boolean, by: string): Decision {
  const drafts: Draft[] = [];
  const refused: Refusal[] = [];
  for (const id of new Set(ids)) {
    const row = state.incidents.get(id)?.row;
    const made = row ? judged(row, verdict, isClosing, by) : 'There is no such incident.';
    if (typeof made === 'string') refused.push({ incident: id, why: made });
    else drafts.push(...made);
  }
  return { drafts, refused };
}

function judged(row: IncidentRow, verdict: Verdict, isClosing: boolean, by: string): readonly Draft[] | string {
  const name = `INC-${row.number}`;
  if (row.status === 'merged') return `${name} went into INC-${row.mergedIntoNumber}: judge that one.`;
  if (isReview(row)) return `${name} asks for the review of a policy: it paged nobody.`;
  const whose = { incident: row.id, actor: `person:${by}` } as const;
  const drafts: Draft[] = [];
  if (row.judged?.verdict !== verdict) drafts.push({ kind: 'incident.judged', ...whose, data: { verdict, by } });
  if (isClosing && row.status === 'resolved' && firingCount(row.tally) === 0)
    drafts.push({ kind: 'incident.closed', ...whose, data: { why: `closed as ${verdict} by ${by}`, isAutomatic: false } });
  return drafts.length === 0 ? `${name} is judged as ${verdict} already.` : drafts;
}
