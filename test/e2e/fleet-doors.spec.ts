// The doors for fleets and scripts: the engine alone speaks the documented lines, and a broken configuration stops it with its place.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { eventually } from '../harness/eventually';
import { type EngineLine, startLoneEngine } from './parts/engine-line';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { foot } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager');

const labels = { alertname: 'DiskFilling', severity: 'critical', service: 'payments' };
const broken = 'version: 1\npaging:\n  isSoundOn: true\n  isLoud: true\n';

type Event = { readonly kind: string; readonly seq: number; readonly incident: string | null };
const eventOf = (line: EngineLine): Event => line.event as Event;
const isEvent = (kind: string) => (line: EngineLine) => line.type === 'event' && eventOf(line).kind === kind;

test('the engine alone: ready, feed, events, page, replies, and a clean end on SIGTERM', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const file = join(stage.profile, 'watch.yml');
  writeFileSync(file, watchConfig({ urls: [server.url] }));
  const engine = stage.keep(startLoneEngine(stage.profile, file));
  expect(await engine.line('ready', (line) => line.type === 'ready')).toMatchObject({ profile: stage.profile, isDemo: false });
  await engine.line('the feed answers', (line) => line.type === 'feed' && line.feed === 'main' && line.state === 'ok');

  await server.post([{ labels }]);
  const opened = await engine.line('an incident', isEvent('incident.opened'));
  const { incident } = eventOf(opened);
  const page = await engine.line('a page', (line) => line.type === 'page');
  expect(page.page).toMatchObject({ title: 'SEV2 payments: DiskFilling', incidents: [incident] });
  await engine.line('the page counts as shown', isEvent('page.shown'));
  expect(Object.keys(opened.event as object)).toEqual(
    expect.arrayContaining(['seq', 'id', 'hlc', 'actor', 'device', 'incident', 'kind', 'v', 'data', 'prev', 'at']),
  );

  expect(await engine.call('acknowledge-incident', { incidents: [incident] })).toMatchObject({ ok: true, value: { done: 1 } });
  await engine.line('the acknowledgement is confirmed', isEvent('write.confirmed'));
  await eventually('it is at the server', async () => (await server.silences()).some((silence) => silence.status.state === 'active'));
  expect(await engine.call('make-coffee', {})).toMatchObject({ ok: false, error: { kind: 'unknown-call' } });
  expect(await engine.call('acknowledge-incident', { who: 'me' })).toMatchObject({ ok: false, error: { kind: 'malformed' } });
  engine.write('this is not JSON');
  await engine.line('a refusal', (line) => line.type === 'reply' && line.id === null && line.ok === false);

  expect(await engine.terminate()).toMatchObject({ code: 0 });
  expect(engine.lines.at(-1)).toEqual({ type: 'stopped' });
  expect(engine.lines.filter((line) => line.type === 'not json')).toEqual([]);
  const seqs = engine.lines.filter((line) => line.type === 'event').map((line) => eventOf(line).seq);
  expect(seqs).toEqual(seqs.map((_seq, index) => (seqs[0] ?? 0) + index));
});

test('an unknown key ends the engine with 1, and file, line and column on stderr', async ({ stage }) => {
  const file = join(stage.profile, 'broken.yml');
  writeFileSync(file, broken);
  const engine = stage.keep(startLoneEngine(stage.profile, file));
  expect(await engine.ended).toMatchObject({ code: 1 });
  expect(engine.stderr()).toContain(`${file}:4:3: paging.isLoud: unknown key “isLoud”`);
  expect(engine.lines).toEqual([]);
});

test('the console with the same file shows the same words, in the window, the foot and on stderr', async ({ stage }) => {
  const console = await stage.open({ config: broken });
  const place = `${stage.profile}.config/dogwatch.yml:4:3: paging.isLoud: unknown key “isLoud”`;
  await expect(console.window.getByRole('main')).toContainText(place);
  await expect(foot(console.window)).toContainText(place);
  await eventually('it is on stderr', () => console.output().includes(place));
});
