// The whole engine with sources that send by themselves: one digest for what came while it was away, and nothing over by silence.
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openLog } from '../../../electron/log/store';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { type Nats, startNats } from '../../harness/nats';
import { type DeskEngine, KEY, startDeskEngine } from './desk-engine';

const TOKEN = 'a-secret-of-the-desk';
let desk: DeskEngine;
let nats: Nats | null = null;
afterEach(async () => {
  await desk.stop();
  await nats?.stop();
  nats = null;
});

const alert = (name: string, state = 'firing') => ({ key: name, name, state, service: name, severity: 'critical' });

test('[F8] what a stream kept while the console was away is one digest, not a burst of pages', async () => {
  nats = await startNats();
  await nats.addStream();
  const config = { feeds: [{ id: 'nats', kind: 'nats', name: 'Bus', config: { urls: [nats.url], subject: 'alerts.>' } }] };
  desk = await startDeskEngine({ config });
  await eventually('live', () => desk.status()?.state === 'clear');
  await desk.stop(true);
  for (let i = 0; i < 6; i++) await nats.publish('alerts.x', alert(`Away${i}`));
  for (let i = 0; i < 2; i++) await nats.publish('alerts.x', alert(`Away${i}`, 'resolved'));
  backdate(desk.profile, 600_000);
  desk = await startDeskEngine({ profile: desk.profile, config });
  await eventually('the receipt', () => desk.status()?.absence);
  expect(desk.status()?.absence).toMatchObject({ fired: 6, cleared: 2, stillOpen: 4 });
  expect(desk.pages).toHaveLength(1);
  expect(desk.pages[0]).toMatchObject({ count: expect.any(Number) });
}, 30_000);

test('[F7] a webhook feed: counted, told as live, open after a restart though nothing is sent again, resolved when it is said', async () => {
  const port = await freePort();
  const config = {
    feeds: [{ id: 'hook', kind: 'webhook', name: 'Scripts', config: { address: `127.0.0.1:${port}`, token: { env: 'HOOK_TOKEN' } } }],
  };
  process.env.HOOK_TOKEN = TOKEN;
  const post = async (body: unknown): Promise<number> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
    return (await fetch(`http://127.0.0.1:${port}/alerts`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
  desk = await startDeskEngine({ config });
  await eventually('live', () => desk.feeds()[0]?.state === 'ok');
  expect(await post(alert('GpuTooHot'))).toBe(200);
  expect((await desk.incident('GpuTooHot'))?.row.status).toBe('open');
  await eventually('counted', () => desk.feeds()[0]?.alertCount === 1);
  await desk.stop(true);
  desk = await startDeskEngine({ profile: desk.profile, config });
  await eventually('live', () => desk.feeds()[0]?.state === 'ok');
  expect((await desk.incident('GpuTooHot'))?.row.status).toBe('open');
  expect(await post(alert('GpuTooHot', 'resolved'))).toBe(200);
  const detail = await desk.incident('GpuTooHot');
  expect(detail?.row.status).toBe('resolved');
  expect(detail?.timeline.map((entry) => entry.detail)).toContain('told so by the source');
}, 30_000);

/** As if the console had stopped watching `ms` earlier than it did. */
function backdate(profile: string, ms: number): void {
  const opened = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'test', now: Date.now });
  if (!opened.ok) throw new Error('the log can not be opened');
  opened.log.setSetting('watched-at', String(Date.now() - ms));
  opened.log.close();
}
