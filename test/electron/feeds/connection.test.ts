// Every way to reach a server, against a real Alertmanager: login, TLS, mutual TLS, proxies; and what is said when it fails.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadKinds, registry } from '../../../electron/feeds/registry';
import { createRunner } from '../../../electron/feeds/runner';
import { type FakeProxy, startConnectProxy, startMuteServer, startSocksProxy } from '../../fakes/proxies';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { makeStorm } from '../../harness/storm';
import { feedOf } from './rig';

await loadKinds();

const runner = createRunner({ registry, log: () => undefined, onSightings: () => undefined, onHealth: () => undefined });
const tryOut = (config: Readonly<Record<string, unknown>>, secrets: Readonly<Record<string, string>> = {}) =>
  runner.test(feedOf({ connectTimeoutSeconds: 1, timeoutSeconds: 3, ...config }), secrets);

let plain: Alertmanager;
let guarded: Alertmanager;
let tls: Alertmanager;
let mutual: Alertmanager;
const proxies: FakeProxy[] = [];

beforeAll(async () => {
  [plain, guarded, tls, mutual] = await Promise.all([
    startAlertmanager(),
    startAlertmanager({ hasBasicAuth: true }),
    startAlertmanager({ tls: 'server' }),
    startAlertmanager({ tls: 'mutual', hasBasicAuth: true }),
  ]);
  for (const server of [plain, guarded, tls, mutual]) await server.post(makeStorm(3));
});

afterAll(async () => {
  await runner.stop();
  for (const server of [plain, guarded, tls, mutual]) await server.stop();
  for (const proxy of proxies) await proxy.close();
});

async function kept<T extends FakeProxy>(proxy: Promise<T>): Promise<T> {
  proxies.push(await proxy);
  return proxy;
}

describe('logins', () => {
  test('basic authentication', async () => {
    const { username, password } = guarded.auth!;
    expect(await tryOut({ urls: guarded.url, username }, { password })).toMatchObject({ isOk: true, alertCount: 3 });
  });

  test('a wrong password is told as such, and is not in the words', async () => {
    const result = await tryOut({ urls: guarded.url, username: 'watch' }, { password: 'not-the-password' });
    expect(result).toMatchObject({ isOk: false, words: expect.stringContaining('401'), remedy: expect.stringContaining('password') });
    expect(JSON.stringify(result)).not.toContain('not-the-password');
  });

  test('a password in the address is refused before it is sent', async () => {
    const result = await tryOut({ urls: guarded.url.replace('://', '://watch:watch-the-dog@') });
    expect(result).toMatchObject({ isOk: false, words: expect.stringContaining('urls') });
    expect(JSON.stringify(result)).not.toContain('watch-the-dog');
  });
});

describe('TLS', () => {
  test('a custom authority is trusted', async () => {
    expect(await tryOut({ urls: tls.url, caPem: tls.certificates!.ca })).toMatchObject({ isOk: true, alertCount: 3 });
  });

  test('an unknown authority is never trusted by itself', async () => {
    expect(await tryOut({ urls: tls.url })).toMatchObject({ isOk: false, remedy: expect.stringContaining('authority') });
  });

  test('the check can be switched off, and this is told', async () => {
    const result = await tryOut({ urls: tls.url, isTlsUnchecked: true });
    expect(result).toMatchObject({ isOk: true, words: expect.stringContaining('certificate is not checked') });
  });

  test('a certificate for another name is refused, unless the name is given', async () => {
    const other = tls.url.replace('127.0.0.1', '127.0.0.2');
    const proxy = await kept(startConnectProxy());
    const config = { urls: other, caPem: tls.certificates!.ca, proxyUrl: proxy.url };
    expect((await tryOut(config)).isOk).toBe(false);
    const named = await tryOut({ urls: tls.url, caPem: tls.certificates!.ca, tlsServerName: 'localhost' });
    expect(named.isOk).toBe(true);
    expect(await tryOut({ urls: tls.url, caPem: tls.certificates!.ca, tlsServerName: 'other.example' })).toMatchObject({
      isOk: false,
      words: expect.stringContaining('another name'),
    });
  });

  test('mutual TLS with basic authentication', async () => {
    const { ca, clientCert, clientKey } = mutual.certificates!;
    const { username, password } = mutual.auth!;
    const config = { urls: mutual.url, caPem: ca, certPem: clientCert, username };
    expect(await tryOut(config, { password, keyPem: clientKey })).toMatchObject({ isOk: true, alertCount: 3 });
  });

  test('a missing client certificate is told as such', async () => {
    const result = await tryOut({ urls: mutual.url, caPem: mutual.certificates!.ca });
    expect(result).toMatchObject({ isOk: false, remedy: expect.stringContaining('client certificate') });
  });

  test('http to a TLS port and https to a plain port are told apart', async () => {
    expect(await tryOut({ urls: tls.url.replace('https', 'http') })).toMatchObject({
      isOk: false,
      remedy: expect.stringContaining('https://'),
    });
    expect(await tryOut({ urls: plain.url.replace('http', 'https') })).toMatchObject({
      isOk: false,
      words: expect.stringContaining('does not speak TLS'),
    });
  });

  test('a key that is no key is a mistake in the settings', async () => {
    const result = await tryOut({ urls: tls.url, certPem: 'no certificate' }, { keyPem: 'no key' });
    expect(result).toMatchObject({ isOk: false, remedy: expect.stringContaining('PEM') });
  });
});

