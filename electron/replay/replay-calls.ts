// Calls that try rules on recorded weeks: one replay at a time, in slices, told how far it is, ended whenever the person wants.
import type { ReplayPush, ReplayValues } from '../../shared/contract/replay';
import { done, type Handlers, refuse } from '../engine/gate';
import { inSlices } from '../engine/slices';
import { type ReplayLog, runReplay } from './run-replay';

export interface ReplayDeps {
  readonly log: ReplayLog;
  readonly now: () => number;
  readonly timeZone: string;
  readonly push: (message: ReplayPush) => void;
}

const SLICE_MS = 8;
const WEEK_MS = 7 * 86_400_000;
const TELL_EVERY = 0.01;

class Cancelled extends Error {}

export function makeReplayCalls({ log, now, timeZone, push }: ReplayDeps): Pick<Handlers, keyof ReplayValues> {
  let going: { isCancelled: boolean } | null = null;
  return {
    'replay-rules': async ({ settings, weeks }) => {
      if (going) going.isCancelled = true;
      const mine = { isCancelled: false };
      going = mine;
      let told = 0;
      const onProgress = (share: number): void => {
        if (mine.isCancelled) throw new Cancelled();
        if (share - told < TELL_EVERY) return;
        told = share;
        push({ push: 'replay', share });
      };
      const to = now();
      try {
        const asked = { settings, timeZone, from: to - weeks * WEEK_MS, to };
        return done({
          result: await inSlices(
            runReplay(log, asked, () => performance.now(), onProgress),
            SLICE_MS,
          ),
        });
      } catch (error) {
        if (error instanceof Cancelled) return done({ result: null });
        throw error;
      } finally {
        if (going === mine) going = null;
      }
    },
    'cancel-replay': () => {
      if (!going) return refuse('No replay is running.');
      going.isCancelled = true;
      return done({ cancelled: true });
    },
  };
}
