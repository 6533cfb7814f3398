// Probes against real servers on loopback: web pages, certificates made by openssl, closed ports and a small name server.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../electron/feeds/probe/config';
import { poll } from '../../../electron/feeds/probe/poll';
import type { Looked } from '../../../shared/feed-look';
import { type DnsServer, startDnsServer } from '../../fakes/dns-server';
import { eventually } from '../../harness/eventually';
import { freePort } from '../../harness/free-port';
import { contextOf, feedOf, memoryKeeper, type Rig, startRig } from './rig';

const dir = mkdtempSync(join(tmpdir(), 'dogwatch-probe-'));
const open: (Server | HttpServer)[] = [];
const rigs: Rig[] = [];
let dns: DnsServer;
const page = { status: 200, body: 'all is well', afterMs: 0, location: '' };
let url: string;

async function listen(server: Server | HttpServer, port = 0): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A server whose own certificate ends at `days` from now. */
async function tlsServer(days: number): Promise<{ port: number; ca: string }> {
  const at = (name: string) => join(dir, `${days}-${name}`);
  const day = (offset: number) => `${new Date(Date.now() + offset * 86_400_000).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  run('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('key'), '-out', at('csr'), '-subj', '/CN=localhost');
  execFileSync('sh', ['-c', `mkdir -p ${at('ca')} && : > ${at('ca')}/index.txt && echo 01 > ${at('ca')}/serial`]);
  const config = `[ca]\ndefault_ca=d\n[d]\ndatabase=${at('ca')}/index.txt\nserial=${at('ca')}/serial\nnew_certs_dir=${at('ca')}\ndefault_md=sha256\npolicy=p\nx509_extensions=x\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=IP:127.0.0.1,DNS:localhost\n`;
  execFileSync('sh', ['-c', `cat > ${at('conf')}`], { input: config });
  const dates = ['-startdate', day(-30), '-enddate', day(days)];
  run('ca', '-batch', '-selfsign', '-config', at('conf'), '-keyfile', at('key'), '-in', at('csr'), '-out', at('crt'), '-notext', ...dates);
  const [key, cert] = [readFileSync(at('key')), readFileSync(at('crt'))];
  const port = await listen(createTlsServer({ key, cert }, (_, response) => response.end('fine')));
  return { port, ca: cert.toString() };
}

beforeAll(async () => {
  dns = await startDnsServer();
  const server = createServer((_, response) => {
    setTimeout(() => response.writeHead(page.status, page.location === '' ? {} : { location: page.location }).end(page.body), page.afterMs);
  });
  url = `http://127.0.0.1:${await listen(server)}`;
});
afterAll(async () => {
  await dns.close();
  rmSync(dir, { recursive: true, force: true });
});
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.runner.stop();
  Object.assign(page, { status: 200, body: 'all is well', afterMs: 0, location: '' });
});

function rigFor(targets: readonly string[], more: Readonly<Record<string, unknown>> = {}, keeper = memoryKeeper()): Rig {
  const feed = feedOf({ targets, timeoutSeconds: 3, ...more }, { id: 'probe', kind: 'probe', intervalSeconds: 0.2 });
  const rig = startRig(feed, {}, { keeper });
  rigs.push(rig);
  return rig;
}
const one = (rig: Rig, key: string) => rig.reports.at(-1)?.sightings.find((sighting) => sighting.key === key);

