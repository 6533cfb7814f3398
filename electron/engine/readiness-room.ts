// The room of being ready: drills and the calls about them, made when the first of them is wanted.

import { listScenarios } from './drill-scenarios';
import { type DrillDeps, Drills } from './drills';
import { done, type Handlers, refuse } from './gate';

export interface ReadinessRoom {
  readonly drills: Drills;
  readonly calls: Pick<Handlers, 'get-readiness' | 'start-drill' | 'end-drill'>;
}

export function makeReadinessRoom(deps: DrillDeps): ReadinessRoom {
  const drills = new Drills(deps);
  deps.desk.onCommit((events) => drills.onCommit(events));
  return {
    drills,
    calls: {
      'get-readiness': async () => {
        const listed = await listScenarios(drills.places);
        return done({ drills: { running: drills.current, past: drills.history, ...listed } });
      },
      'start-drill': async ({ scenario }) => {
        const started = await drills.start(scenario);
        return started.ok ? done({ drill: started.drill }) : refuse(started.what, started.remedy);
      },
      'end-drill': async () => {
        const ended = await drills.end('a person ended it');
        return ended.ok ? done({ drill: ended.drill, score: ended.score }) : refuse(ended.what, ended.remedy);
      },
    },
  };
}
