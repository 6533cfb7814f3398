// Schedules behind a proxy and a certificate authority of one's own, with real connections.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSchedule } from '../../../electron/schedules/open-schedule';
import { withoutSecrets } from '../../../electron/schedules/schedule-secrets';
import type { ScheduleSettings } from '../../../shared/settings/team';
import { type HttpSink, startHttpSink } from '../../fakes/http-sink';
import { type FakeProxy, startConnectProxy } from '../../fakes/proxies';
import { KEY, pagerDutySays } from '../../fakes/schedule-vendors';
import { makeCertificates } from '../../harness/certificates';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const span = { from: NOW, to: NOW + 86_400_000 };
const LOGIN = { username: 'desk', password: 'proxy-s3cret' };
const duty = { name: 'Ana', email: 'ana@example.com', start: '2026-11-22T11:00:00Z', end: '2026-11-22T20:00:00Z' };

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

function read(from: ScheduleSettings['from'], secrets: Record<string, string>) {
  const deps = { people: () => [], now: () => NOW, timeZone: 'UTC', log: () => undefined };
  return openSchedule({ id: 'duty', name: 'Duty', from }, secrets, deps).read(span);
}

describe('a vendor behind a proxy', () => {
  let sink: HttpSink;
  let proxy: FakeProxy;
  beforeEach(async () => {
    sink = await startHttpSink(pagerDutySays([duty]));
    proxy = await startConnectProxy(LOGIN);
    stops.push(sink.stop, proxy.close);
  });
  const from = () => ({ kind: 'pagerduty' as const, schedule: 'P1', baseUrl: sink.url, proxyUrl: proxy.url, proxyUsername: 'desk' });

  test('is asked through it, with the login', async () => {
    const answer = await read(from(), { token: KEY, proxyPassword: LOGIN.password });
    expect(answer.ok && answer.shifts.map((s) => s.name)).toEqual(['Ana']);
    expect(proxy.targets).toEqual([new URL(sink.url).host]);
  });

  test('is not asked past it: a refused login is a failure in words, without the password', async () => {
    const answer = await read(from(), { token: KEY, proxyPassword: 'wrong-s3cret' });
    expect(answer.ok).toBe(false);
    expect(sink.got).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(/s3cret/);
  });

  test('a proxy that can not be one is told, and nothing goes out', async () => {
    const answer = await read({ ...from(), proxyUrl: 'ftp://proxy' }, { token: KEY });
    if (answer.ok) throw new Error('it answered');
    expect(answer.failure).toMatchObject({ kind: 'config', what: expect.stringContaining('The proxy of this schedule is not right') });
    expect(sink.got).toEqual([]);
  });
});

describe('a calendar of a private authority', () => {
  let server: Server;
  let ca = '';
  beforeEach(async () => {
    const dir = mkdtempSync(join(tmpdir(), 'dogwatch-ca-'));
    const made = makeCertificates(dir);
    ca = made.ca;
    const tls = { cert: readFileSync(made.files.serverCert), key: readFileSync(made.files.serverKey) };
    const event = 'BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Ana\r\nDTSTART:20261122T110000Z\r\nDTEND:20261122T200000Z\r\nEND:VEVENT';
    const calendar = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n${event}\r\nEND:VCALENDAR\r\n`;
    server = createServer(tls, (_, response) => response.writeHead(200, { 'content-type': 'text/calendar' }).end(calendar));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(
      () => rmSync(dir, { recursive: true, force: true }),
      () => new Promise((resolve) => server.close(resolve)),
    );
  });
  const source = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}/duty.ics`;

  test('is read when that authority is trusted, and only then', async () => {
    const trusted = await read({ kind: 'ical', source: source(), caPem: ca }, {});
    expect(trusted.ok && trusted.shifts.map((s) => s.name)).toEqual(['Ana']);
    const other = await read({ kind: 'ical', source: source() }, {});
    expect(other.ok).toBe(false);
  });
});

test('what is stored and shown keeps proxy and authority, and no password', () => {
  const way = { proxyUrl: 'http://proxy:3128', proxyUsername: 'desk', caPem: 'PEM' };
  const kept = withoutSecrets({ id: 'a', name: 'A', from: { kind: 'ical', source: 'x', secretUrl: 'u', proxyPassword: 'p', ...way } });
  expect(kept.from).toEqual({ kind: 'ical', source: 'x', ...way });
});
