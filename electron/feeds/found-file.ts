// A file as it lies on the disk, or why it can not be read, in words for a person.
import { stat } from 'node:fs/promises';
import type { FileTrouble, FoundFile } from '../../shared/feed-files';

const WORDS: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  ENOENT: ['is not there', 'Look at the path. When the file appears it is read from its beginning.'],
  EACCES: ['may not be read by this user', 'Give this user the right to read it, for example by a group such as adm.'],
  EPERM: ['may not be read by this user', 'Give this user the right to read it.'],
  EISDIR: ['is a folder', 'Name files, such as /var/log/app/*.log.'],
  ENOTDIR: ['lies under something that is no folder', 'Look at the path.'],
  EMFILE: ['can not be opened: too many files are open', 'Follow fewer files with one feed.'],
  EIO: ['can not be read: the disk answers with an error', 'Look at the disk.'],
  ESTALE: ['lies on a share that is gone', 'Look at the network share.'],
};

export function troubleOf(file: string, error: unknown): FileTrouble {
  const code = (error as { code?: unknown } | null)?.code;
  const [why, remedy] = WORDS[String(code)] ?? [`can not be read (${String(code).slice(0, 40)})`, 'Look at the file.'];
  return { path: file, why, remedy, isMissing: code === 'ENOENT' || code === 'ENOTDIR' };
}

/** Rejects when there is no plain file. */
export async function foundFile(file: string): Promise<FoundFile> {
  const told = await stat(file);
  if (told.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  if (!told.isFile()) throw Object.assign(new Error('no file'), { code: 'no plain file' });
  return { path: file, file: `${told.dev}:${told.ino}`, size: told.size, changedAt: told.mtimeMs };
}
