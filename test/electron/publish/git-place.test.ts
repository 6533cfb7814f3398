// Publishing into a real bare repository: offline first, pushed later, others' work kept.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitFiles, type GitDeps, type GitPlace, pushCommits } from '../../../electron/publish/git-place';
import { markdownFiles } from '../../../electron/publish/markdown-files';
import { picture, pictureOf, sampleDocument } from './sample-document';

const AT = Date.UTC(2026, 10, 23, 15);
let folder: string;
let place: GitPlace;
let deps: GitDeps;

const run = (cwd: string, ...args: string[]): string => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();
const inRemote = (...args: string[]): string => run(place.repository, ...args);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dogwatch-git-'));
  place = { repository: join(folder, 'server.git'), branch: 'main', folder: 'postmortems' };
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', place.repository]);
  deps = { copy: join(folder, 'copy'), author: { name: 'Ana <Lima>', mail: 'ana@example.org' }, signal: new AbortController().signal };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Somebody else pushes a file of theirs. */
function otherPushes(name: string, words: string): void {
  const clone = join(folder, `clone-${name}`);
  execFileSync('git', ['clone', '--quiet', place.repository, clone], { stdio: 'ignore' });
  run(clone, 'checkout', '-q', '-B', 'main');
  mkdirSync(join(clone, 'docs'), { recursive: true });
  writeFileSync(join(clone, 'docs', name), words);
  run(clone, 'add', '-A');
  run(clone, '-c', 'user.name=Other', '-c', 'user.email=o@example.org', 'commit', '-q', '-m', `Adds ${name}`);
  run(clone, 'push', '-q', 'origin', 'main');
}

const publish = (message: string, text = sampleDocument().text) =>
  commitFiles(place, markdownFiles({ ...sampleDocument(), text }, pictureOf).files, message, AT, deps);

test('[X4] offline it is committed, and pushed once the server is there', async () => {
  renameSync(place.repository, `${place.repository}.away`);
  const committed = await publish('Postmortem of INC-1042');
  expect(committed.ok).toBe(true);
  expect((await pushCommits(place, deps)).ok).toBe(false);
  renameSync(`${place.repository}.away`, place.repository);
  const pushed = await pushCommits(place, deps);
  expect(pushed).toEqual(committed);
  expect(inRemote('ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual([
    'postmortems/INC-1042-error-rate-above-objective.md',
    `postmortems/pictures/${picture.sha256.slice(0, 12)}.png`,
  ]);
  expect(inRemote('log', '-1', '--format=%an|%ae|%at|%s', 'main')).toBe(`Ana  Lima|ana@example.org|${AT / 1000}|Postmortem of INC-1042`);
  const blob = execFileSync('git', ['show', `main:postmortems/pictures/${picture.sha256.slice(0, 12)}.png`], { cwd: place.repository });
  expect(blob.equals(picture.bytes)).toBe(true);
  inRemote('fsck', '--strict');
});

test('[X4] what others pushed meanwhile stays, and our commits are laid on top of it', async () => {
  otherPushes('first.md', 'theirs');
  await publish('One');
  otherPushes('second.md', 'theirs too');
  await publish('Two', '# Second\n\nA second word.\n');
  const pushed = await pushCommits(place, deps);
  if (!pushed.ok) throw new Error(pushed.what);
  expect(inRemote('log', '--reverse', '--format=%s', 'main').split('\n')).toEqual(['Adds first.md', 'Adds second.md', 'One', 'Two']);
  expect(inRemote('show', 'main:docs/first.md')).toBe('theirs');
  expect(inRemote('show', 'main:postmortems/INC-1042-error-rate-above-objective.md')).toContain('A second word.');
  expect(inRemote('rev-parse', 'main')).toBe(pushed.commit);
});

test('[X4] pushing twice changes nothing, and the next publish goes on from there', async () => {
  await publish('One');
  const first = await pushCommits(place, deps);
  expect(await pushCommits(place, deps)).toEqual(first);
  otherPushes('third.md', 'theirs');
  await publish('Two', '# Again\n');
  expect((await pushCommits(place, deps)).ok).toBe(true);
  expect(inRemote('rev-list', '--count', 'main')).toBe('3');
});

test('[X4] a path cannot leave the folder, and a repository that is not there is said in words', async () => {
  place = { ...place, folder: '../../etc/./x' };
  const committed = await publish('One');
  expect(committed.ok && run(deps.copy, 'ls-tree', '-r', '--name-only', 'main')).toContain('etc/x/INC-1042');
  const gone = await pushCommits({ ...place, repository: join(folder, 'nowhere.git') }, deps);
  expect(gone).toMatchObject({ ok: false, kind: 'refused', what: 'There is no repository at this address.' });
});
