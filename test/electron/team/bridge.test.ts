// A bridge that watches a real Alertmanager for a team on a real NATS server: desks that hear of it, one that watches by itself as well,
// and what they say when the bridge is gone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type Nats, startNats } from '../../harness/nats';
import { type DeskEngine, feed, startDeskEngine } from '../engine/desk-engine';
import { type ABridge, startBridge } from './a-bridge';

const LONG = { limitMs: 30_000 };
const disk = { alertname: 'DiskFull', service: 'db', severity: 'critical' };
const slow = { alertname: 'HighLatency', service: 'web', severity: 'critical' };

describe('a bridge and its desks', () => {
  let nats: Nats;
  let am: Alertmanager;
  let ana: DeskEngine;
  let bo: DeskEngine;
  let bridge: ABridge;
  const sharing = (name: string) => ({ isOn: true, space: 'ops', servers: [nats.url], deskName: name });
  /** Ana hears the bridge and has no way to the source; bo watches the source by himself. */
  const configOf = (person: string, watched: unknown) => ({
    person: { name: person, id: person },
    feeds: [watched],
    sharing: sharing(`${person}'s desk`),
  });
  const bridged = () => feed(am.url, { watchedBy: 'bridge', config: {} });
  const bridgeConfig = () => ({ feeds: [feed(am.url)], sharing: sharing('rack seven') });
  const row = async (desk: DeskEngine, title: string) => (await desk.snapshot()).rows.find((one) => one.title === title);
  const pagesOf = (desk: DeskEngine, title: string) => desk.pages.filter((page) => page.title.includes(title) || page.body.includes(title));

  beforeAll(async () => {
    [nats, am] = await Promise.all([startNats(), startAlertmanager()]);
    ana = await startDeskEngine({ config: configOf('ana', bridged()) });
    const { desk: founder } = await ana.must('found-space', {});
    bridge = await startBridge(bridgeConfig(), founder);
    const asking = await eventually('the bridge asks', async () => (await ana.must('get-sharing', {})).requests[0]);
    expect(asking).toMatchObject({ name: 'rack seven', desk: bridge.desk });
    await ana.must('admit-desk', { desk: asking.desk });
  }, 60_000);
  afterAll(async () => {
    await Promise.all([ana?.stop(), bo?.stop(), bridge?.stop()]);
    await Promise.all([nats?.stop(), am?.stop()]);
  });

  test('[V1] a desk that asks nothing by itself sees and loses alerts as the bridge does', async () => {
    await eventually('the feed is seen', () => ana.feeds().some(({ state, bridge }) => state === 'ok' && bridge === 'rack seven'));
    await am.post([{ labels: disk }]);
    await eventually('ana has it', () => row(ana, 'DiskFull'));
    expect(ana.feeds()[0]).toMatchObject({ state: 'ok', alertCount: 1 });
    await am.post([{ labels: slow }]);
    await eventually('ana has the other', () => row(ana, 'HighLatency'));
    await am.post([{ labels: slow, endsAt: new Date(Date.now() - 1000).toISOString() }]);
    await eventually('it is over for ana', async () => (await row(ana, 'HighLatency'))?.status === 'resolved');
    expect((await row(ana, 'DiskFull'))?.status).not.toBe('resolved');
  }, 30_000);

  test('[V2] a source that the bridge watches and a desk as well is one incident and one page', async () => {
    bo = await startDeskEngine({ config: configOf('bo', feed(am.url)) });
    await bo.must('join-space', { founder: (await ana.must('get-sharing', {})).desk });
    const asking = await eventually('bo asks', async () => (await ana.must('get-sharing', {})).requests[0]);
    await ana.must('admit-desk', { desk: asking.desk });
    await eventually('bo has what was', () => row(bo, 'DiskFull'));
    const both = { alertname: 'QueueStuck', service: 'mail', severity: 'critical' };
    await am.post([{ labels: both }]);
    const [here, there] = await eventually('both have it', async () => {
      const found = [await row(ana, 'QueueStuck'), await row(bo, 'QueueStuck')] as const;
      return found[0] && found[1] ? ([found[0], found[1]] as const) : null;
    });
    expect(here.id).toBe(there.id);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const rows = [...(await ana.snapshot()).rows, ...(await bo.snapshot()).rows];
    expect(new Set(rows.filter(({ title }) => title === 'QueueStuck').map(({ id }) => id)).size).toBe(1);
    expect((await row(ana, 'QueueStuck'))?.tally.critical).toBe(1);
    expect(new Set([...pagesOf(ana, 'QueueStuck'), ...pagesOf(bo, 'QueueStuck')].map(({ page }) => page)).size).toBe(1);
    expect(pagesOf(ana, 'QueueStuck').length).toBeLessThanOrEqual(1);
  }, 30_000);

  test('[V3] a desk that was away begins with the list of the bridge, and what cleared meanwhile clears', async () => {
    const profile = ana.profile;
    await ana.stop(true);
    await am.post([{ labels: disk, endsAt: new Date(Date.now() - 1000).toISOString() }, { labels: slow }]);
    ana = await startDeskEngine({ profile, config: configOf('ana', bridged()) });
    await eventually(
      'ana has the new one',
      async () => (await row(ana, 'HighLatency'))?.status !== 'resolved' && (await row(ana, 'HighLatency')),
    );
    await eventually('the old one is over', async () => (await row(ana, 'DiskFull'))?.status === 'resolved');
  }, 30_000);

  test('[V4] a silent bridge makes its feeds blind, and clears nothing; when it is back they see', async () => {
    await bridge.stop(true);
    const blind = await eventually('the feed is blind', () => ana.feeds().find(({ state }) => state === 'blind'), LONG);
    expect(blind.why).toContain('The bridge rack seven has been silent');
    expect((await row(ana, 'QueueStuck'))?.status).not.toBe('resolved');
    bridge = await startBridge(bridgeConfig(), null, bridge.profile);
    await eventually('the feed sees again', () => ana.feeds().some(({ state }) => state === 'ok'), LONG);
    const late = { alertname: 'AfterRestart', service: 'late', severity: 'critical' };
    await am.post([{ labels: late }]);
    await eventually('ana hears of new ones', () => row(ana, 'AfterRestart'));
  }, 60_000);

  test('[V5] while the servers are away the feed says so, and what happened meanwhile comes when they are back', async () => {
    await nats.kill();
    const blind = await eventually('the feed is blind', () => ana.feeds().find(({ state }) => state === 'blind'), LONG);
    expect(blind.why).toContain('The link to the team is away');
    await am.post([{ labels: { alertname: 'Meanwhile', service: 'x', severity: 'critical' } }]);
    await nats.start();
    await eventually('ana hears of it', () => row(ana, 'Meanwhile'), LONG);
    await eventually('the feed sees again', () => ana.feeds().some(({ state }) => state === 'ok'), LONG);
  }, 60_000);

  test('[V6] nothing that the bridge writes can be read on the servers', async () => {
    const nc = await nats.connect();
    const { jetstream, jetstreamManager } = await import('@nats-io/jetstream');
    const consumer = await jetstream(nc).consumers.get('DOGWATCH_ops_seen');
    const { state } = await (await jetstreamManager(nc)).streams.info('DOGWATCH_ops_seen');
    expect(state.messages).toBeGreaterThan(0);
    for (let i = 0; i < state.messages; i++) {
      const message = await consumer.next({ expires: 2_000 });
      expect(Buffer.from(message?.data ?? []).toString('latin1')).not.toMatch(/DiskFull|QueueStuck|HighLatency|critical/);
    }
    await nc.close();
  }, 30_000);
});
