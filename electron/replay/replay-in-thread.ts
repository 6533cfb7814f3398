// Runs a replay in a thread of its own, so that the engine goes on hearing polls and calls at every moment. How it ends is always told:
// with what it found, or in words.
import { Worker } from 'node:worker_threads';
import type { ReplayResult } from '../../shared/contract/replay';
import type { ReplayAsked } from './run-replay';

/** The log as a thread opens it anew. The key stays in the memory of this process. */
export interface ThreadLog {
  readonly file: string;
  readonly key: string;
  /** The built `replay-thread`. */
  readonly thread: URL;
}

/** What the thread is started with; `cancel` is a shared cell that becomes 1. */
export interface ThreadStart {
  readonly file: string;
  readonly key: string;
  readonly asked: ReplayAsked;
  readonly cancel: Int32Array;
}

export type FromThread = { readonly is: 'share'; readonly share: number } | { readonly is: 'result'; readonly result: ReplayResult };

export interface ReplayEars {
  /** 0 to 1. */
  readonly onShare: (share: number) => void;
  /** Called once. `why` is in words when there is no result. */
  readonly onEnd: (result: ReplayResult | null, why: string) => void;
  /** Lines for the journal. */
  readonly journal: (line: string) => void;
}

/** What events leave behind while they are decided is short-lived: a large nursery is tidied up less often. */
const YOUNG_MB = 64;
const OLD_MB = 1_536;
/** A thread that does not hear that it is not wanted any more is ended after this. */
const PATIENCE_MS = 2_000;
const MEMORY = `It needed more than ${OLD_MB} MB of memory. Nothing else is affected; try fewer weeks.`;
const DIED =
  'The recorded weeks could not be run again: the thread that did it ended too early. Nothing else is affected. The journal says more.';

export function isCancelled(cell: Int32Array): boolean {
  return Atomics.load(cell, 0) === 1;
}

/** Returns what ends it; nothing is told after that. */
export function replayInThread({ file, key, thread }: ThreadLog, asked: ReplayAsked, ears: ReplayEars): () => void {
  const cancel = new Int32Array(new SharedArrayBuffer(4));
  const start: ThreadStart = { file, key, asked, cancel };
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB };
  const worker = new Worker(thread, { workerData: start, resourceLimits });
  let isOver = false;
  const end = (result: ReplayResult | null, why: string): void => {
    if (!isOver) ears.onEnd(result, why);
    isOver = true;
  };
  worker.on('message', (message: FromThread) => {
    if (message.is === 'result') end(message.result, '');
    else if (!isOver) ears.onShare(message.share);
  });
  worker.on('error', (error: Error & { readonly code?: string }) => {
    ears.journal(`a replay failed: ${error.stack ?? error.message}`);
    end(null, error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? MEMORY : DIED);
  });
  worker.on('exit', (code) => {
    if (!isOver) ears.journal(`a replay’s thread ended by itself (${code})`);
    end(null, DIED);
  });
  return () => {
    isOver = true;
    Atomics.store(cancel, 0, 1);
    const late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
    late.unref();
    worker.once('exit', () => clearTimeout(late));
  };
}
