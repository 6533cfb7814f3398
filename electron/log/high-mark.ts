// The number of the last event that was acknowledged, kept beside the log: a log that ends earlier has lost events, which SQLite itself
// does not notice when its write-ahead file is cut off.
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';

export interface HighMark {
  /** Number of the last event that was acknowledged when the file was opened; 0: none is known. */
  readonly before: number;
  /** After a commit. A disk that refuses is left to the commits to tell. */
  note(seq: number): void;
  close(): void;
}

const DIGITS = 15;

/** Not flushed: it is written after the commit, so that it never says more than the log held. */
export function openHighMark(file: string): HighMark {
  const before = readMark(file);
  let to: number | null = null;
  return {
    before,
    note(seq) {
      try {
        to ??= openSync(file, constants.O_WRONLY | constants.O_CREAT, 0o600);
        writeSync(to, String(seq).padStart(DIGITS, '0'), 0);
      } catch {
        to = null;
      }
    },
    close() {
      if (to !== null) closeSync(to);
      to = null;
    },
  };
}

function readMark(file: string): number {
  try {
    const text = readFileSync(file, 'utf8');
    return /^\d{15}$/.test(text) ? Number(text) : 0;
  } catch {
    return 0;
  }
}
