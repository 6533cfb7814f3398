// Runs a replay a little at a time in the engine's own thread: where no thread was built, as in a test.

import type { ReplayResult } from '../../shared/contract/replay';
import { inSlices, type Look } from '../engine/slices';
import type { PastLog } from '../log/open-reader';
import type { ReplayEars } from './replay-in-thread';
import { type ReplayAsked, runReplay } from './run-replay';

const SLICE_MS = 8;
const TELL_EVERY = 0.01;
const FAILED = 'The recorded weeks could not be run again. The journal says more.';

class Cancelled extends Error {}

/** As `replayInThread`. */
export function replayInSlices(log: PastLog, asked: ReplayAsked, ears: ReplayEars): () => void {
  let isCancelled = false;
  let told = 0;
  const onProgress = (share: number): void => {
    if (isCancelled) throw new Cancelled();
    if (share - told < TELL_EVERY) return;
    told = share;
    ears.onShare(share);
  };
  const look: Look<ReplayResult> = runReplay(log, asked, () => performance.now(), onProgress);
  // Whoever asked hears first that it has begun.
  setImmediate(() => {
    inSlices(look, SLICE_MS).then(
      (result) => !isCancelled && ears.onEnd(result, ''),
      (error: unknown) => {
        if (error instanceof Cancelled) return;
        ears.journal(`a replay failed: ${error instanceof Error ? error.stack : error}`);
        ears.onEnd(null, FAILED);
      },
    );
  });
  return () => {
    isCancelled = true;
  };
}
