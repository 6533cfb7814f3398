// What a source's connection can do to the console, for every kind that asks: answers without end or without haste, certificates that
// prove nothing, limits on how often it may be asked, and an hour of nothing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RawAnswer, rawAnswer } from '../fakes/raw-server';
import { asking, cleared, keysOf, type RigOptions, startBadInput, whole } from '../harness/bad-input';
import { makeCertificates } from '../harness/certificates';

const MEGABYTE = Buffer.alloc(1_000_000, '[],');

/** A list of nothing of so many MB, as fast as they are taken. */
const endless =
  (megabytes: number): RawAnswer =>
  (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[');
    let left = megabytes;
    const more = (): void => {
      if (left-- > 0 && !socket.destroyed) socket.write(MEGABYTE, more);
      else socket.end('[]]');
    };
    more();
  };

const dribble =
  (head: string, rest: string): RawAnswer =>
  (socket) => {
    socket.write(head);
    let at = 0;
    const timer = setInterval(() => socket.write(rest[at++ % rest.length] as string), 20);
    socket.on('close', () => clearInterval(timer));
  };
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

describe.each(asking)('kind %s', (kind) => {
  test('100 MB are refused at the limit, and memory stays bounded', async () => {
    const rig = await startBadInput(kind, { config: { maxMegabytes: 10, timeoutSeconds: 30 } });
    const known = keysOf(rig.reports[0]?.sightings);
    rig.serve(() => endless(100));
    const sum = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const before = sum();
    let most = before;
    const timer = setInterval(() => {
      most = Math.max(most, sum());
    }, 5);
    const { why, remedy, alertCount } = await rig.ask();
    clearInterval(timer);
    expect(why).toContain('The answer is larger than 10 MB.');
    expect(remedy).toContain('Largest answer');
    expect(alertCount).toBe(known.length);
    expect(most - before).toBeLessThan(100_000_000);
    rig.serve(whole);
    expect(await rig.ask()).toMatchObject({ state: 'ok', failingSince: null });
    await rig.stop();
  });

  test('an answer under the limit that would be gigabytes when read is refused before it is read', async () => {
    const rig = await startBadInput(kind, { config: { timeoutSeconds: 30 } });
    rig.serve(() => endless(20));
    const before = process.memoryUsage().rss;
    const { why, remedy } = await rig.ask();
    expect(process.memoryUsage().rss - before).toBeLessThan(1_000_000_000);
    expect(why).toMatch(/more than 5 million values|None of the|not whole or not JSON|larger than 5 MB/);
    expect(remedy).toMatch(/\w+ \w+/);
    rig.serve(whole);
    expect(await rig.ask()).toMatchObject({ state: 'ok', failingSince: null });
    await rig.stop();
  });

  test.each([
    ['headers', dribble('HTTP/1.1 200 OK\r\nx-slow: ', 'slowly ')],
    ['a body', dribble(`${HEAD}content-length: 100000\r\n\r\n[`, ' ')],
    ['chunks', dribble(`${HEAD}transfer-encoding: chunked\r\n\r\n1\r\n[\r\n`, '1\r\n \r\n')],
    ['nothing', () => undefined],
  ] as const)('%s, a byte at a time: given up in time, healed by a good answer', async (_, slow) => {
    const rig = await startBadInput(kind, { config: { timeoutSeconds: 0.4 } });
    const known = keysOf(rig.reports[0]?.sightings);
    rig.serve(() => slow as RawAnswer);
    const started = performance.now();
    const { why, state } = await rig.ask();
    expect(performance.now() - started).toBeLessThan(2500);
    expect([state, why].join(' ')).toMatch(/(blind|partial) .*(within 0\.4 s|within 1\.2 s|not HTTP)/);
    expect(cleared(rig, known, 1)).toEqual([]);
    rig.serve(whole);
    expect(await rig.ask()).toMatchObject({ state: 'ok', why: '', alertCount: known.length });
    await rig.stop();
  });

  test.each([
    ['in seconds', { 'retry-after': '77' }, 77_000],
    ['as a date', { date: 'Thu, 01 Jan 2026 00:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 00:01:17 GMT' }, 77_000],
    ['that is nonsense', { 'retry-after': 'soon' }, 1000],
    ['of a year', { 'retry-after': '31536000' }, 3_600_000],
    ['not told', {}, 1000],
  ] as const)('429, Retry-After %s: it is left alone for so long, then asked again', async (_, headers, pauseMs) => {
    const rig = await startBadInput(kind);
    rig.serve(() => rawAnswer('429 Too Many Requests', headers, ''));
    const { why, nextTryAt } = await rig.ask();
    expect(why).toMatch(/slow down \(429\)/);
    expect((nextTryAt ?? 0) - rig.clock.now()).toBe(pauseMs);
    rig.serve(whole);
    expect(await rig.askWhenDue()).toBe(pauseMs);
    expect(rig.health()).toMatchObject({ state: 'ok', why: '', failingSince: null });
    await rig.stop();
  });

  test('503 for an hour: the pauses grow to a minute, nothing is cleared, and the first good answer heals', async () => {
    const rig = await startBadInput(kind);
    const known = keysOf(rig.reports[0]?.sightings);
    rig.serve(() => rawAnswer('503 Service Unavailable', { 'content-type': 'text/html' }, '<title>gone</title>'));
    await rig.ask();
    const begun = rig.clock.now();
    const pauses: number[] = [];
    while (rig.clock.now() - begun < 3_600_000) pauses.push(await rig.askWhenDue());
    expect(pauses.slice(0, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    expect(new Set(pauses.slice(6))).toEqual(new Set([60_000]));
    expect(rig.health()).toMatchObject({ state: 'blind', failingSince: begun, alertCount: known.length });
    expect(rig.reports).toHaveLength(1);
    expect(rig.logged.length).toBeLessThan(200);
    rig.serve(whole);
    await rig.askWhenDue();
    expect(rig.health()).toMatchObject({ state: 'ok', why: '', failingSince: null, alertCount: known.length });
    expect(await rig.askWhenDue()).toBe(15_000);
    await rig.stop();
  });
});

describe('certificates', () => {
  let dir: string;
  let cases: Readonly<Record<string, { readonly options: RigOptions; readonly words: RegExp }>>;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'bad-tls-'));
    const { ca, files } = makeCertificates(dir);
    const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
    const read = (name: string): string => readFileSync(join(dir, name), 'utf8');
    writeFileSync(join(dir, 'other.cnf'), 'subjectAltName=DNS:other.example\n');
    writeFileSync(join(dir, 'index.txt'), '');
    writeFileSync(
      join(dir, 'ca.cnf'),
      '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n',
    );
    const issue = ['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'];
    openssl(...issue, '-out', 'other.pem', '-days', '2', '-extfile', 'other.cnf');
    const dates = ['-startdate', '20200101000000Z', '-enddate', '20210101000000Z'];
    const sign = ['ca', '-batch', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-rand_serial', '-extfile', 'names.cnf'];
    openssl(...sign, ...dates, '-in', 'server.csr', '-out', 'expired.pem', '-notext');
    const key = readFileSync(files.serverKey, 'utf8');
    cases = {
      'by nobody we know': { options: { tls: { cert: read('server.pem'), key } }, words: /not signed by an authority that is trusted/ },
      expired: { options: { tls: { cert: read('expired.pem'), key }, config: { caPem: ca } }, words: /has expired/ },
      'for another name': { options: { tls: { cert: read('other.pem'), key }, config: { caPem: ca } }, words: /is for another name/ },
    };
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  test.each(asking.flatMap((kind) => ['by nobody we know', 'expired', 'for another name'].map((name) => [kind, name] as const)))(
    '%s: a certificate %s is a failure with a remedy, and nothing is asked',
    async (kind, name) => {
      const { options, words } = cases[name]!;
      const rig = await startBadInput(kind, options);
      expect(rig.health()).toMatchObject({ state: 'blind', why: expect.stringMatching(words), remedy: expect.stringMatching(/\w+ \w+/) });
      expect(rig.server.requests).toEqual([]);
      expect(rig.reports).toEqual([]);
      await rig.stop();
    },
  );
});
