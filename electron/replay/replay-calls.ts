// Calls that try rules on recorded weeks: one replay at a time, in slices, told how far it is, ended whenever the person wants.
import type { ReplayPush, ReplayValues } from '../../shared/contract/replay';
import { done, type Handlers, refuse } from '../engine/gate';
import { inSlices } from '../engine/slices';
import { type ReplayAsked, type ReplayLog, runReplay } from './run-replay';

export interface ReplayDeps {
  readonly log: ReplayLog;
  readonly now: () => number;
  readonly newId: () => string;
  readonly timeZone: string;
  readonly push: (message: ReplayPush) => void;
  readonly journal: (line: string) => void;
}

const SLICE_MS = 8;
const WEEK_MS = 7 * 86_400_000;
const TELL_EVERY = 0.01;

class Cancelled extends Error {}

interface Going {
  readonly id: string;
  isCancelled: boolean;
}

export interface ReplayRoom {
  readonly calls: Pick<Handlers, keyof ReplayValues>;
  /** Ends what runs. */
  stop(): void;
}

export function makeReplayRoom(deps: ReplayDeps): ReplayRoom {
  let going: Going | null = null;
  const stop = (): boolean => {
    if (!going) return false;
    going.isCancelled = true;
    going = null;
    return true;
  };
  const calls: ReplayRoom['calls'] = {
    'replay-rules': ({ settings, weeks }) => {
      stop();
      const mine = { id: deps.newId(), isCancelled: false };
      going = mine;
      const to = deps.now();
      const asked = { settings, timeZone: deps.timeZone, from: to - weeks * WEEK_MS, to };
      void run(deps, mine, asked).finally(() => {
        if (going === mine) going = null;
      });
      return done({ replay: mine.id });
    },
    'cancel-replay': () => (stop() ? done({ cancelled: true }) : refuse('No replay is running.')),
  };
  return { calls, stop: () => void stop() };
}

async function run({ log, push, journal }: ReplayDeps, mine: Going, asked: ReplayAsked): Promise<void> {
  let told = 0;
  const onProgress = (share: number): void => {
    if (mine.isCancelled) throw new Cancelled();
    if (share - told < TELL_EVERY) return;
    told = share;
    push({ push: 'replay', replay: mine.id, share });
  };
  const end = (result: Extract<ReplayPush, { push: 'replay-ended' }>['result'], why: string): void =>
    push({ push: 'replay-ended', replay: mine.id, result, why });
  // Whoever asked hears first that it has begun.
  await new Promise<void>((resolve) => setImmediate(resolve));
  try {
    onProgress(0);
    end(
      await inSlices(
        runReplay(log, asked, () => performance.now(), onProgress),
        SLICE_MS,
      ),
      '',
    );
  } catch (error) {
    if (error instanceof Cancelled) return end(null, 'cancelled');
    journal(`a replay failed: ${error instanceof Error ? error.stack : error}`);
    end(null, 'The recorded weeks could not be run again. The journal says more.');
  }
}
