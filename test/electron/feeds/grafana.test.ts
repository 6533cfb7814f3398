// Grafana alerting: a fake of Grafana in front of a real Alertmanager, so that what silences and labels do is the real thing.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grafana } from '../../../electron/feeds/grafana';
import type { Cursor } from '../../../electron/feeds/grafana/poll';
import type { ActionResult, Target } from '../../../shared/feed';
import { GLSA, type GrafanaCloud, startGrafana } from '../../fakes/grafana-cloud';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';
import { eventually } from '../../harness/eventually';
import { contextOf, feedOf, startRig } from './rig';

let am: Alertmanager;
let cloud: GrafanaCloud;
beforeEach(async () => {
  am = await startAlertmanager();
  cloud = await startGrafana(am);
});
afterEach(async () => {
  await cloud.stop();
  await am.stop();
});

function configOf(more: object = {}) {
  const parsed = grafana.parseConfig({ url: cloud.url, bearerToken: GLSA, ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config;
}
const ctx = contextOf({ bearerToken: GLSA, timeoutSeconds: 5 });
const poll = (cursor: Cursor | null = null, more: object = {}) => grafana.poll(ctx, configOf(more), cursor);
async function listed(more: object = {}, cursor: Cursor | null = null) {
  const polled = await poll(cursor, more);
  if (polled.kind !== 'snapshot') throw new Error(JSON.stringify(polled));
  return polled;
}
const inner = { __alert_rule_uid__: 'frule01', __alert_rule_namespace_uid__: 'ffold01' };
const disk = (device: string) => ({ alertname: 'DiskFull', grafana_folder: 'Ledger', device });
async function fire(...devices: string[]) {
  const alerts = devices.map((device) => ({
    labels: { ...disk(device), ...inner },
    annotations: { summary: 'almost full', __value_string__: '[ value=3 ]', __dashboardUid__: 'fdash01', __panelId__: '7' },
    generatorURL: 'http://localhost:3000/alerting/grafana/frule01/view?orgId=1',
  }));
  await am.post(alerts as never);
}
const firing = (...devices: string[]) => ({
  ...{ name: 'DiskFull', uid: 'frule01' },
  alerts: devices.map((device) => ({ labels: disk(device), state: 'Alerting', activeAt: '2026-11-20T08:00:00Z' })),
});

describe('what it lists', () => {
  test('alerts of its own Alertmanager, with the rule’s page under the address that was given', async () => {
    await fire('sda');
    const { sightings, absence } = await listed();
    expect(absence.isTrusted).toBe(true);
    expect(sightings).toMatchObject([
      {
        ...{
          name: 'DiskFull',
          summary: 'almost full',
          labels: { ...disk('sda'), ...inner },
          link: `${cloud.url}/alerting/grafana/frule01/view`,
        },
        annotations: { summary: 'almost full', values: '[ value=3 ]', rule_uid: 'frule01', folder_uid: 'ffold01' },
      },
    ]);
    expect(sightings[0]?.annotations.dashboard).toBe(`${cloud.url}/d/fdash01?viewPanel=7`);
    expect(Object.keys(sightings[0]?.annotations ?? {}).some((name) => name.startsWith('__'))).toBe(false);
  });

  test('an unchanged poll is one request and says so', async () => {
    await fire('sda');
    const first = await listed();
    cloud.asked.length = 0;
    expect((await poll(first.cursor)).kind).toBe('unchanged');
    expect(cloud.asked.map(({ path }) => path)).toEqual(['/api/alertmanager/grafana/api/v2/alerts']);
  });

  test('the organization goes along with every request', async () => {
    await listed({ orgId: 3, hasUnknown: true });
    expect(cloud.asked.map(({ headers }) => headers['x-grafana-org-id'])).toEqual(['3', '3']);
  });

  test('an Alertmanager that it has as a data source is asked as that kind is, and its links are its own', async () => {
    await fire('sda');
    const { sightings } = await listed({ alertmanager: cloud.dataSource });
    expect(sightings[0]?.link).toContain('localhost:3000');
    expect(cloud.asked[0]?.path).toBe(`/api/alertmanager/${cloud.dataSource}/api/v2/alerts`);
  });
});

describe('a restart of Grafana, whose Alertmanager forgets everything', () => {
  test('clears nothing that the rules still call firing, and clears it when they do not', async () => {
    await fire('sda', 'sdb');
    const first = await listed();
    await am.restart();
    cloud.rules = [firing('sda')];
    const second = await listed({}, first.cursor);
    expect(second.sightings.map(({ labels }) => labels.device)).toEqual(['sda']);
    expect(second.absence.isTrusted).toBe(true);
    expect((await poll(second.cursor)).kind).toBe('unchanged');
    await fire('sda');
    const again = await poll(second.cursor);
    expect(again.kind === 'snapshot' ? again.sightings.length : again.kind === 'unchanged' && again.cursor.sightings.length).toBe(1);
    cloud.rules = [];
    await am.restart();
    const last = again.kind === 'failed' ? null : await poll(again.cursor);
    expect(last?.kind === 'snapshot' && last.sightings).toEqual([]);
  });

  test('while the rules can not be asked nothing is cleared; a token that may not see them is no reason to keep it', async () => {
    await fire('sda');
    const first = await listed();
    await am.restart();
    cloud.mood = ({ path }) => (path.includes('/rules') ? { status: 503, value: { message: 'busy' } } : null);
    const kept = await poll(first.cursor);
    expect(kept.kind === 'unchanged' && kept.cursor.sightings).toHaveLength(1);
    cloud.mood = ({ path }) => (path.includes('/rules') ? { status: 403, value: { message: 'no' } } : null);
    const gone = kept.kind === 'unchanged' ? await poll(kept.cursor) : kept;
    expect(gone.kind === 'snapshot' && gone.sightings).toEqual([]);
  });
});

describe('states of rules', () => {
  const rules = [
    { ...firing('sda'), alerts: [...firing('sda').alerts, { labels: disk('sdb'), state: 'Pending', activeAt: '2026-11-20T08:00:00Z' }] },
    {
      name: 'LoginsFail',
      uid: 'frule04',
      health: 'error',
      lastError: 'data source not found',
      alerts: [{ labels: { alertname: 'LoginsFail' }, state: 'Error' }],
    },
    { name: 'MailWaits', uid: 'frule03', health: 'nodata', alerts: [{ labels: { alertname: 'MailWaits' }, state: 'NoData' }] },
    {
      name: 'Quiet',
      uid: 'frule05',
      health: 'error',
      lastError: 'timed out',
      alerts: [{ labels: { alertname: 'Quiet' }, state: 'Normal (Error)' }],
    },
  ];

  test('pending and what can not be judged, as wanted; firing ones come from the list alone', async () => {
    await fire('sda');
    cloud.rules = rules;
    const names = async (more: object) => (await listed(more)).sightings.map(({ name, severity }) => [name, severity]);
    expect(await names({ hasPending: true })).toEqual([
      ['DiskFull', null],
      ['DiskFull (pending)', 'info'],
    ]);
    expect(await names({ hasUnknown: true })).toEqual([
      ['DiskFull', null],
      ['LoginsFail (can not be judged)', 'warning'],
      ['MailWaits (no data)', 'warning'],
      ['Quiet (can not be judged)', 'warning'],
    ]);
    const { sightings } = await listed({ hasUnknown: true });
    expect(sightings[1]).toMatchObject({ summary: 'data source not found', link: `${cloud.url}/alerting/grafana/frule04/view` });
  });

  test('the filter of the feed holds for them, too', async () => {
    cloud.rules = rules;
    const { sightings } = await listed({ hasUnknown: true, filters: 'alertname=~"Mail.*"' });
    expect(sightings.map(({ name }) => name)).toEqual(['MailWaits (no data)']);
  });

  test('what the Alertmanager already says of a rule is not told twice', async () => {
    await am.post([{ labels: { alertname: 'DatasourceNoData', rulename: 'MailWaits', __alert_rule_uid__: 'frule03' } }] as never);
    cloud.rules = rules;
    const { sightings } = await listed({ hasUnknown: true });
    expect(sightings.map(({ name }) => name)).not.toContain('MailWaits (no data)');
  });

  test('when the rules do not answer, the feed says so, and keeps what they said', async () => {
    cloud.rules = rules;
    const first = await listed({ hasUnknown: true });
    cloud.mood = ({ path }) => (path.includes('/rules') ? 'half' : null);
    const second = await poll(first.cursor, { hasUnknown: true });
    expect(second.kind === 'unchanged' && second.cursor.sightings).toHaveLength(3);
    expect(second.peers).toMatchObject([{ isOk: true }, { isOk: false, failure: { what: expect.stringContaining('broke off') } }]);
    const fresh = await listed({ hasUnknown: true });
    expect(fresh.absence).toMatchObject({ isTrusted: false, why: expect.stringContaining('states of rules') });
  });
});

describe('acknowledge and silence', () => {
  const targets = (device: string): Target[] => [{ key: 'k', startsAt: 0, labels: { ...disk(device), ...inner } }];
  const ack = (device = 'sda', ref: string | null = null) =>
    grafana.actions.ack?.(ctx, configOf(), { targets: targets(device), author: 'Ada', comment: '', until: Date.now() + 900_000, ref });
  const made = (result: ActionResult | undefined) => {
    if (!result?.ok) throw new Error(JSON.stringify(result));
    return result;
  };

  test('202 and all: made, in force for that alert alone, renewed in place, taken back', async () => {
    await fire('sda', 'sdb');
    const { ref, isConfirmed } = made(await ack());
    expect(isConfirmed).toBe(true);
    await eventually('held back', async () => {
      const { sightings } = await listed();
      const said = sightings.map(({ labels, suppression }) => `${labels.device} ${suppression?.by ?? 'free'}`);
      return said.sort().join() === 'sda silence,sdb free';
    });
    expect(made(await ack('sda', ref))).toMatchObject({ ref, isConfirmed: true });
    expect(made(await grafana.actions.unack?.(ctx, configOf(), { ref: ref ?? '' })).isConfirmed).toBe(true);
    expect((await am.silences()).every(({ status }) => status.state === 'expired')).toBe(true);
  });

  test('an older Grafana that calls the silence `id` is understood', async () => {
    cloud.mood = ({ method }) => (method === 'POST' ? { status: 202, value: { id: 'abc-1', message: 'silence created' } } : null);
    expect(made(await ack())).toMatchObject({ ref: 'abc-1', isConfirmed: false });
  });

  test('a role that may only look is told in Grafana’s words, with what to change', async () => {
    cloud.role = 'Viewer';
    expect(await ack()).toMatchObject({
      ok: false,
      failure: { kind: 'auth', what: expect.stringContaining('alert.silences:create'), remedy: expect.stringContaining('role') },
    });
  });

  test('silences are listed', async () => {
    made(await ack());
    expect(await grafana.actions.listSilences?.(ctx, configOf())).toMatchObject({
      ok: true,
      silences: [{ createdBy: 'Ada', state: 'active' }],
    });
  });
});

describe('bad answers are failures', () => {
  const cases = [
    ['half a list', 'half', 'bad-answer', /broke off/],
    ['a login page', { html: '<html><title>Grafana</title>' }, 'bad-answer', /web page.*Grafana/],
    ['a connection that closes', 'drop', 'server', /closed/],
    ['a dead token', { status: 401, value: { message: 'Expired API key' } }, 'auth', /Expired API key/],
    [
      'an organization without an Alertmanager',
      { status: 409, value: { message: 'Alertmanager is not ready' } },
      'bad-answer',
      /409.*not ready/,
    ],
    ['a limit', { status: 429, value: { message: 'slow down' }, headers: { 'retry-after': '8' } }, 'rate-limited', /429/],
    ['no list', { status: 200, value: { message: 'hello' } }, 'bad-answer', /not a list/],
  ] as const;
  test.each(cases)('%s', async (_, instead, kind, words) => {
    await fire('sda');
    cloud.mood = () => instead;
    expect(await poll()).toMatchObject({
      kind: 'failed',
      failure: { kind, what: expect.stringMatching(words), remedy: expect.stringMatching(/./) },
    });
  });

  test('a token that dies while the feed runs turns it blind and leaves what was known', async () => {
    await fire('sda');
    const rig = startRig(feedOf({ url: cloud.url }, { kind: 'grafana' }), { bearerToken: GLSA });
    await eventually('first report', () => rig.reports.length === 1);
    cloud.mood = ({ headers }) => ({ status: 401, value: { message: `Invalid API key ${headers.authorization}` } });
    await eventually('blind', () => rig.health().state === 'blind');
    expect(rig.health()).toMatchObject({ alertCount: 1, remedy: expect.stringContaining('service account token') });
    expect(JSON.stringify([rig.told, rig.logged])).not.toContain(GLSA);
    cloud.mood = () => null;
    await eventually('back', () => rig.health().state === 'ok');
    await rig.runner.stop();
  });
});

test('settings: what the browser shows is cut to the base; bad ones are told by field', () => {
  const parse = (more: object) => grafana.parseConfig({ url: 'https://host/grafana', ...more });
  for (const url of ['https://host/grafana/alerting/list?x=1', 'https://host/grafana/d/abc/board#1', 'https://host/grafana/'])
    expect(parse({ url })).toMatchObject({ ok: true, config: { url: 'https://host/grafana', isOwn: true } });
  expect(parse({ alertmanager: 'fam01', hasPending: true })).toMatchObject({ ok: true, config: { isOwn: false, hasPending: false } });
  expect(parse({ alertmanager: '../x' })).toMatchObject({ ok: false, errors: [{ path: 'alertmanager' }] });
  expect(parse({ filters: 'nonsense' })).toMatchObject({ ok: false, errors: [{ path: expect.stringContaining('filters') }] });
  expect(parse({ orgId: 'x' })).toMatchObject({ ok: false, errors: [{ path: 'orgId' }] });
});
