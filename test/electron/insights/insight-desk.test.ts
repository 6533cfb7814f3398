// The insights of a real log: looks, the incidents behind a number, progress, and a report that gives nothing away.
import { describe, expect, test } from 'vitest';
import { InsightDesk } from '../../../electron/insights/insight-desk';
import type { Log } from '../../../electron/log/store';
import type { Draft } from '../../../shared/log/event';
import { settingsSchema } from '../../../shared/settings';
import { aLog, commit, opened } from '../log/a-log';

const MIN = 60_000;
const NOV = Date.UTC(2026, 10, 1);
const MONTH = { from: NOV, to: Date.UTC(2026, 11, 1), service: null, severity: null };

const ended = (incident: string, isAutomatic = false): Draft => ({
  ...{ kind: 'incident.resolved', incident, actor: 'person:ada' },
  data: { why: 'mended', isAutomatic },
});
const promised = (incident: string, action: string, due: string | null): Draft => ({
  ...{ kind: 'action.recorded', incident, actor: 'person:ada' },
  data: { action, text: 'Alert on lag', owner: '@ada', due, kind: 'detect', state: 'open', isInText: false, by: 'ada' },
});
const taken = (incident: string, actor: string): Draft => ({
  ...{ kind: 'incident.acknowledged', incident, actor },
  data: { by: 'ada', via: 'window' },
});
const impact = (incident: string, impactStart: number | null, restoredAt: number | null): Draft => ({
  ...{ kind: 'incident.impact-set', incident, actor: 'person:ada' },
  data: {
    ...{ impactStart, restoredAt, mitigatedAt: null, customersAffected: null, requestsFailed: null, supportRequests: null },
    ...{ words: '', by: 'ada' },
  },
});

function deskOf(log: Log, told: number[] = [], insights: object = {}): InsightDesk {
  const settings = settingsSchema.parse({ insights });
  return new InsightDesk({
    ...{ log, settings: () => settings, now: () => NOV + 20 * 86_400_000, timeZone: 'UTC', device: 'desk-1' },
    onProgress: (share) => told.push(share),
  });
}