describe('proxies', () => {
  const login = { username: 'me', password: 'proxy-secret' };

  test.each(['plain', 'tls'] as const)('HTTP CONNECT, %s server', async (which) => {
    const server = which === 'tls' ? tls : plain;
    const proxy = await kept(startConnectProxy());
    const caPem = server.certificates?.ca ?? '';
    expect(await tryOut({ urls: server.url, caPem, proxyUrl: proxy.url })).toMatchObject({ isOk: true, alertCount: 3 });
    expect(proxy.targets).toContain(`127.0.0.1:${server.port}`);
  });

  test('HTTP CONNECT with a login, and without it', async () => {
    const proxy = await kept(startConnectProxy(login));
    const config = { urls: plain.url, proxyUrl: proxy.url, proxyUsername: login.username };
    expect(await tryOut(config, { proxyPassword: login.password })).toMatchObject({ isOk: true });
    const refused = await tryOut(config, { proxyPassword: 'wrong-secret' });
    expect(refused).toMatchObject({ isOk: false, words: expect.stringContaining('407') });
    expect(JSON.stringify(refused)).not.toContain('wrong-secret');
  });

  test.each(['plain', 'tls'] as const)('SOCKS5, %s server', async (which) => {
    const server = which === 'tls' ? tls : plain;
    const proxy = await kept(startSocksProxy());
    const caPem = server.certificates?.ca ?? '';
    expect(await tryOut({ urls: server.url, caPem, proxyUrl: proxy.url })).toMatchObject({ isOk: true, alertCount: 3 });
    expect(proxy.targets).toContain(`127.0.0.1:${server.port}`);
  });

  test('SOCKS5 checks the certificate behind it', async () => {
    const proxy = await kept(startSocksProxy());
    expect(await tryOut({ urls: tls.url, proxyUrl: proxy.url })).toMatchObject({
      isOk: false,
      remedy: expect.stringContaining('authority'),
    });
  });

  test('SOCKS5 with a login, and with a wrong one', async () => {
    const proxy = await kept(startSocksProxy(login));
    const config = { urls: plain.url, proxyUrl: proxy.url, proxyUsername: login.username };
    expect(await tryOut(config, { proxyPassword: login.password })).toMatchObject({ isOk: true });
    expect(await tryOut(config, { proxyPassword: 'wrong-secret' })).toMatchObject({ isOk: false, words: expect.stringContaining('proxy') });
  });

  test('a SOCKS5 proxy that never answers costs a time-out, and no socket is left', async () => {
    const mute = await kept(startMuteServer());
    const result = await tryOut({ urls: plain.url, proxyUrl: mute.url, connectTimeoutSeconds: 0.3, timeoutSeconds: 1 });
    expect(result.isOk).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(mute.open()).toBe(0);
  });

  test('a proxy that is not there', async () => {
    expect(await tryOut({ urls: plain.url, proxyUrl: 'http://127.0.0.1:1' })).toMatchObject({ isOk: false });
    expect(await tryOut({ urls: plain.url, proxyUrl: 'socks5://127.0.0.1:1' })).toMatchObject({ isOk: false });
  });
});

test('a refused connection and an unknown name are told in plain words', async () => {
  expect(await tryOut({ urls: 'http://127.0.0.1:1' })).toMatchObject({ isOk: false, words: '127.0.0.1:1 refuses connections.' });
  expect(await tryOut({ urls: 'http://no-such-host.invalid' })).toMatchObject({
    isOk: false,
    words: expect.stringContaining('no-such-host.invalid'),
  });
});
