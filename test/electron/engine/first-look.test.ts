// A window gets its first rows before the feeds are asked; until they answered nothing may look proven.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { FirstRows } from '../../../electron/engine/boot';
import { eventually } from '../../harness/eventually';
import { feed, startDeskEngine } from './desk-engine';

test('[F5] before the first look feeds are not asked, count as starting, and the desk is not clear', async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let look = (): void => undefined;
  const firstLook = new Promise<void>((resolve) => {
    look = resolve;
  });
  const desk = await startDeskEngine({ config: { version: 1, feeds: [feed(url)] }, firstLook });
  const { status, feeds } = await desk.snapshot();
  expect(feeds).toMatchObject([{ feed: 'am', state: 'starting', lastSuccessAt: null }]);
  expect(status).toMatchObject({ state: 'blind', feedCount: 1 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(asked).toBe(0);
  look();
  await eventually('the feed is asked', async () => asked > 0);
  await eventually('the desk is clear', async () => (await desk.snapshot()).status.state === 'clear');
  await desk.stop();
  await new Promise((resolve) => server.close(resolve));
});

test('the rows shown before the engine is ready are those of its first snapshot, and prove nothing', async () => {
  const alert = {
    ...{ labels: { alertname: 'Down', severity: 'critical' }, annotations: { summary: 'It is down' }, fingerprint: 'f1' },
    ...{ startsAt: '2026-01-01T00:00:00Z', endsAt: '2036-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', generatorURL: '' },
    ...{ status: { state: 'active', silencedBy: [], inhibitedBy: [] }, receivers: [{ name: 'all' }] },
  };
  const server = createServer((request, response) => {
    const answer = request.url?.includes('/alerts') ? [alert] : {};
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const config = { version: 1, feeds: [feed(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)] };
  const shown: FirstRows[] = [];
  const before = await startDeskEngine({ config, showRows: (rows) => shown.push(rows) });
  expect(shown, 'a log just made has no rows to show').toEqual([]);
  await eventually('the incident is there', async () => (await before.snapshot()).rows.length === 1);
  await before.stop(true);
  const look = new Promise<void>(() => undefined);
  const after = await startDeskEngine({ config, profile: before.profile, firstLook: look, showRows: (rows) => shown.push(rows) });
  const { rows, settings, feeds } = await after.snapshot();
  expect(rows).toMatchObject([{ title: 'Down', status: 'open' }]);
  const unproved = feeds.map(({ proof: _, ...health }) => health);
  expect(shown).toEqual([{ push: 'first-rows', rows, feeds: unproved, settings }]);
  await after.stop();
  await new Promise((resolve) => server.close(resolve));
});
