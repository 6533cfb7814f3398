// The room of policies and of how ready services are: the keeper of reviews, and the calls about both.
import type { PolicyValues } from '../../shared/contract/policies';
import type { Kept } from '../../shared/insights/material';
import { dayAt } from '../../shared/log/decide/action-reminders';
import { scoreService, worstFirst } from '../../shared/readiness/service-score';
import type { Log } from '../log/store';
import type { Library } from '../runbooks/library';
import { done, type Handlers, refuse } from './gate';
import { PolicyKeeper, type PolicyKeeperDeps } from './policy-keeper';
import { gatherServices } from './service-facts';
import { inSlices } from './slices';

export interface PolicyRoomDeps extends Omit<PolicyKeeperDeps, 'log'> {
  readonly log: Log;
  /** Facts of all incidents, up to now. */
  readonly facts: () => Promise<Kept>;
  readonly library: () => Promise<Library>;
}

export interface PolicyRoom {
  readonly keeper: PolicyKeeper;
  readonly calls: Pick<Handlers, keyof PolicyValues>;
}

const SLICE_MS = 12;

export function makePolicyRoom(deps: PolicyRoomDeps): PolicyRoom {
  const keeper = new PolicyKeeper(deps);
  return {
    keeper,
    calls: {
      'list-policies': () => done({ policies: keeper.all }),
      'review-policy': ({ policy: id, note }) => {
        const policy = keeper.markReviewed(id, note);
        return policy ? done({ policy }) : refuse('There is no such policy.', 'It may be gone from the settings. Look in Readiness.');
      },
      'score-services': async () => {
        const [kept, library] = await Promise.all([deps.facts(), deps.library()]);
        const now = deps.now();
        const today = dayAt(now, deps.timeZone).day;
        const { log, desk } = deps;
        const looked = gatherServices(kept, { log, desk, library, policies: keeper, settings: deps.settings(), now, today });
        const { services, leftOut, unnamed } = await inSlices(looked, SLICE_MS);
        return done({ services: worstFirst(services.map(scoreService)), leftOut, unnamed });
      },
    },
  };
}
