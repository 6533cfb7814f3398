// The ways by which alerts come by themselves, each with its real server: what the feed is told, and how one alert is sent.
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jetstream } from '@nats-io/jetstream';
import { freePort } from '../../harness/free-port';
import { startMosquitto } from '../../harness/mosquitto';
import { startNats } from '../../harness/nats';

const TOKEN = 'a-token-of-the-bench';

type Send = (key: string) => Promise<void>;

export interface Way {
  readonly name: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly send: Send;
  readonly end: () => Promise<void>;
}

/** What the feed of such a way needs to know. */
export type WayFeed = Pick<Way, 'kind' | 'config'>;

/** A webhook on a free port, and what posts a body to it and waits for its answer. */
export async function webhookAt(): Promise<WayFeed & { readonly post: (body: unknown) => Promise<void> }> {
  const port = await freePort();
  return { kind: 'webhook', config: { address: `127.0.0.1:${port}`, token: TOKEN }, post: poster(port) };
}

function poster(port: number): (body: unknown) => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` };
  return (body) =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/alerts', method: 'POST', agent, headers }, (answer) => {
        answer.resume().on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`answered ${answer.statusCode}`))));
      });
      asked.on('error', reject).end(JSON.stringify(body));
    });
}

/** The key stands in the name, so that a page tells it. */
const plain = (key: string) => ({ key, name: `Bench-${key}-is-down`, labels: { service: `s${key}` }, severity: 'critical' });

/** The key in the title of a page; undefined: the page is about something else. */
export const keyInTitle = (title: string): string | undefined => /Bench-(\w+)-is-down/.exec(title)?.[1];

/** The sender's own first requests are slow (40 ms and more): a server that is none of ours takes them. */
async function warmSender(): Promise<void> {
  const server = createServer((asked, answer) => asked.resume().on('end', () => answer.end()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const post = poster((server.address() as AddressInfo).port);
  for (let n = 0; n < 50; n++) await post(plain(`warm${n}`));
  server.closeAllConnections();
  server.close();
}

export async function webhookWay(): Promise<Way> {
  await warmSender();
  const { kind, config, post } = await webhookAt();
  return { name: 'webhook', kind, config, send: (key) => post(plain(key)), end: async () => undefined };
}

export async function natsWay(): Promise<Way> {
  const server = await startNats();
  await server.addStream();
  const nc = await server.connect();
  const js = jetstream(nc);
  const end = async (): Promise<void> => {
    await nc.close();
    await server.stop();
  };
  const send: Send = async (key) => void (await js.publish('alerts.bench', JSON.stringify(plain(key))));
  return { name: 'NATS', kind: 'nats', config: { urls: [server.url], subject: 'alerts.>' }, send, end };
}

export async function mqttWay(): Promise<Way> {
  const server = await startMosquitto();
  const client = await server.connect();
  const end = async (): Promise<void> => {
    await client.endAsync();
    await server.stop();
  };
  const send: Send = async (key) => void (await client.publishAsync('alerts/bench', JSON.stringify(plain(key)), { qos: 1 }));
  return { name: 'MQTT', kind: 'mqtt', config: { url: server.url, topics: ['alerts/#'] }, send, end };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

/** Sends `count` alerts, so many a second whatever each takes; Unix ms by key of just before each. */
export async function sendSteadily(send: Send, count: number, perSecond: number): Promise<Map<string, number>> {
  const sentAt = new Map<string, number>();
  const started = performance.now();
  const sends: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    await pause(started + (i * 1000) / perSecond - performance.now());
    sentAt.set(`${i}`, performance.timeOrigin + performance.now());
    sends.push(send(`${i}`));
  }
  await Promise.all(sends);
  return sentAt;
}

/** Settings with one feed of that way; every incident pages, and none is folded into a storm. */
export function settingsFor({ kind, config }: WayFeed): object {
  const feed = { id: 'push', kind, name: 'Push', config };
  return { version: 1, person: { name: 'Robin' }, feeds: [feed], paging: { minSeverity: 5, storm: { incidents: 1000, withinSeconds: 1 } } };
}
