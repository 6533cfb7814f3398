// The connector and the runner against real Alertmanagers: what fires, what is held back, what resolves; one server and a pair.
import { afterEach, describe, expect, test } from 'vitest';
import { type Alertmanager, startAlertmanager, startAlertmanagerPair } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { makeStorm } from '../../harness/storm';
import { feedOf, type Rig, startRig } from './rig';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function single(): Promise<Alertmanager> {
  const server = await startAlertmanager();
  ends.push(server.stop);
  return server;
}

async function pair(): Promise<readonly [Alertmanager, Alertmanager]> {
  const both = await startAlertmanagerPair();
  for (const server of both) ends.push(server.stop);
  return both;
}

function rigFor(
  config: Readonly<Record<string, unknown>>,
  more: Parameters<typeof feedOf>[1] = {},
  options: Parameters<typeof startRig>[2] = {},
): Rig {
  const rig = startRig(feedOf({ connectTimeoutSeconds: 1, timeoutSeconds: 2, ...config }, more), {}, options);
  ends.push(() => rig.runner.stop());
  return rig;
}

const alert = (labels: Record<string, string>, startedMinutesAgo = 5) => ({
  labels,
  annotations: { summary: `about ${labels.alertname}` },
  startsAt: new Date(Date.now() - startedMinutesAgo * 60_000).toISOString(),
  endsAt: new Date(Date.now() + 3_600_000).toISOString(),
  generatorURL: 'http://prometheus.example.internal/graph',
});
const names = (rig: Rig, ...wanted: string[]) =>
  eventually(`names ${wanted.join()}`, () => JSON.stringify(rig.names()) === JSON.stringify(wanted.toSorted()));

