import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Draft } from '../../../shared/log/event';
import { foldIncident } from '../../../shared/log/reduce';
import { eventually } from '../../harness/eventually';
import { anAlert, commit, fired, opened, tempFolder } from '../log/a-log';
import { aLibrary } from './a-library';

const runbook = 'ops/DiskFull.md';
const worked: Draft[] = [
  { kind: 'runbook.opened', incident: 'i', actor: 'person:eva', data: { runbook, title: 'Disk', version: 'v', by: 'eva' } },
  {
    kind: 'runbook.step-marked',
    incident: 'i',
    actor: 'person:eva',
    data: { runbook, step: 'a', stepTitle: 'A', to: 'failed', by: 'eva' },
  },
  { kind: 'runbook.left', incident: 'i', actor: 'person:eva', data: { runbook, openMs: 7000, by: 'eva' } },
  { kind: 'runbook.remarked', incident: null, actor: 'person:eva', data: { runbook, step: null, text: 'shorter', by: 'eva' } },
];

test('[R9] use is read from the log, also what was written while the library was not there', async () => {
  const root = tempFolder();
  writeFileSync(join(root, 'DiskFull.md'), '# Disk full');
  const sources = { sources: [{ kind: 'folder', id: 'ops', path: root }] };
  const l = await aLibrary(sources);
  const first = commit(l.log, [opened('i', 1), fired('i', [anAlert({ name: 'DiskFull' })]), ...worked], l.clock.now);
  l.library.onCommit(first);
  expect(l.library.usageOf(runbook)).toMatchObject({
    incidents: 1,
    medianOpenMs: 7000,
    failedSteps: [{ step: 'a', times: 1 }],
    remarks: [{ text: 'shorter' }],
  });
  commit(l.log, [{ ...worked[2], data: { runbook, openMs: 1000, by: 'eva' } } as Draft], l.clock.now);
  await l.stop();
  const again = await aLibrary(sources, l.folder);
  expect(again.library.usageOf(runbook).medianOpenMs).toBe(8000);
  expect(again.library.usageOf('ops/other.md').incidents).toBe(0);
});

test('[R5][R8] an incident knows its runbook and the work by it, after a restart too', async () => {
  const root = tempFolder();
  writeFileSync(join(root, 'DiskFull.md'), '# Disk full');
  const sources = { sources: [{ kind: 'folder', id: 'ops', path: root }] };
  const l = await aLibrary(sources);
  commit(
    l.log,
    [opened('i', 1), fired('i', [anAlert({ name: 'DiskFull', annotations: { runbook_url: 'http://10.0.0.1/x' } })]), ...worked.slice(0, 3)],
    l.clock.now,
  );
  await l.stop();
  const again = await aLibrary(sources, l.folder);
  await eventually('the link was tried', () => again.log.runbookNotes.link('http://10.0.0.1/x')?.triedAt);
  const events = again.log.incidentEvents('i');
  const about = again.library.ofIncident(foldIncident(events)!, events);
  expect(about.matches[0]).toMatchObject({ runbook, why: 'its file is named like the alert DiskFull' });
  expect(about.links).toEqual([
    { url: 'http://10.0.0.1/x', alert: 'DiskFull', fetchedAt: null, why: 'The link leads into a private network or to this machine.' },
  ]);
  expect(about.work.progress[runbook]).toMatchObject({ openMs: 7000, steps: { a: { state: 'failed' } } });
});

test.skipIf(!process.env.DOGWATCH_RUNBOOKS)(
  '[R1][R5] every runbook of the folder DOGWATCH_RUNBOOKS opens and is matched by the name of its alert',
  async () => {
    const l = await aLibrary({ sources: [{ kind: 'folder', id: 'real', path: process.env.DOGWATCH_RUNBOOKS }] });
    const paths = [...l.log.runbookTexts.stampsOf('real').keys()];
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      const id = `real/${path}`;
      expect(await l.library.document(id)).not.toBeNull();
      const name = path.split('/').at(-1)!.replace('.md', '');
      if (name === '_index') continue;
      const events = commit(l.log, [opened(id, 1), fired(id, [anAlert({ key: id, name })])], l.clock.now);
      const [best] = l.library.ofIncident(foldIncident(events)!, events).matches;
      expect(best?.runbook).toBe(id);
    }
  },
);
