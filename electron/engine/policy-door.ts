// The way to security policies and to how ready services are: what keeps them is loaded when there is a policy to keep or somebody looks.
import type { PolicyValues, PolicyView } from '../../shared/contract/policies';
import type { Incident } from '../../shared/domain/incident';
import { isReview } from '../../shared/readiness/policy-review';
import type { Handlers } from './gate';
import type { PolicyRoom, PolicyRoomDeps } from './policy-room';
import { callsInto, Room } from './room';
import { POLICY_CALLS } from './room-calls';

export interface PolicyDoor {
  readonly calls: Pick<Handlers, keyof PolicyValues>;
  /** The desk is ready. */
  watch(): void;
  /** The settings are different. */
  changed(): void;
  beat(): void;
  governing(incident: Incident): Promise<readonly PolicyView[]>;
}

export function policyDoor(deps: PolicyRoomDeps): PolicyDoor {
  const room = new Room<PolicyRoom>(async () => (await import('./policy-room')).makePolicyRoom(deps));
  const arePolicies = (): boolean => deps.settings().policies.length > 0;
  /** Also one that asked for a policy which is gone meanwhile. */
  const isAnyAsked = (): boolean => [...deps.desk.state.incidents.values()].some(({ row }) => isReview(row));
  const ifNeeded = (then: (keeper: PolicyRoom['keeper']) => void): void => {
    if (room.now) then(room.now.keeper);
    else if (arePolicies() || isAnyAsked()) void room.open().then(({ keeper }) => then(keeper));
  };
  return {
    calls: callsInto(POLICY_CALLS, async () => (await room.open()).calls),
    watch: () => ifNeeded((keeper) => keeper.review()),
    changed: () => ifNeeded((keeper) => keeper.changed()),
    beat: () => room.now?.keeper.beat(),
    governing: async (incident) => (arePolicies() ? (await room.open()).keeper.governing(incident) : []),
  };
}
