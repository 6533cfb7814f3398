// The same failure from a real Alertmanager and a real Icinga: one incident, one acknowledgement, a result from each.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { type Icinga, startIcinga } from '../../harness/icinga';
import { type DeskEngine, feed, startDeskEngine } from './desk-engine';

let server: Alertmanager;
let icinga: Icinga;
let desk: DeskEngine;

beforeAll(async () => {
  [server, icinga] = await Promise.all([startAlertmanager(), startIcinga()]);
}, 60_000);
afterAll(async () => {
  await Promise.all([server.stop(), icinga.stop()]);
});
afterEach(() => desk.stop());

const icingaFeed = () => {
  const login = { username: 'oncall', password: icinga.password('oncall') };
  const config = { url: icinga.url, caPem: icinga.caPem, tlsServerName: 'localhost', ...login };
  return feed('', { id: 'icinga', kind: 'icinga', name: 'Icinga', config });
};

describe('two tools', () => {
  it('[K1] [W1] the same failure is one incident, and one acknowledgement reaches both, with a result for each', async () => {
    desk = await startDeskEngine({ config: { feeds: [feed(server.url), icingaFeed()] } });
    const labels = { alertname: 'ShopDown', service: 'shop', severity: 'critical', instance: 'web1:9100' };
    await server.post([{ labels, annotations: { summary: 'The shop is down' } }]);
    await icinga.submit('web1!http', 2, 'HTTP CRITICAL: no answer');
    const detail = await eventually(
      'one incident of both',
      async () => {
        const { rows } = await desk.snapshot();
        const both = rows.find((r) => r.feeds.includes('am') && r.feeds.includes('icinga'));
        return both && (await desk.must('get-incident', { id: both.id }));
      },
      { limitMs: 20_000 },
    );
    expect((await desk.snapshot()).rows).toHaveLength(1);
    expect(detail.alertTotal).toBe(2);
    const [first, second] = detail.row.title === 'ShopDown' ? ['Main', 'Icinga'] : ['Icinga', 'Main'];
    expect(detail.correlated?.map(({ rule, why }) => [rule, why])).toEqual([
      ['same host in two tools', `same host web1 in ${first} and ${second} within 5 min`],
    ]);
    expect(detail.severity?.trace.at(-1)?.rule).toBe('security');

    await desk.must('acknowledge-incident', { incidents: [detail.row.id] });
    const { row } = await eventually(
      'both confirmed',
      async () => {
        const now = await desk.must('get-incident', { id: detail.row.id });
        return now.row.writes.filter((w) => w.action === 'ack' && w.state === 'confirmed').length === 2 && now;
      },
      { limitMs: 20_000 },
    );
    expect(row.writes.map((w) => [w.feed, w.action, w.state]).sort()).toEqual([
      ['am', 'ack', 'confirmed'],
      ['icinga', 'ack', 'confirmed'],
    ]);
    expect((await server.silences()).filter((s) => s.status.state === 'active')).toHaveLength(1);
    const asked = await icinga.call('GET', '/v1/objects/services/web1!http?attrs=acknowledgement');
    expect(JSON.stringify(asked.body)).toContain('"acknowledgement":2');
  }, 60_000);
});
