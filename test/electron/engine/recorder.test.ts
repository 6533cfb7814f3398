// The flight recorder in a whole engine: a real Alertmanager fires, a real Prometheus and a small server are asked.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { EngineValues } from '../../../shared/contract';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type Prometheus, startPrometheus } from '../../harness/prometheus';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';

let server: Alertmanager;
let prometheus: Prometheus;
let page: Server;
let pageUrl: string;
let desk: DeskEngine;
const asked: { url: string; login: string | undefined }[] = [];

beforeAll(async () => {
  server = await startAlertmanager();
  prometheus = await startPrometheus(server.url);
  page = createServer((request, response) => {
    asked.push({ url: request.url ?? '', login: request.headers.authorization });
    if (request.url?.startsWith('/never')) return;
    response.writeHead(request.url === '/down' ? 503 : 200).end('<b onclick="x()">queue of db-1: 4711</b>');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => page.once('listening', resolve));
  pageUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
});
afterAll(async () => {
  page.closeAllConnections();
  page.close();
  await Promise.all([server.stop(), prometheus.stop()]);
});
afterEach(() => desk.stop());

const settings = (recorder: object) => ({
  feeds: [
    feed(server.url),
    {
      id: 'prom',
      kind: 'prometheus',
      name: 'Numbers',
      isEnabled: false,
      config: { url: prometheus.url, rules: [{ name: 'x', query: 'up == 0' }] },
    },
  ],
  recorder,
});
const http = (name: string, path: string, more: object = {}) => ({ kind: 'http', name, url: `${pageUrl}${path}`, ...more });

async function recorded(title: string, count: number): Promise<EngineValues['list-recordings'] & { id: string }> {
  return eventually(`${count} recordings of ${title}`, async () => {
    const id = (await desk.incident(title))?.row.id;
    if (!id) return null;
    const { recordings, left } = await desk.must('list-recordings', { incident: id });
    return recordings.length === count && recordings.every((one) => one.state !== 'taking') ? { id, recordings, left } : null;
  });
}

it('[S1] [S2] keeps the row as the source gave it, and the snapshots that apply; a restart keeps both', async () => {
  const snapshots = [
    http('status', '/status?host={{instance}}'),
    http('other', '/other', { when: ['alertname="Elsewhere"'] }),
    { kind: 'promql', name: 'scrapes', feed: 'prom', query: 'up', minutes: 5 },
    http('down', '/down'),
    http('with a login', '/login', { feed: 'am' }),
  ];
  const config = settings({ snapshots });
  desk = await startDeskEngine({ config });
  await server.post([{ labels: { alertname: 'Slow', severity: 'critical', instance: 'db 1/x' }, annotations: { summary: 'Slow' } }]);
  const { id, recordings, left } = await recorded('Slow', 5);
  expect(left).toEqual({ payloads: 0, snapshots: 0 });
  const of = (name: string) => recordings.find((one) => one.name === name);
  const bodyOf = (name: string) => desk.must('read-recording', { incident: id, id: of(name)?.id ?? '' });

  expect(of('Slow')).toMatchObject({ what: 'payload', state: 'kept', why: '', source: 'Main', isCut: false });
  const row = JSON.parse((await bodyOf('Slow')).text) as Record<string, unknown>;
  expect(Object.keys(row)).toEqual(expect.arrayContaining(['endsAt', 'updatedAt', 'receivers', 'fingerprint']));
  expect(row.fingerprint).toBe(of('Slow')?.alert);

  expect(of('status')).toMatchObject({ state: 'kept', status: 200 });
  expect(asked.map((one) => one.url)).toContain('/status?host=db%201%2Fx');
  expect((await bodyOf('status')).text).toBe('<b onclick="x()">queue of db-1: 4711</b>');
  expect(of('scrapes')).toMatchObject({ what: 'promql', state: 'kept', source: 'Numbers' });
  expect((await bodyOf('scrapes')).series).not.toBeNull();
  expect(of('down')).toMatchObject({ state: 'failed', status: 503 });
  expect(of('down')?.why).toContain('503');
  expect(of('with a login')?.why).toContain('is not the server of the feed Main');
  expect(asked.some((one) => one.url === '/login')).toBe(false);

  await desk.stop(true);
  desk = await startDeskEngine({ config, profile: desk.profile });
  const again = await desk.must('list-recordings', { incident: id });
  expect(again.recordings).toEqual(recordings);
  expect((await desk.must('read-recording', { incident: id, id: of('status')?.id ?? '' })).text).toContain('4711');
  const stolen = await desk.call('read-recording', { incident: 'another', id: of('status')?.id ?? '' });
  expect(stolen.ok).toBe(false);
});

it('[S3] [S4] a page that never answers delays nothing and is told; beyond the bounds it is counted', async () => {
  desk = await startDeskEngine({
    config: settings({ perIncident: 2, timeoutSeconds: 1, snapshots: [http('slow', '/never'), http('b', '/b'), http('c', '/c')] }),
  });
  await server.post(
    [1, 2, 3].map((n) => ({ labels: { alertname: 'Storm', severity: 'critical', instance: `db-${n}` }, annotations: { summary: 'x' } })),
  );
  const shown = await eventually('a page', () => desk.pages.find((one) => one.title.includes('Storm')));
  const early = await desk.must('list-recordings', { incident: shown.incidents[0] ?? '' });
  expect(early.recordings.every((one) => one.name !== 'slow' || one.state === 'taking')).toBe(true);
  const { recordings, left } = await recorded('Storm', 4);
  expect(recordings.filter((one) => one.what === 'payload')).toHaveLength(2);
  expect(left).toEqual({ payloads: 1, snapshots: 1 });
  expect(recordings.find((one) => one.name === 'slow')).toMatchObject({ state: 'failed', answeredAt: null });
  expect(recordings.find((one) => one.name === 'slow')?.why).not.toBe('');
});

it('[S5] a snapshot is tried before it is saved, and nothing of it is kept', async () => {
  desk = await startDeskEngine({ config: settings({}) });
  const snapshot = { kind: 'promql', name: 'trial', feed: 'prom', query: 'up{', minutes: 5 };
  const tried = await desk.must('try-snapshot', { snapshot, labels: {} });
  expect(tried.recording).toMatchObject({ state: 'failed', what: 'promql' });
  expect(tried.recording.why).toContain('parse error');
  expect(await desk.must('list-recordings', { incident: 'x' })).toEqual({ recordings: [], left: { payloads: 0, snapshots: 0 } });
});
