// Publishing at a whole engine: a real git repository that is away first, a restricted incident, the summary, exports to files.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { startMessageSink } from '../../harness/message-sink';
import { picture } from '../publish/sample-document';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';

let ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  ends = [];
});

const words = `# Disk of db-3 was full

## Summary

The disk of db-3 filled in nine hours.

## Actions

- [ ] Alert when the disk will be full within a day (owner: @ana, due: 2026-12-24, id: act-01J)
- [x] Done already
`;

async function start(text = words) {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-publish-'));
  const repository = join(folder, 'server.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', repository]);
  const server = await startAlertmanager();
  const sink = await startMessageSink();
  const desk: DeskEngine = await startDeskEngine({
    config: {
      feeds: [feed(server.url)],
      channels: [{ id: 'sink', kind: 'webhook', name: 'Sink', config: { url: sink.url } }],
      publish: [
        { id: 'docs', kind: 'git', name: 'Docs', config: { repository, folder: 'postmortems' } },
        {
          id: 'notion',
          kind: 'notion',
          name: 'Notion',
          config: { token: 'ntn_secret_77', parentPage: 'p1', baseUrl: 'http://127.0.0.1:9' },
        },
      ],
    },
  });
  ends.push(
    server.stop,
    sink.stop,
    () => rmSync(folder, { recursive: true, force: true }),
    () => desk.stop(),
  );
  await server.post([{ labels: { alertname: 'DiskFull', service: 'db', severity: 'critical' } }]);
  const { row } = await eventually('an incident', () => desk.incident('DiskFull'));
  await desk.must('start-postmortem', { incident: row.id, text });
  const published = () => desk.events.flatMap((event) => (event.kind === 'postmortem.published' ? [event] : []));
  const rewrite = async (now: string): Promise<void> => {
    const doc = new Doc();
    const known = (await desk.must('open-postmortem', { incident: row.id })).update;
    applyUpdate(doc, Buffer.from(known, 'base64'));
    const before = encodeStateVector(doc);
    doc.getText('text').delete(0, doc.getText('text').length);
    doc.getText('text').insert(0, now);
    const update = Buffer.from(encodeStateAsUpdate(doc, before)).toString('base64');
    await desk.must('edit-postmortem', { incident: row.id, update });
  };
  const inRemote = (...args: string[]): string => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
  return { desk, sink, id: row.id, folder, repository, inRemote, published, rewrite };
}

it('[X4] [X9] publishes offline what stood there then, and pushes it when the server is back', async () => {
  const { desk, id, repository, inRemote, published, rewrite } = await start();
  renameSync(repository, `${repository}.away`);
  const { act, ref } = await desk.must('publish-postmortem', { incident: id, target: 'docs' });
  expect(ref).toMatch(/^[0-9a-f]{40}$/);
  await rewrite('# Something else');
  const failed = await eventually('the first try is over', async () => {
    const { open } = await desk.must('list-acts', { incident: id });
    return open.find((one) => one.id === act && one.state === 'failed');
  });
  expect(failed.reason).toContain('There is no repository at this address.');
  renameSync(`${repository}.away`, repository);
  await desk.must('confirm-acts', { acts: [act] });
  await eventually('it is published', () => published().length === 1);
  expect(published()[0]).toMatchObject({ incident: id, data: { target: 'docs', targetName: 'Docs', ref, url: null, by: 'me' } });
  expect((await desk.must('open-postmortem', { incident: id })).postmortem.places).toMatchObject([{ target: 'docs', ref }]);
  expect(inRemote('show', 'main:postmortems/INC-1-diskfull.md')).toContain('The disk of db-3 filled in nine hours.');
});

it('[X2] a restricted incident is published only after a yes to exactly who will read it', async () => {
  const { desk, id, repository, inRemote } = await start();
  await desk.must('restrict-incident', { incidents: [id], isRestricted: true });
  const { audience } = await desk.must('preview-publish', { incident: id, target: 'docs' });
  expect(audience).toEqual({ needsYes: true, words: expect.stringContaining(`everybody who may read ${repository}`) });
  const asked = await desk.call('publish-postmortem', { incident: id, target: 'docs' });
  expect(asked).toMatchObject({ ok: false, error: { kind: 'refused', what: audience.words } });
  const other = await desk.call('publish-postmortem', { incident: id, target: 'docs', audience: 'yes' });
  expect(other.ok).toBe(false);
  await desk.must('publish-postmortem', { incident: id, target: 'docs', audience: audience.words });
  await eventually('it is there', () => inRemote('branch', '--list', 'main') !== '');
});

it('[X10] the summary waits for a yes, and then tells the manager what is open', async () => {
  const { desk, sink, id } = await start();
  const summary = await desk.must('preview-summary', { incident: id });
  expect(summary).toMatchObject({
    subject: 'Postmortem of INC-1, SEV2: Disk of db-3 was full',
    places: [{ channel: 'sink', channelName: 'Sink' }],
  });
  expect(summary.text).toContain('Open actions (1):\n- Alert when the disk will be full within a day (owner: @ana, due: 2026-12-24)');
  const { act } = await desk.must('send-summary', { incident: id, channel: 'sink', subject: summary.subject, text: summary.text });
  const { open } = await desk.must('list-acts', { incident: id });
  expect(open.find((one) => one.id === act)?.state).toBe('awaiting');
  expect(sink.taken).toEqual([]);
  await desk.must('confirm-acts', { acts: [act] });
  await eventually('it arrives', () => sink.taken.length === 1);
  expect(sink.taken[0]).toMatchObject({ subject: summary.subject });
});

it('[X3] [X8] files go where a person chose, and come back', async () => {
  const { desk, id, folder } = await start(`${words}\n![graph](attachment:${picture.sha256})\n`);
  const missing = [picture.sha256];
  for (const format of ['html', 'markdown', 'markdown-tar'] as const) {
    const file = join(folder, `out.${format}`);
    expect(await desk.engine.postmortemFile({ does: 'export', incident: id, format, file })).toMatchObject({
      ok: true,
      value: { path: file, missing },
    });
    expect(readFileSync(file, 'latin1')).toContain('nine hours');
  }
  const read = await desk.engine.postmortemFile({ does: 'import', file: join(folder, 'out.markdown') });
  expect(read).toMatchObject({ ok: true, value: { title: 'Disk of db-3 was full', text: expect.stringContaining('## Actions') } });
  const nowhere = await desk.engine.postmortemFile({ does: 'export', incident: id, format: 'html', file: join(folder, 'no/such/x.html') });
  expect(nowhere).toMatchObject({ ok: false, error: { kind: 'failed' } });
});

it('[X11] a place that cannot be reached is tried again; its token stands in no setting, event, reason or journal', async () => {
  const { desk, id } = await start();
  const { kinds } = await desk.must('list-publish-kinds', {});
  expect(kinds.map(({ kind }) => kind)).toEqual(['git', 'confluence', 'notion']);
  const { act } = await desk.must('publish-postmortem', { incident: id, target: 'notion' });
  const waiting = await eventually('a try fails', async () => {
    const { open } = await desk.must('list-acts', { incident: id });
    return open.find((one) => one.id === act && one.state === 'queued' && one.attempt > 0);
  });
  expect(waiting.reason).not.toBe('');
  const { yaml } = await desk.must('export-settings', {});
  for (const said of [
    JSON.stringify(await desk.snapshot()),
    yaml,
    JSON.stringify(waiting),
    JSON.stringify(desk.events),
    desk.journal.join(),
  ])
    expect(said).not.toContain('ntn_secret_77');
});
