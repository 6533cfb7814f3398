// The place where sources knock: slow, endless and broken senders cost little and end; those in work get their answer.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { listenHttp } from '../../../electron/feeds/http-listener';
import type { AnswerOut, ListenRequest } from '../../../shared/feed-push';
import { makeCertificates } from '../../harness/certificates';

const endings: AbortController[] = [];
afterEach(() => {
  for (const ending of endings.splice(0)) ending.abort();
});

async function listening(more: Partial<ListenRequest> = {}) {
  const ending = new AbortController();
  endings.push(ending);
  let opened: (url: string) => void = () => undefined;
  const url = new Promise<string>((resolve) => {
    opened = resolve;
  });
  const answer: AnswerOut = { status: 200, body: {} };
  const limits = { host: '127.0.0.1', port: 0, tls: null, maxBytes: 1000, headMs: 300, requestMs: 600 };
  const over = listenHttp({ ...limits, onOpen: opened, onHead: () => null, onRequest: async () => answer, ...more }, ending.signal);
  const port = Number(new URL(await url).port);
  return { ending, over, port, url: await url };
}

/** Writes a byte every 50 ms; gives how long the other side bore it, in ms, and what it said. */
function drip(port: number, text: string): Promise<{ readonly ms: number; readonly heard: string }> {
  return new Promise((resolve) => {
    const started = performance.now();
    let heard = '';
    const socket = connect(port, '127.0.0.1');
    let i = 0;
    const timer = setInterval(() => socket.write(text[i++ % text.length] ?? 'x'), 50);
    socket.on('data', (data) => {
      heard += data.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ ms: performance.now() - started, heard });
    });
  });
}

test('a head and a body that never end are given up in their time', async () => {
  const { port, url } = await listening();
  const [head, body] = await Promise.all([
    drip(port, 'GET / HTTP/1.1\r\nx-slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'),
    new Promise<{ ms: number }>((resolve) => {
      const started = performance.now();
      const socket = connect(port, '127.0.0.1', () => socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{'));
      socket.on('error', () => undefined);
      socket.resume().on('close', () => resolve({ ms: performance.now() - started }));
    }),
  ]);
  expect(head.ms).toBeLessThan(2500);
  expect(body.ms).toBeLessThan(2500);
  expect((await fetch(url)).status).toBe(200);
});

test('it ends when it is told to, with an answer for those in work, and the port is free at once', async () => {
  let finish: () => void = () => undefined;
  const { ending, over, url, port } = await listening({
    onRequest: () => new Promise((resolve) => (finish = () => resolve({ status: 202, body: { done: true } }))),
  });
  const answer = fetch(url, { method: 'POST', body: '{}' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  ending.abort();
  setTimeout(finish, 50);
  expect((await answer).status).toBe(202);
  expect((await over).kind).toBe('aborted');
  const next = await listening({ port });
  expect((await fetch(next.url)).status).toBe(200);
});

test('places that are not ours and keys that are none are told with what to do', async () => {
  const { signal } = new AbortController();
  const asked = { port: 0, maxBytes: 10, onOpen: () => undefined, onHead: () => null, onRequest: async () => ({ status: 200, body: 0 }) };
  const away = await listenHttp({ ...asked, host: '203.0.113.9', tls: null }, signal);
  expect(away).toMatchObject({ kind: 'config', what: expect.stringContaining('no address of this machine') });
  const keyless = await listenHttp({ ...asked, host: '127.0.0.1', tls: { certPem: 'x', keyPem: 'y' } }, signal);
  expect(keyless).toMatchObject({ kind: 'config', remedy: expect.stringContaining('PEM') });
});

test('with a certificate it speaks TLS', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-listener-'));
  const { ca, files } = makeCertificates(dir);
  const { url } = await listening({
    tls: { certPem: readFileSync(files.serverCert, 'utf8'), keyPem: readFileSync(files.serverKey, 'utf8') },
  });
  expect(url).toMatch(/^https:/);
  const status = await new Promise((resolve, reject) => {
    request(url, { ca, method: 'POST' }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end('{}');
  });
  expect(status).toBe(200);
  rmSync(dir, { recursive: true, force: true });
});
