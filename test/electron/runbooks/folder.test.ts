import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../harness/eventually';
import { tempFolder } from '../log/a-log';
import { aLibrary } from './a-library';

const source = (path: string) => ({ sources: [{ kind: 'folder', id: 'ops', path }] });
const titles = (l: Awaited<ReturnType<typeof aLibrary>>, text = ''): string[] =>
  l.log.runbookTexts.find(text, null, 0, 100).found.map((f) => f.info.title);

const follows = (l: Awaited<ReturnType<typeof aLibrary>>, wanted: string[]) =>
  eventually('the library follows', () => JSON.stringify(titles(l)) === JSON.stringify(wanted));

test('[R1] real runbooks are read and found by words', async () => {
  const l = await aLibrary(source(join(import.meta.dirname, '../../fixtures/runbooks/prometheus-operator')));
  expect(titles(l).sort()).toEqual(['Kube Pod Crash Looping', 'Node Filesystem Almost Out Of Space', 'etcdInsufficientMembers']);
  expect(titles(l, 'crash loop')).toEqual(['Kube Pod Crash Looping']);
  expect(titles(l, 'quorum etcd')).toEqual(['etcdInsufficientMembers']);
  expect(titles(l, '"; DROP TABLE runbooks --')).toEqual([]);
  expect(l.library.sources[0]).toMatchObject({ id: 'ops', state: 'ok', count: 3, canWrite: true });
  expect((await l.library.document('ops/etcd/etcdInsufficientMembers.md'))?.steps.filter((s) => s.kind === 'shell')).toHaveLength(4);
});

test('[R2] hidden folders, links that lead out, pipes and large files stay outside, and it is told', async () => {
  const root = tempFolder();
  const outside = tempFolder();
  writeFileSync(join(outside, 'secret.md'), '# secret');
  writeFileSync(join(root, 'good.md'), '# Good');
  mkdirSync(join(root, '.git'));
  writeFileSync(join(root, '.git', 'hidden.md'), '# hidden');
  symlinkSync(join(outside, 'secret.md'), join(root, 'leak.md'));
  symlinkSync(outside, join(root, 'leak'));
  symlinkSync(join(root, 'good.md'), join(root, 'alias.md'));
  writeFileSync(join(root, 'large.md'), 'x'.repeat(2_000_001));
  writeFileSync(join(root, 'notes.txt'), '# no runbook');
  execFileSync('mkfifo', [join(root, 'pipe.md')]);
  const l = await aLibrary(source(root));
  expect(titles(l)).toEqual(['Good', 'Good']);
  expect(l.library.sources[0]?.leftOut).toEqual([
    { path: 'large.md', why: 'larger than 2 MB' },
    { path: 'leak.md', why: 'a link that leads out of the folder' },
    { path: 'pipe.md', why: 'not a plain file' },
  ]);
});

test('[R1] what changes in the folder changes in the library by itself', async () => {
  const root = tempFolder();
  writeFileSync(join(root, 'a.md'), '# One');
  const l = await aLibrary(source(root));
  expect(titles(l)).toEqual(['One']);
  expect(l.library.index.byId.size).toBe(1);
  writeFileSync(join(root, 'a.md'), '# Other words');
  mkdirSync(join(root, 'deep'));
  writeFileSync(join(root, 'deep', 'b.md'), '# Two');
  await follows(l, ['Other words', 'Two']);
  expect(titles(l, 'one')).toEqual([]);
  rmSync(join(root, 'a.md'));
  await follows(l, ['Two']);
  expect([...l.library.index.byId.keys()]).toEqual(['ops/deep/b.md']);
});

test('[R1] texts stay when the folder is not there, over a restart too', async () => {
  const root = tempFolder();
  writeFileSync(join(root, 'a.md'), '# One');
  const l = await aLibrary(source(root));
  await l.stop();
  rmSync(root, { recursive: true });
  const again = await aLibrary(source(root), l.folder);
  expect(titles(again)).toEqual(['One']);
  expect(again.library.sources[0]).toMatchObject({ state: 'stale', what: `There is no folder ${root}.`, count: 1 });
});

test('[R1] a source that leaves the settings takes its texts along; another place under its id starts anew', async () => {
  const [one, two] = [tempFolder(), tempFolder()];
  writeFileSync(join(one, 'a.md'), '# One');
  writeFileSync(join(two, 'b.md'), '# Two');
  const l = await aLibrary(source(one));
  l.set(source(two));
  await follows(l, ['Two']);
  l.set({ sources: [] });
  expect(titles(l)).toEqual([]);
});

test('[R6] a new runbook is a new file, never an old one, and never elsewhere', async () => {
  const root = tempFolder();
  const l = await aLibrary(source(root));
  const made = await l.library.create('ops', '../../etc/Disk Full!', '# Disk full');
  expect(made).toEqual({ ok: true, runbook: 'ops/etc-Disk-Full.md', path: join(root, 'etc-Disk-Full.md') });
  expect(titles(l)).toEqual(['Disk full']);
  expect(await l.library.create('ops', 'etc-Disk-Full.md', 'other')).toMatchObject({
    ok: false,
    what: 'There is a etc-Disk-Full.md already.',
  });
  expect(await l.library.create('nowhere', 'x', 'y')).toMatchObject({ ok: false });
});
