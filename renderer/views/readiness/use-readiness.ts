// What the engine knows of being ready: each part is asked for again when something it is made of changed.
import type { EngineValues } from '../../../shared/contract';
import type { IncidentRow } from '../../../shared/domain/incident';
import { isReview } from '../../../shared/readiness/policy-review';
import { callEngine } from '../../bridge';
import { useDesk } from '../../store/desk';
import { type Answer, useAnswer } from './use-answer';

export interface ShownReadiness {
  readonly drills: Answer<EngineValues['get-readiness']>;
  readonly policies: Answer<EngineValues['list-policies']>;
  readonly scores: Answer<EngineValues['score-services']>;
}

const askDrills = () => callEngine('get-readiness', {});
const askPolicies = () => callEngine('list-policies', {});
const askScores = () => callEngine('score-services', {});

export function useReadiness(): ShownReadiness {
  const drill = useDesk((s) => (s.status?.drill ? `${s.status.drill.title}\n${s.status.drill.openCount}` : ''));
  const reviews = useDesk(reviewsOf);
  const actions = useDesk((s) => s.status?.actions?.version ?? 0);
  return {
    drills: useAnswer(askDrills, drill),
    policies: useAnswer(askPolicies, reviews),
    scores: useAnswer(askScores, `${reviews}\n${actions}\n${drill === ''}`),
  };
}

/** Changes with each review that is asked for or done. */
function reviewsOf({ rows }: { readonly rows: ReadonlyMap<string, IncidentRow> }): string {
  return [...rows.values()]
    .filter(isReview)
    .map((row) => `${row.id} ${row.status}`)
    .join('\n');
}
