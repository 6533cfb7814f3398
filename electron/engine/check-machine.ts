// What of this machine can make a desk blind: names that resolve to nothing, a clock that is wrong, a disk that is full. Looked at when
// a person asks “why am I blind?”; nothing here sends a login.
import { lookup } from 'node:dns/promises';
import { statfs } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { MachineFacts } from '../../shared/contract/desk';
import type { Settings } from '../../shared/settings';
import { connectionOf } from '../feeds/connection';
import { createHttpClient } from '../feeds/http';

const LIMIT_MS = 4_000;
const STRANGER = connectionOf({ isTlsUnchecked: true, connectTimeoutSeconds: 2, timeoutSeconds: LIMIT_MS / 1000, maxMegabytes: 1 });
/** Whose clocks are compared: one honest source is enough, and a fleet is not to be asked for the time. */
const CLOCKS = 3;

/** `folder`: where the log lies. */
export async function checkMachine(feeds: Settings['feeds'], folder: string, now: () => number): Promise<MachineFacts> {
  const urls = feeds.filter((feed) => feed.isEnabled).flatMap(({ config }) => addressesIn(config));
  const hosts = [...new Set(urls.map(({ hostname }) => hostname.replace(/^\[|\]$/g, '')))].filter((host) => isIP(host) === 0);
  const web = [...new Map(urls.filter(({ protocol }) => /^https?:$/.test(protocol)).map((url) => [url.host, url])).values()];
  const [resolved, clocks, freeBytes] = await Promise.all([
    Promise.all(hosts.map(async (host) => ((await resolves(host)) ? [] : [host]))),
    Promise.all(web.slice(0, CLOCKS).map((url) => skewOf(url, now))),
    freeIn(folder),
  ]);
  return { names: hosts.length, unknownNames: resolved.flat(), skewsMs: clocks.filter((skew) => skew !== null), freeBytes };
}

/** Every address in a feed's fields, under whatever name. */
function addressesIn(config: Readonly<Record<string, unknown>>): URL[] {
  return Object.entries(config)
    .filter(([name]) => /^urls?$/.test(name))
    .flatMap(([, value]) => String(value).split(/[\s,]+/))
    .flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []))
    .filter(({ hostname }) => hostname !== '');
}

async function resolves(host: string): Promise<boolean> {
  return lookup(host).then(
    () => true,
    () => false,
  );
}

/** How far the source's clock is ahead of ours, by its Date header (whole seconds); null: it told none. */
async function skewOf(url: URL, now: () => number): Promise<number | null> {
  const client = createHttpClient(STRANGER);
  try {
    const result = await client.request({ url: url.origin, method: 'GET' }, AbortSignal.timeout(LIMIT_MS));
    if (!result.ok) return null;
    const told = Date.parse(result.answer.headers.date ?? '');
    return Number.isNaN(told) ? null : told - now();
  } finally {
    await client.close();
  }
}

/** Null where the system does not say. */
async function freeIn(folder: string): Promise<number | null> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
}