describe('a web page', () => {
  test('fires after so many failures in a row, with status, since the first of them, and is gone when it answers again', async () => {
    const rig = rigFor([`${url}/ name=shop for=3 severity=error`]);
    await eventually('a first answer', () => rig.health().state === 'ok');
    expect(rig.keys()).toEqual([]);
    const from = Date.now();
    Object.assign(page, { status: 503 });
    await eventually('fires', () => one(rig, 'shop'));
    const firedAt = Date.now();
    expect(one(rig, 'shop')).toMatchObject({
      ...{ name: 'Target down', summary: 'shop: answers with status 503', severity: 'error', link: `${url}/` },
      labels: { target: 'shop', kind: 'http', condition: 'down' },
    });
    const since = one(rig, 'shop')?.startsAt ?? 0;
    expect(since).toBeGreaterThanOrEqual(from);
    expect(firedAt - since, 'two intervals before the third failure').toBeGreaterThan(300);
    Object.assign(page, { status: 500 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(one(rig, 'shop')?.startsAt).toBe(since);
    Object.assign(page, { status: 200 });
    await eventually('gone', () => rig.keys().length === 0);
    expect(rig.health()).toMatchObject({ state: 'ok' });
  });

  test('body, latency and redirects are judged', async () => {
    Object.assign(page, { body: 'maintenance', afterMs: 120 });
    const rig = rigFor([`${url}/a body="all is (well|fine)" for=1`, `${url}/b latency=50ms for=1`, `${url}/c timeout=100ms for=1`]);
    await eventually('all three', () => rig.keys().length === 3);
    expect(rig.reports.at(-1)?.sightings.map(({ summary }) => summary)).toEqual([
      `${url}/a: its body is not what is expected`,
      expect.stringMatching(/\/b: answers after \d+ ms, later than 50 ms$/),
      expect.stringMatching(/\/c: .*(in time|within)/),
    ]);
    expect(one(rig, `${url}/b slow`)).toMatchObject({ name: 'Target slow', severity: 'warning' });
    Object.assign(page, { status: 302, location: 'https://login.example.com/', afterMs: 0 });
    const redirects = rigFor([`${url}/d for=1`, `${url}/e for=1 redirects=no status=302`]);
    await eventually('the strange one only', () => redirects.keys().join() === `${url}/d`);
  });

  test('a certificate that ran out, and one that soon will, are told; the page behind the second is fine', async () => {
    const [gone, soon] = [await tlsServer(-2), await tlsServer(5)];
    const [a, b] = [`https://127.0.0.1:${gone.port}/`, `https://127.0.0.1:${soon.port}/`];
    const rig = rigFor([`${a} for=1`, `${b} for=1 cert=14d`, `tls://127.0.0.1:${soon.port} cert=1d for=1`], {
      caPem: `${gone.ca}\n${soon.ca}`,
    });
    await eventually('told', () => rig.keys().length === 3);
    expect(rig.keys().toSorted()).toEqual([a, `${a} certificate`, `${b} certificate`].toSorted());
    expect(one(rig, `${a} certificate`)).toMatchObject({ severity: 'critical', summary: expect.stringContaining('ran out on') });
    expect(one(rig, `${b} certificate`)).toMatchObject({
      severity: 'warning',
      summary: expect.stringMatching(/runs out on .*, in [45] days/),
    });
  });
});

describe('a port and a name', () => {
  test('a closed port fires and clears when something listens there', async () => {
    const port = await freePort();
    const rig = rigFor([`tcp://127.0.0.1:${port} for=2`]);
    await eventually('fires', () => rig.keys().length === 1);
    expect(rig.reports.at(-1)?.sightings[0]?.summary).toContain('refuses connections');
    await listen(createServer(), port);
    await eventually('gone', () => rig.keys().length === 0);
  });

  test('a name must be known, and answered with what is expected; a silent resolver is told', async () => {
    dns.names.set('shop.example.com', ['192.0.2.10', '192.0.2.11']);
    const ask = (name: string, rest: string) => `dns://${name} server=${dns.address} for=1 timeout=300ms ${rest}`;
    const rig = rigFor([ask('shop.example.com', 'expect=192.0.2.11,192.0.2.10'), ask('nowhere.example.com', '')]);
    await eventually('the unknown one', () => rig.keys().join() === 'dns://nowhere.example.com');
    expect(one(rig, 'dns://nowhere.example.com')?.summary).toContain('the name is not known');
    dns.names.set('shop.example.com', ['198.51.100.66']);
    await eventually('hijacked', () => one(rig, 'dns://shop.example.com'));
    expect(one(rig, 'dns://shop.example.com')?.summary).toContain('is answered with 198.51.100.66, not 192.0.2.10, 192.0.2.11');
    dns.isSilent = true;
    const deaf = rigFor([ask('shop.example.com', '')]);
    await eventually('silent', () => one(deaf, 'dns://shop.example.com')?.summary.includes('did not answer in time'));
    dns.isSilent = false;
  });
});

describe('whose fault it is', () => {
  const context = (away: (host: string) => boolean) => {
    const asked: string[] = [];
    const answer = (host: string): Looked =>
      away(host) ? { ok: false, hasAnswered: false, why: 'no answer' } : { ok: true, latencyMs: 1, records: [], validUntil: null };
    const ctx = contextOf({ targets: [] } as never, {
      look: async (request) => {
        const host = request.kind === 'dns' ? request.name : request.host;
        asked.push(host);
        return answer(host);
      },
    });
    return { ctx, asked };
  };
  const configOf = (input: object) => {
    const parsed = parseConfig(input);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    return parsed.config;
  };
  const targets = ['tcp://192.0.2.1:1 for=1', 'tcp://192.0.2.2:1 for=1'];

  test('no target answers and no witness either: this machine is cut off, and no target is told', async () => {
    const { ctx, asked } = context(() => true);
    const result = await poll(ctx, configOf({ targets, witnesses: ['tcp://198.51.100.1:443'] }), null);
    expect(result).toMatchObject({ kind: 'failed', failure: { kind: 'unreachable', what: expect.stringContaining('own network') } });
    expect(asked).toContain('198.51.100.1');
  });

  test('one target or a witness that answers proves the link: the silent ones are alerts', async () => {
    const some = await poll(context((host) => host === '192.0.2.2').ctx, configOf({ targets }), null);
    expect(some.kind === 'snapshot' && some.sightings.map(({ key }) => key)).toEqual(['tcp://192.0.2.2:1']);
    const all = await poll(context((host) => host !== 'witness').ctx, configOf({ targets, witnesses: ['tcp://witness:1'] }), null);
    expect(all.kind === 'snapshot' && all.sightings).toHaveLength(2);
  });

  test('what runs on this machine is judged anyway, and an alert that fired stays while the link is in doubt', async () => {
    const config = configOf({ targets: [...targets, 'tcp://127.0.0.1:9 for=1'] });
    const first = await poll(context((host) => host === '192.0.2.2').ctx, config, null);
    if (first.kind !== 'snapshot') throw new Error('no answer');
    const cursor = { ...first.cursor, known: new Map([...first.cursor.known].map(([name, known]) => [name, { ...known, lookedAt: 0 }])) };
    const second = await poll(context(() => true).ctx, config, cursor);
    if (second.kind !== 'snapshot') throw new Error('no answer');
    expect(second.sightings.map(({ key }) => key)).toEqual(['tcp://192.0.2.2:1', 'tcp://127.0.0.1:9']);
    expect(second.peers.filter(({ isOk }) => !isOk).map((peer) => peer.url)).toEqual(['tcp://192.0.2.1:1', 'tcp://192.0.2.2:1']);
  });

  test('after a start nothing counts as gone until a failing target has failed often enough', async () => {
    const config = configOf({ targets: ['tcp://127.0.0.1:9 for=3'] });
    const { ctx } = context(() => true);
    const first = await poll(ctx, config, null);
    expect(first.kind === 'snapshot' && first.absence.isTrusted).toBe(false);
  });
});

test.each([
  ['shop.example.com', /no address/],
  ['ftp://shop.example.com', /not known/],
  ['https://ann:secret@shop.example.com', /login/],
  ['tcp://db1', /host and port/],
  ['https://a.example.com status=2xx', /no list/],
  ['https://a.example.com body="("', /no pattern/],
  ['https://a.example.com for=0', /how many failures/],
  ['https://a.example.com every=often', /no time/],
  ['dns://a.example.com type=ANY', /not one of/],
  ['dns://a.example.com server=ns1', /no address/],
  ['tcp://db1:1 status=200', /not known here/],
  ['https://a.example.com for=1 for=2', /twice/],
])('the line %s is refused in words', (line, words) => {
  const parsed = parseConfig({ targets: [line] });
  expect(parsed.ok ? '' : parsed.errors[0]?.message).toMatch(words);
});

describe('over a restart', () => {
  test('what fires goes on since its first failure, in the first report, and clears when it answers', async () => {
    const keeper = memoryKeeper();
    Object.assign(page, { status: 503 });
    const before = rigFor([`${url}/ name=shop for=3`], {}, keeper);
    const since = (await eventually('fires', () => one(before, 'shop'))).startsAt;
    await before.runner.stop();
    const after = rigFor([`${url}/ name=shop for=3`], {}, keeper);
    await eventually('a first report', () => after.reports.length > 0);
    expect(after.reports[0]).toMatchObject({ isComplete: true, sightings: [{ key: 'shop', startsAt: since }] });
    Object.assign(page, { status: 200 });
    await eventually('gone', () => after.keys().length === 0);
    expect(after.reports.at(-1)?.isComplete).toBe(true);
  });

  test('failures are counted on, but not over a long pause, a clock that went back, or for another address', async () => {
    const config = parseConfig({ targets: [`${url}/ name=shop for=3`] });
    const other = parseConfig({ targets: [`${url}/other name=shop for=3`] });
    if (!config.ok || !other.ok) throw new Error('settings');
    Object.assign(page, { status: 503 });
    let kept: unknown = null;
    let now = Date.now();
    const write = (value: unknown) => {
      kept = JSON.parse(JSON.stringify(value));
      return true;
    };
    const keep = { read: () => kept, write };
    const ctx = contextOf({}, { now: () => now, keep });
    const afterRestart = async (parsed = config.config) => {
      const result = await poll(ctx, parsed, null);
      return result.kind === 'snapshot' ? [result.sightings.length, result.absence.isTrusted] : [];
    };
    expect(await afterRestart()).toEqual([0, false]);
    now += 15_000;
    expect(await afterRestart()).toEqual([0, false]);
    const twice = kept;
    now += 15_000;
    expect(await afterRestart()).toEqual([1, true]);
    for (const [laterMs, parsed] of [
      [3_600_000, config.config],
      [-3_600_000, config.config],
      [15_000, other.config],
    ] as const) {
      [kept, now] = [twice, Date.now() + laterMs];
      expect(await afterRestart(parsed), String(laterMs)).toEqual([0, false]);
    }
    kept = { version: 7 };
    expect(await afterRestart()).toEqual([0, false]);
    await ctx.close();
  });
});
