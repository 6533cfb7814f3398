// A person reports an incident: decided and committed like every other act.
import type { reportCalls } from '../../shared/contract/report';
import { decideReport } from '../../shared/log/decide/report';
import { done, type Handlers, refuse } from './gate';
import type { IncidentCallDeps } from './incident-calls';

export function reportHandlers({ desk, person }: IncidentCallDeps): Pick<Handlers, keyof typeof reportCalls> {
  return {
    'report-incident': (report) => {
      let [incident, why] = ['', ''];
      desk.transact((state, { now }) => {
        const decision = decideReport(state, report, person(), now);
        incident = decision.to;
        why = decision.refused[0]?.why ?? '';
        return decision.drafts;
      });
      const row = desk.state.incidents.get(incident)?.row;
      return row ? done({ incident, number: row.number }) : refuse(why, '');
    },
  };
}
