// Sees from outside when a commit reached the disk: the log's WAL grows with it. The process under measurement is not touched.
import { statSync } from 'node:fs';

const LOOK_MS = 4;
/** A storm writes megabytes; outcomes of pages some pages of the file. */
const LARGE_BYTES = 256 * 1024;

/** Watches a WAL; the answer ends it and gives the moment (Unix ms) of the last large write, 0 for none. */
export function watchCommit(wal: string): () => number {
  let size = sizeOf(wal).size;
  let lastLargeAt = 0;
  const timer = setInterval(() => {
    const now = sizeOf(wal);
    if (now.size - size > LARGE_BYTES) lastLargeAt = now.mtimeMs;
    size = now.size;
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return lastLargeAt;
  };
}

function sizeOf(file: string): { readonly size: number; readonly mtimeMs: number } {
  return statSync(file, { throwIfNoEntry: false }) ?? { size: 0, mtimeMs: 0 };
}
