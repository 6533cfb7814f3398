// Publishes files into a git repository: committed at once, also offline, into a bare copy of our own; pushed when the server can be
// reached. What others pushed meanwhile stays: our commits are laid on top of it, and only our own paths are written.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { msg } from '../../shared/words/words';
import { git } from '../runbooks/git-run';
import { type Change, fastImport, type Identity } from './git-import';
import type { ExportFile } from './markdown-files';

export interface GitPlace {
  /** https://, ssh:// or a path; logins come from git's own credential helper or ssh. */
  readonly repository: string;
  readonly branch: string;
  /** Folder within the repository, '' for its top. */
  readonly folder: string;
}

export interface GitDeps {
  /** Folder of our bare copy; made when it is not there. */
  readonly copy: string;
  readonly author: Identity;
  readonly signal: AbortSignal;
}

export type GitOutcome =
  | { readonly ok: true; readonly commit: string }
  | { readonly ok: false; readonly kind: 'refused' | 'unreachable' | 'failed'; readonly what: string; readonly remedy: string };

const LOCAL_MS = 20_000;
const REMOTE_MS = 120_000;
const MAX_BYTES = 64_000_000;
/** Others may push between our look and our push. */
const TURNS = 4;
const ZERO = /^0+$/;

/** Commits into the copy; nothing goes out. The commit holds exactly these files below the place's folder, besides what was there. */
export async function commitFiles(
  place: GitPlace,
  files: readonly ExportFile[],
  message: string,
  at: number,
  deps: GitDeps,
): Promise<GitOutcome> {
  const ready = await prepare(deps);
  if (ready) return ready;
  const local = await commitOf(deps, branchRef(place));
  const base = local ?? (await commitOf(deps, remoteRef(place)));
  const changes = files.map(({ path, bytes }): Change => ({ path: pathIn(place, path), mode: '100644', bytes }));
  return write(deps, place, [{ changes, message, author: deps.author, at }], base);
}

/** Is exactly this in our copy already? */
export async function areCommitted(place: GitPlace, files: readonly ExportFile[], deps: GitDeps): Promise<boolean> {
  if (!existsSync(join(deps.copy, 'HEAD'))) return false;
  for (const { path, bytes } of files) {
    const found = await git(['rev-parse', '--verify', '--quiet', `${branchRef(place)}:${pathIn(place, path)}`], locally(deps));
    if (!found.ok || found.out.toString('utf8').trim() !== blobName(bytes)) return false;
  }
  return true;
}

/** Pushes what is committed. A branch that others moved is followed first. */
export async function pushCommits(place: GitPlace, deps: GitDeps): Promise<GitOutcome> {
  const ready = await prepare(deps);
  if (ready) return ready;
  for (let turn = 1; ; turn++) {
    const theirs = await fetchBranch(place, deps);
    if (!theirs.ok) return theirs.outcome;
    const laid = await layOnTop(place, theirs.commit, deps);
    if (!laid.ok || laid.commit === theirs.commit) return laid;
    const pushed = await git(['push', '--quiet', place.repository, `${laid.commit}:refs/heads/${place.branch}`], remote(deps));
    if (pushed.ok) {
      await git(['update-ref', remoteRef(place), laid.commit], locally(deps));
      return laid;
    }
    if (turn >= TURNS || !(await hasMoved(place, theirs.commit, deps))) return failed(pushed.failure);
  }
}

