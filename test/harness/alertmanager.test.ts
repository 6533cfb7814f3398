// Proves the harness against the real server: what tests build on must itself be true.
import { afterAll, describe, expect, test } from 'vitest';
import { type Alertmanager, startAlertmanager, startAlertmanagerPair } from './alertmanager';
import { eventually } from './eventually';
import { makeStorm } from './storm';

const running: Alertmanager[] = [];
const keep = <T extends Alertmanager>(server: T): T => {
  running.push(server);
  return server;
};
afterAll(() => Promise.all(running.map((server) => server.stop())));

describe.skipIf(process.platform !== 'linux')('a real Alertmanager', () => {
  test('alerts are posted and resolved, silences are made, seen and expired', async () => {
    const server = keep(await startAlertmanager());
    const labels = { alertname: 'Disk', severity: 'critical' };
    await server.post([{ labels }]);
    expect((await server.alerts()).map((alert) => alert.labels)).toEqual([labels]);
    const id = await server.silence([{ name: 'alertname', value: 'Disk', isRegex: false, isEqual: true }], 5);
    await eventually('the alert is silenced', async () => (await server.alerts())[0]?.status.silencedBy.includes(id));
    await server.expireSilence(id);
    expect((await server.silences())[0]?.status.state).toBe('expired');
    await server.resolve(labels);
    await eventually('it is gone', async () => (await server.alerts()).length === 0);
  });

  test('restart and kill: the same address, silences kept', async () => {
    const server = keep(await startAlertmanager());
    const id = await server.silence([{ name: 'a', value: 'b', isRegex: false, isEqual: true }], 5);
    const before = server.pid();
    await server.restart();
    expect(server.pid()).not.toBe(before);
    expect((await server.silences()).map((silence) => silence.id)).toEqual([id]);
    await server.kill();
    await expect(server.alerts()).rejects.toThrow();
    await server.start();
    expect(await server.alerts()).toEqual([]);
  });

  test('basic auth and mutual TLS let only the right client in', async () => {
    const server = keep(await startAlertmanager({ hasBasicAuth: true, tls: 'mutual' }));
    expect(server.url).toMatch(/^https:/);
    expect(await server.alerts()).toEqual([]);
    await expect(fetch(`${server.url}/-/ready`)).rejects.toThrow();
  });

  test('a pair gossips silences, not alerts, and the other one lives on when one is killed', async () => {
    const [a, b] = await startAlertmanagerPair();
    keep(a);
    keep(b);
    await a.post([{ labels: { alertname: 'OnlyAtA' } }]);
    const id = await a.silence([{ name: 'x', value: 'y', isRegex: false, isEqual: true }], 5);
    await eventually('the silence reaches b', async () => (await b.silences()).some((silence) => silence.id === id));
    expect(await b.alerts()).toEqual([]);
    await a.kill();
    expect((await b.get('/-/healthy')).status).toBe(200);
  });

  test('a storm has the shape it promises, the same at every run', async () => {
    const server = keep(await startAlertmanager());
    const storm = makeStorm(1000, { seed: 7, now: 1_800_000_000_000 });
    expect(makeStorm(1000, { seed: 7, now: 1_800_000_000_000 })).toEqual(storm);
    await server.post(makeStorm(1000));
    const { body } = await server.get('/api/v2/alerts');
    const alerts = await server.alerts();
    expect(alerts).toHaveLength(1000);
    expect(Object.keys(alerts[0]?.labels ?? {})).toHaveLength(10);
    expect(Object.keys(alerts[0]?.annotations ?? {})).toHaveLength(3);
    expect(Math.abs(body.length / 1000 - 1092)).toBeLessThan(22);
  });
});
