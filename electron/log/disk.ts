// Tells a disk that refuses (full, read-only, failing) from a bug: the first is told to a person, the second is thrown on.
import { LogWriteFailure } from './log';

const REFUSALS = ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_NOLFS', 'SQLITE_BUSY'];

/** SQLite's code of an error. libsql gives none to a file that it could not open or make at all. */
export function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code || (message?.startsWith('ConnectionFailed("Unable to open') ? 'SQLITE_CANTOPEN' : '');
}

export function isRefusalOfDisk(error: unknown): boolean {
  const code = codeOf(error);
  return REFUSALS.some((refusal) => code.startsWith(refusal));
}

/** Runs a write; a refusal of the disk is thrown as `LogWriteFailure`, anything else as it is. */
export function onDisk<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (!isRefusalOfDisk(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new LogWriteFailure(
      `The log can’t be written: ${why}`,
      'Make room on the disk and check that the profile folder is writable.',
      error,
    );
  }
}