/** The name git gives to these bytes. */
function blobName(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

async function prepare({ copy, signal }: GitDeps): Promise<GitOutcome | null> {
  if (existsSync(join(copy, 'HEAD'))) return null;
  mkdirSync(copy, { recursive: true, mode: 0o700 });
  const made = await git(['init', '--quiet', '--bare', copy], { signal, timeoutMs: LOCAL_MS, maxBytes: MAX_BYTES });
  return made.ok ? null : failed(made.failure);
}

const branchRef = ({ branch }: GitPlace): string => `refs/heads/${branch}`;
const remoteRef = ({ branch }: GitPlace): string => `refs/dogwatch/theirs/${branch}`;
const locally = ({ copy, signal }: GitDeps) => ({ cwd: copy, signal, timeoutMs: LOCAL_MS, maxBytes: MAX_BYTES });
const remote = ({ copy, signal }: GitDeps) => ({ cwd: copy, signal, timeoutMs: REMOTE_MS, maxBytes: MAX_BYTES });

function pathIn({ folder }: GitPlace, path: string): string {
  return [...folder.split('/'), path].filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

async function commitOf(deps: GitDeps, ref: string): Promise<string | null> {
  const found = await git(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], locally(deps));
  const commit = found.ok ? found.out.toString('utf8').trim() : '';
  return commit === '' || ZERO.test(commit) ? null : commit;
}

type Theirs = { readonly ok: true; readonly commit: string | null } | { readonly ok: false; readonly outcome: GitOutcome };

/** Their branch, fetched; null: the repository has no such branch yet. */
async function fetchBranch(place: GitPlace, deps: GitDeps): Promise<Theirs> {
  const listed = await git(['ls-remote', '--heads', place.repository, branchRef(place)], remote(deps));
  if (!listed.ok) return { ok: false, outcome: failed(listed.failure) };
  const commit = /^([0-9a-f]{40,64})\t/.exec(listed.out.toString('utf8'))?.[1] ?? null;
  if (commit === null) return { ok: true, commit };
  const fetched = await git(['fetch', '--quiet', '--no-tags', place.repository, `+${branchRef(place)}:${remoteRef(place)}`], remote(deps));
  return fetched.ok ? { ok: true, commit: await commitOf(deps, remoteRef(place)) } : { ok: false, outcome: failed(fetched.failure) };
}

async function hasMoved(place: GitPlace, before: string | null, deps: GitDeps): Promise<boolean> {
  const now = await fetchBranch(place, deps);
  return now.ok && now.commit !== before;
}

/** Our commits that they lack, made again on top of theirs where they moved on. */
async function layOnTop(place: GitPlace, theirs: string | null, deps: GitDeps): Promise<GitOutcome> {
  const ours = await commitOf(deps, branchRef(place));
  if (ours === null) {
    if (theirs === null) return { ok: false, kind: 'refused', what: msg`There is nothing to push.`, remedy: msg`Publish it again.` };
    return { ok: true, commit: theirs };
  }
  if (theirs === null || ours === theirs || (await git(['merge-base', '--is-ancestor', theirs, ours], locally(deps))).ok)
    return { ok: true, commit: ours };
  const listed = await git(['rev-list', '--reverse', '--no-merges', ours, `^${theirs}`], locally(deps));
  if (!listed.ok) return failed(listed.failure);
  const commits = listed.out.toString('utf8').split('\n').filter(Boolean);
  if (commits.length === 0) return write(deps, place, [], theirs);
  const again = await Promise.all(commits.map((commit) => readCommit(commit, deps)));
  return write(deps, place, again, theirs);
}

async function readCommit(commit: string, deps: GitDeps) {
  const head = await git(['show', '--no-patch', '--format=%an%x00%ae%x00%at%x00%B', commit], locally(deps));
  const [name = '', mail = '', at = '0', message = ''] = head.ok ? head.out.toString('utf8').split('\0') : [];
  const diff = await git(['diff-tree', '-r', '-z', '--root', '--no-commit-id', '--diff-filter=AM', commit], locally(deps));
  const parts = diff.ok ? diff.out.toString('utf8').split('\0') : [];
  const changes: Change[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [, mode = '', , blob = ''] = (parts[index] ?? '').split(' ');
    changes.push({ path: parts[index + 1] ?? '', mode, blob });
  }
  return { changes, message: message.trimEnd(), author: { name, mail }, at: Number(at) * 1000 };
}

/** Sets our branch to `base` with these commits on it. */
async function write(deps: GitDeps, place: GitPlace, commits: Parameters<typeof fastImport>[1], base: string | null): Promise<GitOutcome> {
  const input = fastImport(branchRef(place), commits, base);
  const made = await git(['fast-import', '--quiet', '--force', '--date-format=raw'], { ...locally(deps), input });
  if (!made.ok) return failed(made.failure);
  const commit = await commitOf(deps, branchRef(place));
  if (commit === null) return { ok: false, kind: 'failed', what: msg`git made no commit.`, remedy: msg`Try it again.` };
  return { ok: true, commit };
}

function failed({ what, remedy }: { readonly what: string; readonly remedy: string }): GitOutcome {
  const isAway = /can\u2019t be reached|too long/.test(what);
  const isRefused = /let us in|no repository|not asked|not trusted|no such branch|not installed/.test(what);
  return { ok: false, kind: isAway ? 'unreachable' : isRefused ? 'refused' : 'failed', what, remedy };
}