describe('one server', () => {
  test('fires, changes nothing while nothing changes, resolves by absence', async () => {
    const am = await single();
    await am.post([alert({ alertname: 'A', severity: 'page' }), alert({ alertname: 'B', severity: 'warn' })]);
    const rig = rigFor({ urls: am.url });
    await names(rig, 'A', 'B');
    expect(rig.reports).toMatchObject([{ isComplete: true, previousPollAt: null, sightings: { length: 2 } }]);
    await eventually('unchanged polls', () => rig.unchanged.length >= 3);
    expect(rig.reports).toHaveLength(1);
    await am.resolve({ alertname: 'B', severity: 'warn' });
    await names(rig, 'A');
    expect(rig.reports.at(-1)).toMatchObject({
      isComplete: true,
      previousPollAt: expect.any(Number),
      sightings: [{ name: 'A', severity: 'critical', link: 'http://prometheus.example.internal/graph' }],
    });
    expect(rig.health()).toMatchObject({ state: 'ok', alertCount: 1 });
  });

  test('a re-sent alert (only updatedAt and endsAt move) is unchanged', async () => {
    const am = await single();
    const storm = makeStorm(300);
    await am.post(storm);
    const rig = rigFor({ urls: am.url });
    await eventually('first', () => rig.reports.length === 1);
    for (let i = 1; i <= 3; i++) {
      await am.post(storm.map((one) => ({ ...one, endsAt: new Date(Date.now() + 7_200_000 + i).toISOString() })));
      const seen = rig.unchanged.length;
      await eventually('polled again', () => rig.unchanged.length >= seen + 2);
    }
    expect(rig.reports).toHaveLength(1);
  });

  test('alerts that differ in any label stay apart, and one of severity none hides no other', async () => {
    const am = await single();
    await am.post([
      alert({ alertname: 'DiskFull', instance: 'db-1', device: 'sda', severity: 'critical' }),
      alert({ alertname: 'DiskFull', instance: 'db-1', device: 'sdb', severity: 'critical' }),
      alert({ alertname: 'Watchdog', severity: 'none' }),
      ...makeStorm(20),
    ]);
    const rig = rigFor({ urls: am.url });
    await eventually('all', () => rig.keys().length === 23);
    expect(new Set(rig.keys()).size).toBe(23);
    expect(rig.names().filter((name) => name === 'DiskFull')).toHaveLength(2);
  });

  test('silenced and inhibited alerts are shown with what hides them', async () => {
    const am = await single();
    await am.post([
      alert({ alertname: 'A', cluster: 'x' }),
      alert({ alertname: 'ClusterDown', cluster: 'y', severity: 'critical' }),
      alert({ alertname: 'Lag', cluster: 'y', severity: 'warning' }),
    ]);
    const id = await am.silence([{ name: 'alertname', value: 'A', isRegex: false, isEqual: true }], 5);
    const rig = rigFor({ urls: am.url });
    const suppressionOf = (name: string) => rig.reports.at(-1)?.sightings.find((one) => one.name === name)?.suppression;
    await eventually('held back', () => suppressionOf('A') && suppressionOf('Lag'));
    expect(suppressionOf('A')).toEqual({ by: 'silence', ids: [id] });
    expect(suppressionOf('Lag')).toMatchObject({
      by: 'inhibition',
      ids: [rig.reports.at(-1)?.sightings.find((one) => one.name === 'ClusterDown')?.key],
    });
    expect(rig.health().suppressedCount).toBe(2);
    await am.expireSilence(id);
    await eventually('free again', () => suppressionOf('A') === null);
  });

  test('filters and receiver narrow the feed', async () => {
    const am = await single();
    await am.post([
      alert({ alertname: 'A', team: 'security' }),
      alert({ alertname: 'B', team: 'storage' }),
      alert({ alertname: 'C', team: 'shop' }),
    ]);
    const filtered = rigFor({ urls: am.url, filters: ['team=~"stor.*|shop"', 'alertname!="C"'] });
    const received = rigFor({ urls: am.url, receiver: 'secur.*' });
    await names(filtered, 'B');
    await names(received, 'A');
  });

  test('served under a path for a tenant, as Mimir does', async () => {
    const { startRawServer, jsonAnswer } = await import('../../fakes/raw-server');
    const server = await startRawServer(jsonAnswer('[]'));
    ends.push(server.close);
    const rig = rigFor({ urls: [`${server.url}/alertmanager/`], tenant: 'team-a|team-b' });
    await eventually('answered', () => rig.health().state === 'ok');
    expect(server.requests[0]).toMatch(/^GET \/alertmanager\/api\/v2\/alerts\?/);
    expect(server.requests[0]).toMatch(/x-scope-orgid: team-a\|team-b/i);
  });

  test('a missing heartbeat is blind, a present one is not', async () => {
    const am = await single();
    await am.post([alert({ alertname: 'Watchdog', severity: 'none' })]);
    const rig = rigFor({ urls: am.url }, { heartbeat: 'Watchdog' });
    await eventually('seen', () => rig.health().state === 'ok' && rig.health().heartbeat?.isSeen);
    await am.resolve({ alertname: 'Watchdog', severity: 'none' });
    await eventually('blind', () => rig.health().state === 'blind');
    expect(rig.health().why).toBe('The heartbeat alert Watchdog is missing.');
  });

  test('a restarted server has forgotten its alerts: their absence proves nothing until the grace is over', async () => {
    const am = await single();
    await am.post([alert({ alertname: 'A' }), alert({ alertname: 'B' })]);
    const rig = rigFor({ urls: am.url, restartGraceSeconds: 8 });
    await names(rig, 'A', 'B');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await am.restart();
    await eventually('the empty list', () => rig.keys().length === 0);
    expect(rig.reports.at(-1)).toMatchObject({ isComplete: false, why: expect.stringContaining('restarted') });
    await am.post([alert({ alertname: 'A' })]);
    await names(rig, 'A');
    expect(rig.reports.at(-1)?.isComplete).toBe(false);
    await eventually('trusted', () => rig.reports.at(-1)?.isComplete === true, { limitMs: 12_000 });
    expect(rig.names()).toEqual(['A']);
  });

  test('a restart while the console was away is noticed by the last answer of the run before', async () => {
    const am = await single();
    const before = rigFor({ urls: am.url, restartGraceSeconds: 600 }, {}, { lastAnswerAt: () => Date.now() - 60_000 });
    await eventually('answer', () => before.reports.length === 1);
    expect(before.reports[0]).toMatchObject({ isComplete: false });
    const fresh = rigFor({ urls: am.url, restartGraceSeconds: 600 });
    await eventually('answer', () => fresh.reports.length === 1);
    expect(fresh.reports[0]).toMatchObject({ isComplete: true });
  });

  test('killed and started again: blind with words, then back', async () => {
    const am = await single();
    await am.post([alert({ alertname: 'A' })]);
    const rig = rigFor({ urls: am.url });
    await names(rig, 'A');
    await am.kill();
    await eventually('blind', () => rig.health().state === 'blind');
    expect(rig.health()).toMatchObject({
      why: expect.stringContaining('refuses connections'),
      alertCount: 1,
      failingSince: expect.any(Number),
    });
    expect(rig.reports).toHaveLength(1);
    await am.start();
    await eventually('back', () => rig.health().failingSince === null);
  });

  test('a frozen server is given up by time-out and does not stop the watch', async () => {
    const am = await single();
    const rig = rigFor({ urls: am.url, timeoutSeconds: 0.5 });
    await eventually('ok', () => rig.health().state === 'ok');
    am.freeze();
    await eventually('blind', () => rig.health().state === 'blind');
    expect(rig.health().why).toMatch(/within 0.5 s|in time/);
    am.thaw();
    await eventually('ok again', () => rig.health().state === 'ok');
  });
});

