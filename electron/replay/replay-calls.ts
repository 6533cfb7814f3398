// Calls that try rules on recorded weeks: one replay at a time, told how far it is, ended whenever the person wants.
import type { ReplayPush, ReplayValues } from '../../shared/contract/replay';
import { done, type Handlers, refuse } from '../engine/gate';
import type { PastLog } from '../log/open-reader';
import { replayInSlices } from './replay-in-slices';
import { type ReplayEars, replayInThread, type ThreadLog } from './replay-in-thread';

export interface ReplayDeps {
  readonly log: PastLog;
  /** How a thread opens the same log; null: it is run here, in slices. */
  readonly threadLog: ThreadLog | null;
  readonly now: () => number;
  readonly newId: () => string;
  readonly timeZone: string;
  readonly push: (message: ReplayPush) => void;
  readonly journal: (line: string) => void;
}

const WEEK_MS = 7 * 86_400_000;

interface Going {
  readonly id: string;
  readonly cancel: () => void;
}

export interface ReplayRoom {
  readonly calls: Pick<Handlers, keyof ReplayValues>;
  /** Ends what runs. */
  stop(): void;
}

export function makeReplayRoom({ log, threadLog, now, newId, timeZone, push, journal }: ReplayDeps): ReplayRoom {
  let going: Going | null = null;
  const stop = (): boolean => {
    if (!going) return false;
    const { id, cancel } = going;
    going = null;
    cancel();
    push({ push: 'replay-ended', replay: id, result: null, why: 'cancelled' });
    return true;
  };
  const earsOf = (replay: string): ReplayEars => ({
    onShare: (share) => push({ push: 'replay', replay, share }),
    onEnd: (result, why) => {
      if (going?.id === replay) going = null;
      push({ push: 'replay-ended', replay, result, why });
    },
    journal,
  });
  const calls: ReplayRoom['calls'] = {
    'replay-rules': ({ settings, weeks }) => {
      stop();
      const id = newId();
      const to = now();
      const asked = { settings, timeZone, from: to - weeks * WEEK_MS, to };
      const cancel = threadLog ? replayInThread(threadLog, asked, earsOf(id)) : replayInSlices(log, asked, earsOf(id));
      going = { id, cancel };
      return done({ replay: id });
    },
    'cancel-replay': () => (stop() ? done({ cancelled: true }) : refuse('No replay is running.')),
  };
  return { calls, stop: () => void stop() };
}