describe('a look back on a real log', () => {
  test('[Q2] [Q3] [Q4] impact, human acknowledgement and resolution make the measures; what comes later is in the next look', async () => {
    const log = aLog();
    commit(log, [opened('a', 1, { service: 'shop' }), taken('a', 'rules')], NOV + MIN);
    commit(log, [taken('a', 'person:ada')], NOV + 3 * MIN);
    commit(log, [ended('a'), impact('a', NOV, NOV + 9 * MIN), opened('d', 2, { isDrill: true })], NOV + 11 * MIN);
    const desk = deskOf(log);
    const first = await desk.lookBack(MONTH);
    expect(first).toMatchObject({ share: 1, services: ['', 'shop'], firstAt: NOV + MIN });
    expect(first.overview).toMatchObject({
      ...{ incidents: 1, drills: 1, timeZone: 'UTC' },
      measures: { detect: { mean: MIN }, acknowledge: { mean: 2 * MIN }, resolve: { mean: 10 * MIN }, recover: { mean: 9 * MIN } },
    });
    commit(log, [impact('a', null, null), opened('b', 3)], NOV + 30 * MIN);
    const second = await desk.lookBack(MONTH);
    expect(second.overview).toMatchObject({ incidents: 2, measures: { detect: { n: 0, of: 2 }, recover: { n: 0 } } });
  });

  test('[Q8] actions count with their incidents, drills left out, and open the incidents behind them', async () => {
    const log = aLog();
    commit(log, [opened('a', 1, { service: 'shop' }), opened('b', 2, { service: 'mail' }), opened('d', 3, { isDrill: true })], NOV + MIN);
    commit(log, [promised('a', 'act-1', '2026-11-02'), promised('b', 'act-2', null), promised('d', 'act-3', null)], NOV + 2 * MIN);
    const desk = deskOf(log);
    expect((await desk.lookBack(MONTH)).overview?.actions).toMatchObject({ total: 2, counts: { overdue: 1, open: 1 } });
    expect((await desk.lookBack({ ...MONTH, service: 'mail' })).overview?.actions).toMatchObject({ total: 1, counts: { open: 1 } });
    const page = await desk.listBehind(MONTH, { what: 'actions', outcome: 'overdue', kind: null, month: null }, 0, 9);
    expect(page.rows.map(({ row }) => row.number)).toEqual([1]);
  });

  test('[Q11] the incidents behind a number come with their rows and values, page by page', async () => {
    const log = aLog();
    for (let i = 1; i <= 5; i++) commit(log, [opened(`i${i}`, i)], NOV + i * MIN);
    for (let i = 1; i <= 4; i++) commit(log, [ended(`i${i}`)], NOV + 10 * MIN);
    const resolve = { what: 'measure', measure: 'resolve', isMissing: false, group: null } as const;
    const desk = deskOf(log);
    const page = await desk.listBehind(MONTH, resolve, 1, 2);
    expect(page.total).toBe(4);
    expect(page.rows.map(({ row, ms }) => [row.number, ms])).toEqual([
      [2, 8 * MIN],
      [3, 7 * MIN],
    ]);
  });

  test('[Q15] similar incidents come in groups, and a group opens as many as it says; none is told of restricted ones', async () => {
    const log = aLog();
    const full = (service: string) => ({ service, labels: { alertname: 'DiskFull' }, title: `Disk of ${service}` });
    commit(log, [opened('a', 1, full('shop')), opened('b', 2, full('cart')), opened('c', 3, full('shop'))], NOV + MIN);
    commit(
      log,
      [opened('d', 4, { title: 'Certificate' }), opened('e', 5, { title: 'Backup', labels: { alertname: 'BackupOld' } })],
      NOV + MIN,
    );
    const secret = { isSecurity: true, labels: { alertname: 'KeysStolen' }, title: 'Keys were stolen' };
    commit(log, [opened('s', 6, secret), opened('t', 7, secret)], NOV + 2 * MIN);
    const desk = deskOf(log);
    const { groups } = await desk.listAlike(MONTH);
    expect(groups).toEqual([
      { incident: 'c', number: 3, title: 'Disk of shop', n: 3, why: expect.stringContaining('same alert DiskFull') },
      { incident: 't', number: 7, title: '', n: 2, why: '' },
    ]);
    const { rows, total } = await desk.listBehind(MONTH, { what: 'alike', incident: 'c' }, 0, 10);
    expect(total).toBe(3);
    expect(rows.map(({ row }) => row.id)).toEqual(['c', 'a', 'b']);
    expect(await desk.listBehind(MONTH, { what: 'alike', incident: 'd' }, 0, 10)).toEqual({ rows: [], total: 0 });
  });

  test('[Q5] planned downtime of the settings is no up-time', async () => {
    const log = aLog();
    commit(log, [opened('a', 1), ended('a')], NOV);
    const planned = { plannedDowntime: ['2026-11-02T00:00Z/2026-11-03T00:00Z', '2026-11-05T00:00Z/2026-11-06T00:00Z other'] };
    const { overview } = await deskOf(log, [], planned).lookBack(MONTH);
    expect(overview?.failures).toEqual({ betweenMs: 29 * 86_400_000, plannedMs: 86_400_000 });
  });

  test('[Q13] a long past is read in slices: the engine hears other work meanwhile, and the look says how far it is', async () => {
    const log = aLog();
    for (let from = 0; from < 24_000; from += 2_000)
      commit(
        log,
        Array.from({ length: 2_000 }, (_, i) => opened(`i${from + i}`, from + i)),
        NOV + from,
      );
    const told: number[] = [];
    let longest = 0;
    let last = performance.now();
    const pulse = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const desk = deskOf(log, told);
    let look = await desk.lookBack(MONTH);
    while (look.overview === null) {
      expect(look.share).toBeLessThan(1);
      await new Promise((done) => setTimeout(done, 20));
      look = await desk.lookBack(MONTH);
    }
    clearInterval(pulse);
    expect(look.overview.incidents).toBe(24_000);
    expect(told.some((share) => share > 0 && share < 1)).toBe(true);
    expect(longest).toBeLessThan(400);
  });
});

test('[Q12] the report of a month tells number and severity of restricted incidents only, and hostile names stay words', async () => {
  const log = aLog();
  const secret = { isSecurity: true, service: 'vault-of-secrets', labels: { alertname: 'KeysStolen' }, title: 'Keys were stolen' };
  commit(log, [opened('s', 7, secret), opened('h', 8, { service: '<script>x</script>', labels: { alertname: '"><img src=x>' } })], NOV);
  commit(log, [ended('s'), ended('h')], NOV + MIN);
  const { html, title } = await deskOf(log).monthlyReport('2026-11');
  expect(title).toBe('Insights of 2026-11');
  expect(html).toContain('INC-7');
  for (const word of ['vault-of-secrets', 'KeysStolen', 'Keys were stolen', '<script', '<img']) expect(html).not.toContain(word);
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain("default-src 'none'");
  expect((await deskOf(log).monthlyReport('2025-01')).html).toContain('No incident was triggered');
});
