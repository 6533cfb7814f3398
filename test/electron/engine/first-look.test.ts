// A window gets its first rows before the feeds are asked; until they answered nothing may look proven.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
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
