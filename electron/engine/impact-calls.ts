// The call by which a person confirms the impact of an incident.
import { decideImpact } from '../../shared/log/decide/impact';
import type { Handlers } from './gate';
import { commit, type IncidentCallDeps } from './incident-calls';

export function impactCalls(deps: IncidentCallDeps): Pick<Handlers, 'set-impact'> {
  return {
    'set-impact': ({ id, impact }) => commit(deps, [id], 1, (state, now) => decideImpact(state, id, impact, deps.person(), now)),
  };
}