describe('a pair', () => {
  test('is one feed: merged by fingerprint, earliest start, one copy', async () => {
    const [a, b] = await pair();
    await a.post([alert({ alertname: 'Both' }, 10), alert({ alertname: 'OnlyA' })]);
    await b.post([alert({ alertname: 'Both' }, 4), alert({ alertname: 'OnlyB' })]);
    const rig = rigFor({ urls: [a.url, b.url] });
    await names(rig, 'Both', 'OnlyA', 'OnlyB');
    const both = rig.reports.at(-1)?.sightings.find((one) => one.name === 'Both');
    expect(Date.now() - (both?.startsAt ?? 0)).toBeGreaterThan(9 * 60_000);
    expect(rig.health()).toMatchObject({ state: 'ok', peers: [{ isOk: true }, { isOk: true }] });
  });

  test('stays healthy while one answers, resolves what that one no longer lists, holds what only the lost one knew', async () => {
    const [a, b] = await pair();
    await a.post([alert({ alertname: 'Stays' }), alert({ alertname: 'Goes' }), alert({ alertname: 'OnlyA' })]);
    await b.post([alert({ alertname: 'Stays' }), alert({ alertname: 'Goes' })]);
    const rig = rigFor({ urls: [a.url, b.url], restartGraceSeconds: 4 });
    await names(rig, 'Stays', 'Goes', 'OnlyA');
    await a.kill();
    await eventually('partial', () => rig.health().state === 'partial');
    expect(rig.health().peers.map((peer) => peer.isOk)).toEqual([false, true]);
    await b.resolve({ alertname: 'Goes' });
    await names(rig, 'Stays', 'OnlyA');
    expect(rig.reports.at(-1)?.isComplete).toBe(true);
    await names(rig, 'Stays');
    await b.kill();
    await eventually('blind', () => rig.health().state === 'blind');
    expect(rig.health().why).toContain('None of 2 servers answers');
    await b.start();
    await eventually('partial again', () => rig.health().state === 'partial');
    await a.start();
    await eventually('ok', () => rig.health().state === 'ok');
  }, 40_000);

  test('a peer that takes connections but does not answer is not away: nothing counts as resolved', async () => {
    const [a, b] = await pair();
    for (const peer of [a, b]) await peer.post([alert({ alertname: 'X' }), alert({ alertname: 'Y' })]);
    const rig = rigFor({ urls: [a.url, b.url], timeoutSeconds: 0.5 });
    await names(rig, 'X', 'Y');
    a.freeze();
    await eventually('partial', () => rig.health().state === 'partial');
    await b.resolve({ alertname: 'Y' });
    await names(rig, 'X');
    expect(rig.reports.at(-1)).toMatchObject({ isComplete: false, why: expect.stringContaining('no usable answer') });
    a.thaw();
    await a.resolve({ alertname: 'Y' });
    await eventually('trusted again', () => rig.reports.at(-1)?.isComplete && rig.keys().length === 1);
  });

  test('a silence counts only when every peer that lists the alert holds it back', async () => {
    const one = await single();
    const two = await single();
    for (const peer of [one, two]) await peer.post([alert({ alertname: 'A' })]);
    const matchers = [{ name: 'alertname', value: 'A', isRegex: false, isEqual: true }];
    const first = await one.silence(matchers, 5);
    const rig = rigFor({ urls: [one.url, two.url] });
    await names(rig, 'A');
    const suppression = () => rig.reports.at(-1)?.sightings[0]?.suppression;
    expect(suppression()).toBeNull();
    const second = await two.silence(matchers, 5);
    await eventually('both', () => suppression() !== null);
    expect(suppression()).toEqual({ by: 'silence', ids: [first, second].sort() });
  });
});
