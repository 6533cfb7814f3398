// Whatever is not a whole list of alerts is UNKNOWN, never "no alerts": each bad answer makes the feed fail, in words.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../electron/feeds/alertmanager/config';
import { poll } from '../../../electron/feeds/alertmanager/poll';
import { jsonAnswer, type RawAnswer, type RawServer, rawAnswer, startRawServer } from '../../fakes/raw-server';
import { eventually } from '../../harness/eventually';
import { contextOf, feedOf, startRig } from './rig';

const firing = readFileSync(new URL('../../fixtures/alertmanager/firing.json', import.meta.url), 'utf8');
let server: RawServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function pollOf(answer: RawAnswer, more: Readonly<Record<string, unknown>> = {}) {
  server = await startRawServer(answer);
  const raw = { urls: server.url, timeoutSeconds: 1, ...more };
  const parsed = parseConfig(raw);
  if (!parsed.ok) throw new Error('bad config');
  const ctx = contextOf(raw);
  const result = await poll(ctx, parsed.config, null);
  await ctx.close();
  return result;
}

const truncated: RawAnswer = (socket) => {
  socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${firing.length}\r\n\r\n`);
  socket.write(firing.slice(0, 500), () => socket.destroy());
};
const truncatedChunked: RawAnswer = (socket) => {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
  socket.write(`3e8\r\n${firing.slice(0, 1000)}\r\n`, () => socket.end());
};
const slowLoris: RawAnswer = (socket) => {
  socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n[');
  const timer = setInterval(() => socket.write(' '), 50);
  socket.on('close', () => clearInterval(timer));
};
const gzipped = gzipSync(firing);
const gzipHeaders = { 'content-type': 'application/json', 'content-encoding': 'gzip' };

const cases: readonly (readonly [string, RawAnswer, string, RegExp])[] = [
  ['an empty body', jsonAnswer(''), 'bad-answer', /empty/],
  [
    'a web page',
    rawAnswer('200 OK', { 'content-type': 'text/html' }, '<!doctype html><title>Sign in</title><form>'),
    'bad-answer',
    /web page.*Sign in/,
  ],
  ['a web page that says it is JSON', jsonAnswer('<html><head><title>Sign in</title>'), 'bad-answer', /web page/],
  ['half a list', rawAnswer('200 OK', { 'content-type': 'application/json' }, firing.slice(0, 700)), 'bad-answer', /not whole or not JSON/],
  ['a body shorter than announced', truncated, 'bad-answer', /broke off/],
  ['a chunked body without its end', truncatedChunked, 'bad-answer', /broke off/],
  ['half a gzip', rawAnswer('200 OK', gzipHeaders, gzipped.subarray(0, 300)), 'bad-answer', /broke off/],
  ['an unasked-for packing', rawAnswer('200 OK', { 'content-encoding': 'zstd' }, 'x'), 'bad-answer', /zstd/],
  ['null', jsonAnswer('null'), 'bad-answer', /not a list/],
  ['an object', jsonAnswer({ status: 'success', data: [] }), 'bad-answer', /not a list/],
  ['a list of something else', jsonAnswer([{ id: 1 }, { id: 2 }]), 'bad-answer', /None of the 2 rows/],
  [
    '503 in plain text',
    rawAnswer(
      '503 Service Unavailable',
      { 'content-type': 'text/plain', 'retry-after': '7' },
      'Limit of concurrent GET requests reached (8), try again later.\n',
    ),
    'server',
    /503.*Limit of concurrent/,
  ],
  ['429', rawAnswer('429 Too Many Requests', { 'retry-after': '9' }, ''), 'rate-limited', /429/],
  ['403', jsonAnswer({ message: 'no tenant' }, '403 Forbidden'), 'auth', /no tenant/],
  ['404', rawAnswer('404 Not Found', {}, '404 page not found'), 'config', /404 page not found/],
  ['204 without a body', rawAnswer('204 No Content', {}, ''), 'bad-answer', /empty/],
  ['a redirect to another host', rawAnswer('302 Found', { location: 'https://login.example/?to=x' }, ''), 'bad-answer', /login\.example/],
  ['a circle of redirects', rawAnswer('302 Found', { location: '/round' }, ''), 'bad-answer', /circle/],
  ['no HTTP at all', (socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'), 'bad-answer', /not HTTP/],
  ['a drop of one byte at a time', slowLoris, 'timeout', /1 s/],
  ['a connection that closes', (socket) => void socket.destroy(), 'server', /closed the connection/],
];

describe('a bad answer is a failure', () => {
  test.each(cases)('%s', async (_, answer, kind, words) => {
    const result = await pollOf(answer);
    expect(result).toMatchObject({
      kind: 'failed',
      failure: { kind, what: expect.stringMatching(words), remedy: expect.stringMatching(/./) },
    });
  });

  test('an answer over the limit is cut off while it streams', async () => {
    const endless: RawAnswer = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n[');
      const more = () => socket.write(`${'x'.repeat(10_000)}`, () => !socket.destroyed && more());
      more();
    };
    expect(await pollOf(endless, { maxMegabytes: 0.1, timeoutSeconds: 10 })).toMatchObject({
      kind: 'failed',
      failure: { kind: 'bad-answer', what: expect.stringContaining('0.1 MB') },
    });
  });

  test('a small packing that unpacks to something huge is cut off too', async () => {
    const bomb = rawAnswer('200 OK', gzipHeaders, gzipSync(Buffer.alloc(5_000_000, 32)));
    expect(await pollOf(bomb, { maxMegabytes: 1 })).toMatchObject({ kind: 'failed', failure: { what: expect.stringContaining('1 MB') } });
  });

  test('Retry-After is handed on in ms', async () => {
    expect(await pollOf(rawAnswer('503 Service Unavailable', { 'retry-after': '7' }, ''))).toMatchObject({
      failure: { retryAfterMs: 7000 },
    });
    const date = { date: 'Thu, 01 Jan 2026 00:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' };
    expect(await pollOf(rawAnswer('429 Slow', date, ''))).toMatchObject({ failure: { retryAfterMs: 30_000 } });
  });
});

describe('an unusual answer that is whole is read', () => {
  test.each([
    ['gzip', rawAnswer('200 OK', gzipHeaders, gzipped)],
    [
      'a redirect on the same origin',
      ((socket, head) =>
        (head.includes('/api/v2/alerts?') ? rawAnswer('307 Moved', { location: '/moved' }, '') : jsonAnswer(firing))(
          socket,
          head,
        )) as RawAnswer,
    ],
    ['no content type', rawAnswer('200 OK', {}, firing)],
  ] as const)('%s', async (_, answer) => {
    expect(await pollOf(answer)).toMatchObject({ kind: 'snapshot', sightings: { length: 11 }, absence: { isTrusted: true } });
  });

  test('an empty list is no alerts', async () => {
    expect(await pollOf(jsonAnswer('[]\n'))).toMatchObject({ kind: 'snapshot', sightings: [], absence: { isTrusted: true } });
  });

  test('bad rows are told, the good ones stay, and what is missing is not taken as resolved', async () => {
    const rows = JSON.parse(firing) as unknown[];
    const result = await pollOf(jsonAnswer([...rows, { labels: {} }]));
    expect(result).toMatchObject({
      kind: 'snapshot',
      sightings: { length: 11 },
      rejected: [{ where: 'row 12' }],
      absence: { isTrusted: false },
    });
  });
});

test('a feed that turns bad keeps what was known, turns blind, and comes back by itself', async () => {
  let answer: RawAnswer = jsonAnswer(firing);
  server = await startRawServer((socket, head) => answer(socket, head));
  const rig = startRig(feedOf({ urls: server.url }));
  await eventually('first report', () => rig.reports.length === 1);
  answer = rawAnswer('200 OK', { 'content-type': 'text/html' }, '<html>');
  await eventually('blind', () => rig.health().state === 'blind');
  expect(rig.health()).toMatchObject({ alertCount: 11, failingSince: expect.any(Number), remedy: 'Is a login page in the way?' });
  expect(rig.reports).toHaveLength(1);
  answer = jsonAnswer(firing);
  await eventually('back', () => rig.health().state === 'ok');
  expect(rig.reports).toHaveLength(1);
  expect(rig.health().failingSince).toBeNull();
  await rig.runner.stop();
});
