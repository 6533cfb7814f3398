// Reads a folder of runbooks: only what lies inside it, only Markdown, only what is new since the last look.
import { constants, type Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { msg } from '../../shared/words/words';
import {
  isMarkdown,
  isSkipped,
  type LeftOut,
  MAX_FILES,
  MAX_RUNBOOK_BYTES,
  type Reading,
  type ReadText,
  type SourceFailure,
  TOO_LARGE,
} from './source';

const MAX_DEPTH = 20;

export type FolderReading = { readonly ok: true; readonly reading: Reading } | { readonly ok: false; readonly failure: SourceFailure };

interface Walk {
  readonly root: string;
  readonly known: ReadonlyMap<string, string>;
  readonly changed: ReadText[];
  readonly paths: Set<string>;
  readonly leftOut: LeftOut[];
}

/** `known`: path -> stamp of what is in the library already. Folders that are links are not followed; a file that is one must end inside. */
export async function scanFolder(folder: string, known: ReadonlyMap<string, string>): Promise<FolderReading> {
  try {
    const root = await realpath(folder);
    const walk: Walk = { root, known, changed: [], paths: new Set(), leftOut: [] };
    await readInto(walk, root, 0);
    return { ok: true, reading: walk };
  } catch (error) {
    return { ok: false, failure: failureOf(folder, error) };
  }
}

function failureOf(folder: string, error: unknown): SourceFailure {
  const { code } = error as { code?: string };
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { what: msg`There is no folder ${folder}.`, remedy: msg`Check the path in the settings; is a drive not mounted?` };
  if (code === 'EACCES' || code === 'EPERM') return { what: msg`${folder} may not be read.`, remedy: msg`Check its permissions.` };
  if (code === undefined) throw error;
  return { what: msg`${folder} can’t be read (${code}).`, remedy: msg`Check the disk or the network drive.` };
}

async function readInto(walk: Walk, folder: string, depth: number): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const full = join(folder, entry.name);
    const path = relative(walk.root, full).split(sep).join('/');
    if (isSkipped(path)) continue;
    if (entry.isDirectory()) {
      if (depth >= MAX_DEPTH) walk.leftOut.push({ path, why: msg`too deep` });
      else await readInto(walk, full, depth + 1);
    } else if (isMarkdown(entry.name)) await readFile(walk, entry, full, path);
    if (walk.paths.size >= MAX_FILES) return;
  }
}

async function readFile(walk: Walk, entry: Dirent, full: string, path: string): Promise<void> {
  try {
    const real = entry.isSymbolicLink() ? await realpath(full) : full;
    if (!real.startsWith(walk.root + sep)) {
      walk.leftOut.push({ path, why: msg`a link that leads out of the folder` });
      return;
    }
    const { size, mtimeMs } = await stat(real);
    if (size > MAX_RUNBOOK_BYTES) {
      walk.leftOut.push({ path, why: TOO_LARGE });
      return;
    }
    walk.paths.add(path);
    const stamp = `${Math.round(mtimeMs)}-${size}`;
    if (walk.known.get(path) === stamp) return;
    const text = await textOf(real);
    if (text === null) {
      walk.paths.delete(path);
      walk.leftOut.push({ path, why: msg`not a plain file` });
    } else walk.changed.push({ path, stamp, text, changedAt: Math.round(mtimeMs) });
  } catch (error) {
    walk.leftOut.push({ path, why: msg`can’t be read (${(error as { code?: string }).code ?? 'unknown'})` });
    if (walk.known.has(path)) walk.paths.add(path);
  }
}

/** Never waits for a pipe that somebody put there, never follows a link that was put there since; null for what is no file. */
async function textOf(real: string): Promise<string | null> {
  const handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const { size } = await handle.stat().then((s) => (s.isFile() ? s : { size: -1 }));
    if (size < 0 || size > MAX_RUNBOOK_BYTES) return null;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
    return buffer.subarray(0, bytesRead).toString('utf8').replaceAll('\0', '');
  } finally {
    await handle.close();
  }
}
