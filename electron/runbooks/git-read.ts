// Reads the Markdown of a repository's newest commit straight from its objects: nothing is checked out, and the clone is gone
// when its texts are in the encrypted library.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { msg } from '../../shared/words/words';
import { type GitOptions, git } from './git-run';
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

export interface GitWanted {
  readonly url: string;
  /** '' means the repository's own. */
  readonly branch: string;
  /** '' means all of it. */
  readonly folder: string;
  /** Folder for the clone; removed when done. */
  readonly workDir: string;
  /** Commit that the library holds; '' for none. */
  readonly knownCommit: string;
  readonly known: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

export type GitReading =
  | { readonly kind: 'unchanged'; readonly commit: string }
  | { readonly kind: 'read'; readonly commit: string; readonly reading: Reading }
  | { readonly kind: 'failed'; readonly failure: SourceFailure };

const ASK_MS = 30_000;
const CLONE_MS = 300_000;
const MAX_LIST = 50_000_000;
const MAX_TEXTS = 500_000_000;

interface Blob {
  readonly path: string;
  readonly sha: string;
}

/** An address that git would read as an option, or a helper (`ext::`), is refused before git sees it. */
export function refuseAddress(url: string): SourceFailure | null {
  const remedy = msg`Use https://host/path, ssh://user@host/path, user@host:path, or a path on this machine.`;
  if (url.startsWith('-') || /^[a-z0-9+]+::/i.test(url) || /\s/.test(url))
    return { what: msg`This is no address of a repository.`, remedy };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(url) && !/^(https?|ssh|git|file):\/\//i.test(url))
    return { what: msg`This kind of address is not asked.`, remedy };
  if (/^https?:\/\/[^/]*:[^/]*@/i.test(url))
    return {
      what: msg`There is a password in the address.`,
      remedy: msg`Store it with git’s credential helper instead; settings are no place for it.`,
    };
  return null;
}

export async function readGit(wanted: GitWanted): Promise<GitReading> {
  const refused =
    refuseAddress(wanted.url) ?? (wanted.branch.startsWith('-') ? { what: msg`This is no branch.`, remedy: msg`Check its name.` } : null);
  if (refused) return { kind: 'failed', failure: refused };
  const common = { signal: wanted.signal, maxBytes: MAX_LIST };
  const ref = wanted.branch === '' ? 'HEAD' : `refs/heads/${wanted.branch}`;
  const asked = await git(['ls-remote', '--', wanted.url, ref], { ...common, timeoutMs: ASK_MS });
  if (!asked.ok) return { kind: 'failed', failure: asked.failure };
  const commit = /^([0-9a-f]{40,64})\s/m.exec(asked.out.toString('utf8'))?.[1];
  if (!commit)
    return {
      kind: 'failed',
      failure: { what: msg`The repository has no such branch, or no commit yet.`, remedy: msg`Check the branch in the settings.` },
    };
  if (commit === wanted.knownCommit) return { kind: 'unchanged', commit };
  try {
    return await cloneAndRead(wanted, commit, { ...common, timeoutMs: CLONE_MS });
  } finally {
    await rm(wanted.workDir, { recursive: true, force: true });
  }
}

async function cloneAndRead(wanted: GitWanted, commit: string, options: GitOptions): Promise<GitReading> {
  await rm(wanted.workDir, { recursive: true, force: true });
  await mkdir(wanted.workDir, { recursive: true, mode: 0o700 });
  const repo = join(wanted.workDir, 'repo');
  const branch = wanted.branch === '' ? [] : ['--branch', wanted.branch];
  const cloned = await git(
    [
      'clone',
      '--bare',
      '--depth=1',
      '--single-branch',
      '--no-tags',
      '--template=',
      '--quiet',
      ...branch,
      '--',
      addressOf(wanted.url),
      repo,
    ],
    options,
  );
  if (!cloned.ok) return { kind: 'failed', failure: cloned.failure };
  const inside = { ...options, cwd: repo };
  const folder = wanted.folder.replace(/^\/+|\/+$/g, '');
  const listed = await git(['ls-tree', '-r', '-z', '-l', '--full-tree', 'HEAD', ...(folder === '' ? [] : ['--', `${folder}/`])], inside);
  if (!listed.ok) return { kind: 'failed', failure: listed.failure };
  const dated = await git(['log', '-1', '--format=%ct', 'HEAD'], inside);
  const changedAt = dated.ok ? Number(dated.out.toString('utf8').trim()) * 1000 : null;
  const { blobs, leftOut } = blobsOf(listed.out.toString('utf8'), folder);
  const fresh = blobs.filter((b) => wanted.known.get(b.path) !== b.sha);
  const texts = fresh.length === 0 ? [] : await textsOf(fresh, changedAt, { ...inside, maxBytes: MAX_TEXTS });
  if (!Array.isArray(texts)) return { kind: 'failed', failure: texts };
  return { kind: 'read', commit, reading: { changed: texts, paths: new Set(blobs.map((b) => b.path)), leftOut } };
}

/** A plain path would make git ignore `--depth` and link its files into the clone. */
function addressOf(url: string): string {
  return url.startsWith('/') ? `file://${url}` : url;
}

function blobsOf(listing: string, folder: string): { blobs: Blob[]; leftOut: LeftOut[] } {
  const blobs: Blob[] = [];
  const leftOut: LeftOut[] = [];
  for (const line of listing.split('\0')) {
    const found = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/.exec(line);
    if (!found) continue;
    const [, mode = '', type = '', sha = '', size = '', full = ''] = found;
    const path = folder === '' ? full : full.slice(folder.length + 1);
    if (type !== 'blob' || !isMarkdown(path) || isSkipped(path) || /[\n\r]/.test(path)) continue;
    if (mode === '120000') leftOut.push({ path, why: msg`a symbolic link` });
    else if (Number(size) > MAX_RUNBOOK_BYTES) leftOut.push({ path, why: TOO_LARGE });
    else if (blobs.length < MAX_FILES) blobs.push({ path, sha });
  }
  return { blobs, leftOut };
}

/** `cat-file --batch` answers each with `<sha> blob <size>\n<bytes>\n`, in the order asked. */
async function textsOf(blobs: readonly Blob[], changedAt: number | null, options: GitOptions): Promise<ReadText[] | SourceFailure> {
  const answer = await git(['cat-file', '--batch'], { ...options, input: blobs.map((b) => `${b.sha}\n`).join('') });
  if (!answer.ok) return answer.failure;
  const texts: ReadText[] = [];
  let at = 0;
  for (const { path, sha } of blobs) {
    const end = answer.out.indexOf(10, at);
    const size = Number(/ blob (\d+)$/.exec(answer.out.toString('utf8', at, end))?.[1] ?? Number.NaN);
    if (end < 0 || Number.isNaN(size)) return { what: msg`The repository answered in pieces.`, remedy: msg`It is tried again by itself.` };
    const text = answer.out.toString('utf8', end + 1, end + 1 + size).replaceAll('\0', '');
    texts.push({ path, stamp: sha, text, changedAt });
    at = end + 1 + size + 1;
  }
  return texts;
}
