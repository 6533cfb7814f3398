// Events of being ready: drills with what they showed, reviews of policies. They concern the whole desk.
import type { DrillScore } from '../../readiness/drill-score';

export interface ReadinessEvents {
  /** `drill` is its id; its incidents name it in their feeds. `scenario`: the scenario's file. */
  'drill.started': { drill: string; title: string; scenario: string; by: string };
  'drill.ended': { drill: string; why: string; by: string };
  /** What came of it, with the title it had. In the same commit as its end. */
  'drill.scored': { drill: string; score: DrillScore };
  /** A person read the policy (its id, and its name then) again and stands by it; `note`: what they found. */
  'policy.reviewed': { policy: string; name: string; note: string; by: string };
}
