// What sources send by themselves, kept as they sent it: a real NATS, a real mosquitto and the listener of the webhook.
import { connectAsync } from 'mqtt';
import { afterEach, expect, it } from 'vitest';
import type { EngineValues } from '../../../shared/contract';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { startMosquitto } from '../../harness/mosquitto';
import { startNats } from '../../harness/nats';
import { type DeskEngine, startDeskEngine } from './desk-engine';

const TOKEN = 'the-token-of-this-hook-4711';
const ends: (() => Promise<void>)[] = [];
let desk: DeskEngine;

afterEach(async () => {
  await desk.stop();
  for (const end of ends.splice(0).reverse()) await end();
});

async function kept(title: string): Promise<EngineValues['list-recordings']['recordings'][number] & { readonly text: string }> {
  return eventually(`a recording of ${title}`, async () => {
    const id = (await desk.incident(title))?.row.id;
    if (!id) return null;
    const [recording] = (await desk.must('list-recordings', { incident: id })).recordings;
    return recording && { ...recording, text: (await desk.must('read-recording', { incident: id, id: recording.id })).text };
  });
}

async function startHook(): Promise<(path: string, body: unknown) => Promise<number>> {
  const port = await freePort();
  process.env.RECORDER_TOKEN = TOKEN;
  const config = { address: `127.0.0.1:${port}`, token: { env: 'RECORDER_TOKEN' } };
  desk = await startDeskEngine({ config: { feeds: [{ id: 'hook', kind: 'webhook', name: 'Scripts', config }] } });
  await eventually('live', () => desk.feeds()[0]?.state === 'ok');
  return async (path, body) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
    return (await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
  };
}

it('[S1] of a pushed list the part about the alert is kept, with what nobody reads', async () => {
  const post = await startHook();
  const one = (name: string) => ({ key: name, name, state: 'firing', service: name, severity: 'critical', rack: { row: 7, of: name } });
  expect(await post('/alerts', [one('DiskFull'), one('FanStopped')])).toBe(200);
  const { text, why, isCut } = await kept('FanStopped');
  expect(JSON.parse(text)).toEqual(one('FanStopped'));
  expect([why, isCut]).toEqual(['', false]);
});

it('[S1] the feed’s own token is in no payload: not as a key of routing, nested, encoded, nor with hidden characters in it', async () => {
  const post = await startHook();
  const split = `${TOKEN.slice(0, 5)}\u200b${TOKEN.slice(5, 9)}\u2060${TOKEN.slice(9)}`;
  const details = { header: `Bearer ${TOKEN}`, form: `a=1&token=${encodeURIComponent(TOKEN)}`, deep: [{ [TOKEN]: [split] }] };
  const more = { basic: Buffer.from(TOKEN).toString('base64'), url: `https://hooks.example/?t=${TOKEN}`, kept: 'rack 7' };
  const payload = { summary: 'QueueStuck', source: 'db-1', severity: 'critical', custom_details: { ...details, ...more } };
  expect(await post('/v2/enqueue', { routing_key: TOKEN, event_action: 'trigger', dedup_key: 'q', payload })).toBe(202);
  const { text } = await kept('QueueStuck');
  const said = JSON.parse(text) as { routing_key: string; payload: { custom_details: { header: string; kept: string } } };
  expect(said.routing_key).toBe('***');
  expect(said.payload.custom_details).toMatchObject({ header: 'Bearer ***', kept: 'rack 7' });
  const bare = text.replace(/[\u200b\u2060]|\\u200b|\\u2060/g, '');
  for (const secret of [TOKEN, encodeURIComponent(TOKEN), Buffer.from(TOKEN).toString('base64')]) expect(bare).not.toContain(secret);
});

it('[S1] messages of NATS and MQTT are kept whole, plain text with its topic', async () => {
  const nats = await startNats();
  ends.push(nats.stop);
  await nats.addStream();
  const broker = await startMosquitto();
  ends.push(broker.stop);
  const feeds = [
    { id: 'nats', kind: 'nats', name: 'Bus', config: { urls: [nats.url], subject: 'alerts.>' } },
    { id: 'mqtt', kind: 'mqtt', name: 'Broker', config: { url: broker.url, topics: ['plant/#'] } },
  ];
  desk = await startDeskEngine({ config: { feeds } });
  await eventually('both live', () => desk.feeds().every(({ state }) => state === 'ok') && desk.feeds().length === 2);
  const sent = { key: 'GpuTooHot', name: 'GpuTooHot', state: 'firing', severity: 'critical', firmware: '1.2.3' };
  await nats.publish('alerts.gpu', sent);
  const client = await connectAsync(broker.url);
  await client.publishAsync('plant/press/alarm', 'PressJammed', { qos: 1 });
  await client.endAsync();
  expect(JSON.parse((await kept('GpuTooHot')).text)).toEqual(sent);
  const jammed = await eventually('the jam', async () => (await desk.snapshot()).rows.find(({ feeds: [feed] }) => feed === 'mqtt')?.title);
  expect(JSON.parse((await kept(jammed)).text)).toEqual({ topic: 'plant/press/alarm', text: 'PressJammed' });
}, 40_000);
