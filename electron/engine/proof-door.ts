// The way to proofs of detection: what posts canaries is loaded when a feed is to be proved, or one was left behind.
import type { FeedHealth } from '../../shared/contract';
import { type FeedProof, type ProofValues, proofCalls } from '../../shared/contract/proof';
import type { Sighting } from '../../shared/feed';
import { manifestOf } from '../feeds/registry';
import type { CanaryKeeper, CanaryKeeperDeps } from './canary-keeper';
import { done, type Handlers, refuse } from './gate';
import { callsInto, Room } from './room';

export interface ProofDoor {
  readonly calls: Pick<Handlers, keyof ProofValues>;
  beat(): void;
  onSeen(feed: string, sightings: readonly Sighting[]): void;
  /** Undefined: its kind takes no canary. */
  proofOf(feed: FeedHealth): FeedProof | undefined;
  stop(): Promise<void>;
}

export function proofDoor(deps: CanaryKeeperDeps): ProofDoor {
  const room = new Room<CanaryKeeper>(async () => new (await import('./canary-keeper')).CanaryKeeper(deps));
  const isNeeded = (): boolean => deps.settings().feeds.some((f) => f.canaryMinutes > 0) || deps.desk.state.proofs.size > 0;
  return {
    calls: callsInto(proofCalls, async () => {
      const keeper = await room.open();
      return {
        'prove-feed': ({ feed }) => {
          const why = keeper.prove(feed, true);
          return why === null ? done({ started: true }) : refuse(why, '');
        },
      };
    }),
    beat() {
      if (room.now) room.now.beat();
      else if (isNeeded()) void room.open();
    },
    onSeen: (feed, sightings) => room.now?.onSeen(feed, sightings),
    proofOf({ feed, kind }) {
      if (!manifestOf(kind)?.capabilities.includes('canary')) return undefined;
      const record = deps.desk.state.proofs.get(feed);
      return {
        everyMinutes: deps.settings().feeds.find((f) => f.id === feed)?.canaryMinutes ?? 0,
        step: room.now?.stepOf(feed) ?? null,
        provedAt: record?.provedAt ?? null,
        withheld: record?.withheld ?? null,
        failure: record?.failure ?? null,
      };
    },
    stop: () => room.shut((keeper) => keeper.stop()),
  };
}
