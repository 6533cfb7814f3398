// Looks for sources where a person asks to: this machine, or the one address that they typed. Never further, and never by itself.
import { connect } from 'node:net';
import { type FoundSource, isAnswerOf, isGreetingOf, placesOf, type SourceKind } from '../../shared/sources';
import { connectionOf } from '../feeds/connection';
import { createHttpClient } from '../feeds/http';

const LIMIT_MS = 3_000;
/** Any certificate will do: no login is sent, and the form asks for the right one. */
const STRANGER = connectionOf({ isTlsUnchecked: true, connectTimeoutSeconds: 2, timeoutSeconds: LIMIT_MS / 1000, maxMegabytes: 1 });
/** MQTT 3.1.1 CONNECT, clean session, no client id (3.1): the broker answers with a CONNACK, whether it lets us in or not. */
const MQTT_HELLO = Buffer.from([0x10, 0x0c, 0x00, 0x04, 0x4d, 0x51, 0x54, 0x54, 0x04, 0x02, 0x00, 0x05, 0x00, 0x00]);
const ENOUGH_BYTES = 6;

/** All that answer as one of the known kinds does; `asked` is how many addresses were tried, 0 when `address` is none. */
export async function findSources(address: string): Promise<{ found: FoundSource[]; asked: number }> {
  const places = placesOf(address);
  const answers = await Promise.all(
    places.map(async ({ kind, url }) =>
      (await isThere(kind, url)) ? [{ kind: kind.kind, name: kind.name, url, config: { [kind.field]: url } }] : [],
    ),
  );
  return { found: answers.flat(), asked: places.length };
}

function isThere(kind: SourceKind, url: string): Promise<boolean> {
  return kind.path === '' ? greets(kind.kind, new URL(url)) : answers(kind, url);
}

async function answers({ kind, path }: SourceKind, url: string): Promise<boolean> {
  const client = createHttpClient(STRANGER);
  try {
    const result = await client.request({ url: `${url}${path}` }, AbortSignal.timeout(LIMIT_MS));
    if (!result.ok) return false;
    const { status, headers, bytes } = result.answer;
    return isAnswerOf(kind, { status, headers, text: Buffer.from(bytes).toString('utf8') });
  } finally {
    await client.close();
  }
}

function greets(kind: string, { hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), timeout: LIMIT_MS });
    let heard = Buffer.alloc(0);
    const end = (): void => {
      socket.destroy();
      resolve(isGreetingOf(kind, heard));
    };
    socket.on('connect', () => kind === 'mqtt' && socket.write(MQTT_HELLO));
    socket.on('data', (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes]);
      if (heard.length >= ENOUGH_BYTES || isGreetingOf(kind, heard)) end();
    });
    for (const sign of ['timeout', 'error', 'close'] as const) socket.once(sign, end);
  });
}
