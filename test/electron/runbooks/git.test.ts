import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseAddress } from '../../../electron/runbooks/git-read';
import { explainGit } from '../../../electron/runbooks/git-run';
import { tempFolder } from '../log/a-log';
import { aLibrary } from './a-library';

function git(cwd: string, ...args: string[]): void {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b.invalid',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b.invalid',
  };
  execFileSync('git', args, { cwd, env, stdio: 'pipe' });
}

/** A bare repository with a clone to write through. */
function aRepository() {
  const root = tempFolder();
  const bare = join(root, 'runbooks.git');
  const work = join(root, 'work');
  git(root, 'init', '--bare', '--initial-branch=main', bare);
  git(root, 'clone', bare, work);
  const commit = (files: Record<string, string | null>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(work, path, '..'), { recursive: true });
      if (text === null) rmSync(join(work, path));
      else writeFileSync(join(work, path), text);
    }
    git(work, 'add', '-A');
    git(work, 'commit', '-qm', 'change');
    git(work, 'push', '-q', 'origin', 'HEAD:main');
  };
  return { bare, work, commit };
}

const settings = (url: string, more = {}) => ({ sources: [{ kind: 'git', id: 'wiki', url, ...more }] });
const titles = (l: Awaited<ReturnType<typeof aLibrary>>): string[] =>
  l.log.runbookTexts.find('', null, 0, 100).found.map((f) => f.info.title);

test('[R1] a repository is read, followed, and its last copy is used when it is away', async () => {
  const repo = aRepository();
  repo.commit({ 'docs/a.md': '# Alpha', 'docs/ä.md': '# Ümlaut', 'other/b.md': '# Beta', 'c.txt': 'no' });
  const l = await aLibrary(settings(repo.bare));
  expect(titles(l)).toEqual(['Alpha', 'Beta', 'Ümlaut']);
  expect(l.log.runbookTexts.get('wiki/docs/a.md')?.info.origin).toMatchObject({
    kind: 'git',
    source: 'wiki',
    path: 'docs/a.md',
    fetchedAt: l.clock.now,
  });
  expect(existsSync(join(l.folder, 'work', 'wiki'))).toBe(false);

  repo.commit({ 'docs/a.md': '# Alpha again', 'other/b.md': null });
  await l.library.refresh('wiki');
  expect(titles(l)).toEqual(['Alpha again', 'Ümlaut']);

  const readAt = l.clock.now;
  l.clock.now += 60_000;
  renameSync(repo.bare, `${repo.bare}.away`);
  await l.library.refresh('wiki');
  expect(l.library.sources[0]).toMatchObject({ state: 'stale', readAt, count: 2, what: 'There is no repository at this address.' });
  expect(titles(l)).toEqual(['Alpha again', 'Ümlaut']);
  renameSync(`${repo.bare}.away`, repo.bare);
  await l.library.refresh('wiki');
  expect(l.library.sources[0]).toMatchObject({ state: 'ok', readAt: l.clock.now });
});

test('[R1] branch and folder choose what is read', async () => {
  const repo = aRepository();
  repo.commit({ 'docs/a.md': '# Alpha', 'other/b.md': '# Beta' });
  git(repo.work, 'push', '-q', 'origin', 'HEAD:night');
  repo.commit({ 'docs/late.md': '# Late' });
  const l = await aLibrary(settings(repo.bare, { branch: 'night', folder: '/docs/' }));
  expect(titles(l)).toEqual(['Alpha']);
  expect(l.log.runbookTexts.get('wiki/a.md')).toBeDefined();
  const none = await aLibrary(settings(repo.bare, { branch: 'nowhere' }));
  expect(none.library.sources[0]).toMatchObject({ state: 'failed', what: 'The repository has no such branch, or no commit yet.' });
});

test('[R3] nothing of a repository runs, no link of it is followed', async () => {
  const repo = aRepository();
  const mark = join(tempFolder(), 'ran');
  symlinkSync('/etc/hostname', join(repo.work, 'leak.md'));
  writeFileSync(join(repo.bare, 'hooks', 'post-checkout'), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
  repo.commit({ '.gitattributes': '*.md filter=evil\n', 'a.md': '# Alpha', '.hidden/x.md': '# no' });
  const l = await aLibrary(settings(`file://${repo.bare}`));
  expect(titles(l)).toEqual(['Alpha']);
  expect(l.library.sources[0]?.leftOut).toEqual([{ path: 'leak.md', why: 'a symbolic link' }]);
  expect(existsSync(mark)).toBe(false);
});

test.each(['--upload-pack=touch /tmp/x', 'ext::sh -c touch% /tmp/x', 'https://me:secret@host/x.git', 'gopher://host/x', 'a b'])(
  '[R3] %s is not asked',
  (url) => {
    expect(refuseAddress(url)).not.toBeNull();
  },
);

test.each(['https://host/x.git', 'git@host:x/y.git', 'ssh://git@host:22/x', '/srv/x.git', 'https://token@host/x.git'])(
  '[R3] %s may be asked',
  (url) => {
    expect(refuseAddress(url)).toBeNull();
  },
);

test('[R3] failures have words, and no login in them', () => {
  expect(explainGit("fatal: unable to access 'https://u:p@h/': Could not resolve host: h", null).what).toContain('can’t be reached');
  expect(explainGit('fatal: Authentication failed', null).what).toContain('does not let us in');
  expect(explainGit('fatal: strange thing at https://u:p@h/x', null).what).not.toContain('u:p');
});
