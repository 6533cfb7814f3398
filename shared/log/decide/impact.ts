// What a person says about the impact of an incident: judged for sense, never for truth.
import { type Impact, impactProblem, NO_IMPACT } from '../../domain/impact';
import type { State } from '../state';
import type { Decision } from './context';

const FIELDS = Object.keys(NO_IMPACT) as readonly (keyof Impact)[];

/** Also of a closed incident, once it is admitted: much of the impact is known the day after. `now` is Unix ms. */
export function decideImpact(state: State, incident: string, impact: Impact, by: string, now: number): Decision {
  const row = state.incidents.get(incident)?.row;
  const refused = (why: string): Decision => ({ drafts: [], refused: [{ incident, why }] });
  if (!row) return refused('There is no such incident.');
  const before = row.impact ?? NO_IMPACT;
  if (FIELDS.every((field) => before[field] === impact[field])) return refused(`The impact of INC-${row.number} stands like this already.`);
  const problem = impactProblem(impact, now);
  if (problem) return refused(problem);
  return { drafts: [{ kind: 'incident.impact-set', incident, actor: `person:${by}`, data: { ...impact, by } }], refused: [] };
}
