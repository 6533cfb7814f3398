// Replaces a small file of the profile so that a crash leaves the old one or the new one, never a half of one.
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Writes `text` to `file`, for its owner only. */
export function replaceFile(file: string, text: string): void {
  const draft = `${file}.new`;
  const to = openSync(draft, 'w', 0o600);
  try {
    writeSync(to, text);
    fsyncSync(to);
  } finally {
    closeSync(to);
  }
  renameSync(draft, file);
}
