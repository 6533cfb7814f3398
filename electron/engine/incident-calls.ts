// Calls by which a person acts on incidents: one decision each, committed before it is answered.
import type { EngineValues, Reply } from '../../shared/contract';
import { alertId } from '../../shared/domain/alert';
import { decideAct, type IncidentAct } from '../../shared/log/decide/commands';
import type { Decision } from '../../shared/log/decide/context';
import { decideJudgement } from '../../shared/log/decide/judgement';
import { decideMerge, decideSplit } from '../../shared/log/decide/moves';
import type { Desk } from './desk';
import { done, type Handlers, refuse } from './gate';

export interface IncidentCallDeps {
  readonly desk: Desk;
  readonly person: () => string;
  readonly now: () => number;
}

export interface MovingDeps extends IncidentCallDeps {
  /** Do only some desks of the team read it? */
  readonly isSealed: (incident: string) => boolean;
}

type Acts = EngineValues['acknowledge-incident'];
type Names =
  | 'acknowledge-incident'
  | 'unacknowledge-incident'
  | 'snooze-incident'
  | 'unsnooze-incident'
  | 'resolve-incident'
  | 'close-incident'
  | 'judge-incident'
  | 'reopen-incident'
  | 'set-severity'
  | 'flag-security'
  | 'merge-incidents'
  | 'split-incident';

const SEALED = [
  'Only some desks of the team read this incident, and its alerts would come before the others.',
  'Lift the restriction first, or work on it as it is.',
] as const;

export function incidentCalls(deps: MovingDeps): Pick<Handlers, Names> {
  const act = (ids: readonly string[], what: IncidentAct): Reply<Acts> =>
    commit(deps, ids, ids.length, (state) => decideAct(state, ids, what, deps.person()));
  return {
    'acknowledge-incident': ({ incidents, via }) => act(incidents, { act: 'acknowledge', via }),
    'unacknowledge-incident': ({ incidents }) => act(incidents, { act: 'unacknowledge' }),
    'snooze-incident': ({ incidents, minutes, via }) => act(incidents, { act: 'snooze', until: deps.now() + minutes * 60_000, via }),
    'unsnooze-incident': ({ incidents }) => act(incidents, { act: 'unsnooze' }),
    'resolve-incident': ({ incidents, why }) => act(incidents, { act: 'resolve', why }),
    'close-incident': ({ incidents, why }) => act(incidents, { act: 'close', why }),
    'judge-incident': ({ incidents: ids, verdict, isClosing }) =>
      commit(deps, ids, ids.length, (state) => decideJudgement(state, ids, verdict, isClosing, deps.person())),
    'reopen-incident': ({ incidents, why }) => act(incidents, { act: 'reopen', why }),
    'set-severity': ({ incidents, severity }) => act(incidents, { act: 'set-severity', severity }),
    'flag-security': ({ incidents, isSecurity }) => act(incidents, { act: 'flag-security', isSecurity }),
    'merge-incidents': ({ into, from }) =>
      [into, ...from].some(deps.isSealed)
        ? refuse(...SEALED)
        : commit(deps, [into, ...from], from.length, (state) => decideMerge(state, into, from, deps.person())),
    'split-incident': ({ id, alerts }) => {
      if (deps.isSealed(id)) return refuse(...SEALED);
      const ids = alerts.map((a) => alertId(a.feed, a.key));
      let to = '';
      const reply = commit(deps, [id], 1, (state, now) => {
        const decision = decideSplit(state, id, ids, deps.person(), now);
        to = decision.to;
        return decision;
      });
      return reply.ok ? done({ ...reply.value, to }) : reply;
    },
  };
}

/** Commits one decision about `ids` that was asked for `asked` times; past incidents are fetched first. Refused when nothing could be done. */
export function commit(
  deps: IncidentCallDeps,
  ids: readonly string[],
  asked: number,
  decide: (state: Desk['state'], now: number) => Decision,
): Reply<Acts> {
  deps.desk.admit(ids);
  let decision: Decision = { drafts: [], refused: [] };
  deps.desk.transact((state, ctx) => {
    decision = decide(state, ctx.now);
    return decision.drafts;
  });
  const refused = decision.refused.map((r) => r.why);
  if (decision.drafts.length === 0 && refused.length > 0)
    return refuse(refused[0] ?? '', refused.length > 1 ? `And ${refused.length - 1} more.` : '');
  return done({ done: Math.max(0, asked - refused.length), refused });
}
