// The demo against a real Alertmanager: the same requests, the same answers, so that the connector cannot tell them apart.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../../electron/demo/demo';
import { type Alertmanager, startAlertmanager } from '../../harness/alertmanager';

const CONFIG = `
route: {receiver: on-call}
receivers: [{name: on-call}]
inhibit_rules:
  - {source_matchers: ['alertname="Cause"'], target_matchers: ['alertname="Effect"'], equal: [cluster]}
`;
const SCENARIO = `
version: 1
title: quiet
receiver: on-call
loop: {from: 9000, every: 10}
inhibitions: [{source: ['alertname="Cause"'], target: ['alertname="Effect"'], equal: [cluster]}]
alerts: [{labels: {alertname: Never}, firing: [{from: 9000, to: 9001}]}]
`;

let dir: string;
let server: Alertmanager;
let real: string;
let demo: Demo;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dogwatch-demo-'));
  writeFileSync(join(dir, 'scenario.yml'), SCENARIO);
  demo = await startDemo({ scenarioFile: join(dir, 'scenario.yml'), now: Date.now });
  server = await startAlertmanager({ config: CONFIG });
  real = server.url;
});

afterAll(async () => {
  await demo?.stop();
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

interface Said {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

async function ask(base: string, method: string, path: string, body?: unknown): Promise<Said> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(text === undefined ? {} : { body: text }),
  });
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
}

/** Ids become their order of appearance; moments near now become words; the rest must be equal to the letter. */
function plain(said: Said, ids: string[]): Said {
  const body = said.body
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      if (!ids.includes(id)) ids.push(id);
      return `id-${ids.indexOf(id)}`;
    })
    .replace(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (moment) => {
      const awayS = (Date.parse(moment) - Date.now()) / 1000;
      return Math.abs(awayS) < 20 ? 'now' : Math.abs(awayS - 300) < 20 ? 'in-5-min' : moment;
    });
  return { ...said, body };
}

type Ids = readonly string[];
type Step = readonly [method: string, path: string | ((ids: Ids) => string), body?: unknown | ((ids: Ids) => unknown)];

async function compare(steps: readonly Step[]): Promise<void> {
  const seen = { real: [] as string[], demo: [] as string[] };
  for (const [method, path, body] of steps) {
    const request = (ids: Ids) => [typeof path === 'function' ? path(ids) : path, typeof body === 'function' ? body(ids) : body] as const;
    const fromReal = plain(await ask(real, method, ...request(seen.real)), seen.real);
    const fromDemo = plain(await ask(demo.url, method, ...request(seen.demo)), seen.demo);
    expect(fromDemo, `${method} ${request(seen.real)[0]} ${JSON.stringify(request(seen.real)[1] ?? '')}`).toEqual(fromReal);
  }
}

const hour = 3_600_000;
const base = Math.floor(Date.now() / 1000) * 1000;
const at = (offsetMs: number) => new Date(base + offsetMs).toISOString();
const matcher = { name: 'alertname', value: 'Cause', isRegex: false, isEqual: true };
const silence = (over: object = {}) => ({
  matchers: [matcher],
  startsAt: at(0),
  endsAt: at(hour),
  createdBy: 'me',
  comment: 'why',
  ...over,
});
const q = (filter: string) => `/api/v2/alerts?filter=${encodeURIComponent(filter)}`;

test('posted alerts come back with the same fields, fingerprints, states and order', async () => {
  await compare([
    ['GET', '/-/ready'],
    ['GET', '/api/v2/alerts'],
    [
      'POST',
      '/api/v2/alerts',
      [
        {
          labels: { alertname: 'Cause', cluster: 'a', Zone: 'ü—✓', empty: '' },
          annotations: { summary: 'x', blank: '' },
          generatorURL: 'http://x.invalid/g',
        },
        { labels: { alertname: 'Effect', cluster: 'a' }, startsAt: at(-2 * hour), endsAt: at(2 * hour) },
        { labels: { alertname: 'Effect', cluster: 'b' } },
        { labels: { alertname: 'Over' }, startsAt: at(-2 * hour), endsAt: at(-hour) },
        { labels: { alertname: 'Future' }, startsAt: at(hour), endsAt: at(2 * hour) },
      ],
    ],
    ['GET', '/api/v2/alerts'],
    ['GET', '/api/v2/alerts?inhibited=false'],
    ['GET', '/api/v2/alerts?active=false'],
    ['GET', '/api/v2/alerts?active=true&silenced=false&inhibited=false'],
    ['GET', '/api/v2/alerts?receiver=on-c.*'],
    ['GET', '/api/v2/alerts?receiver=on'],
    ['GET', q('alertname="Effect"')],
    ['GET', q('alertname=Effect')],
    ['GET', q('alertname=~"Eff.*|Cau.e"')],
    ['GET', q('cluster!="a"')],
    ['GET', q('cluster!~"a|b"')],
    ['GET', q('cluster=""')],
    ['GET', `${q('alertname="Effect"')}&filter=${encodeURIComponent('cluster="b"')}`],
    ['GET', q('nonsense')],
    ['GET', q('{alertname="Effect"}')],
    ['POST', '/api/v2/alerts', [{ labels: { alertname: 'Effect', cluster: 'b' }, endsAt: at(0) }]],
    ['GET', '/api/v2/alerts'],
  ]);
});

test('alerts that are refused are refused alike', async () => {
  await compare([
    ['POST', '/api/v2/alerts', [{ labels: {} }]],
    ['POST', '/api/v2/alerts', [{ annotations: {} }]],
    ['POST', '/api/v2/alerts', [{ labels: { 'bad-name': 'x' } }]],
    ['POST', '/api/v2/alerts', [{ labels: { alertname: 'p' }, startsAt: at(hour), endsAt: at(0) }]],
    ['PUT', '/api/v2/status', []],
    ['GET', '/api/v2/nope'],
  ]);
  for (const body of ['nope', '[{"labels":{"n":5}}]', '{}']) {
    const [a, b] = [await ask(real, 'POST', '/api/v2/alerts', body), await ask(demo.url, 'POST', '/api/v2/alerts', body)];
    expect([b.status, JSON.parse(b.body).code]).toEqual([a.status, JSON.parse(a.body).code]);
  }
  const form = (url: string) => fetch(`${url}/api/v2/silences`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
  expect((await form(demo.url)).status).toBe((await form(real)).status);
});

test('silences live, change, end and hide alerts alike', async () => {
  await compare([
    ['POST', '/api/v2/silences', silence()],
    ['GET', ([a]) => `/api/v2/silence/${a}`],
    ['GET', '/api/v2/alerts?silenced=false'],
    ['GET', q('alertname="Cause"')],
    ['POST', '/api/v2/silences', ([id]: Ids) => silence({ id, endsAt: at(2 * hour) })],
    ['GET', '/api/v2/silences'],
    ['POST', '/api/v2/silences', ([id]: Ids) => silence({ id, matchers: [matcher, { ...matcher, name: 'cluster', value: 'a' }] })],
    ['GET', '/api/v2/silences'],
    ['POST', '/api/v2/silences', silence({ startsAt: at(hour), endsAt: at(2 * hour) })],
    ['POST', '/api/v2/silences', (ids: Ids) => silence({ id: ids[2], startsAt: at(hour), endsAt: at(3 * hour) })],
    ['DELETE', (ids) => `/api/v2/silence/${ids[2]}`],
    ['GET', (ids) => `/api/v2/silence/${ids[2]}`],
    ['DELETE', (ids) => `/api/v2/silence/${ids[2]}`],
    ['POST', '/api/v2/silences', ([id]: Ids) => silence({ id })],
    ['DELETE', (ids) => `/api/v2/silence/${ids[1]}`],
    ['DELETE', (ids) => `/api/v2/silence/${ids[3]}`],
    ['GET', q('alertname="Cause"')],
    ['GET', `/api/v2/silences?filter=${encodeURIComponent('cluster="a"')}`],
    ['GET', `/api/v2/silences?filter=${encodeURIComponent('alertname="None"')}`],
  ]);
});

test('silences that are refused are refused alike', async () => {
  await compare([
    ['POST', '/api/v2/silences', {}],
    ['POST', '/api/v2/silences', silence({ comment: undefined })],
    ['POST', '/api/v2/silences', silence({ createdBy: undefined })],
    ['POST', '/api/v2/silences', silence({ matchers: undefined })],
    ['POST', '/api/v2/silences', silence({ matchers: [] })],
    ['POST', '/api/v2/silences', silence({ matchers: [{ name: 'a', value: 'b' }] })],
    ['POST', '/api/v2/silences', silence({ matchers: [{ name: 'a', value: '.*', isRegex: true }] })],
    ['POST', '/api/v2/silences', silence({ matchers: [{ name: 'a', value: '', isRegex: false }] })],
    ['POST', '/api/v2/silences', silence({ matchers: [{ name: 'a-b', value: 'x', isRegex: false }] })],
    ['POST', '/api/v2/silences', silence({ startsAt: at(-2 * hour), endsAt: at(-hour) })],
    ['POST', '/api/v2/silences', silence({ startsAt: at(hour), endsAt: at(0) })],
    ['POST', '/api/v2/silences', silence({ id: '00000000-0000-4000-8000-000000000000' })],
    ['POST', '/api/v2/silences', silence({ comment: '', createdBy: '' })],
    ['GET', '/api/v2/silence/00000000-0000-4000-8000-000000000000'],
    ['GET', '/api/v2/silence/zzz'],
    ['DELETE', '/api/v2/silence/zzz'],
  ]);
});

test('the status has the same fields', async () => {
  const [a, b] = await Promise.all([real, demo.url].map(async (url) => JSON.parse((await ask(url, 'GET', '/api/v2/status')).body)));
  expect(Object.keys(b)).toEqual(Object.keys(a));
  expect(Object.keys(b.versionInfo)).toEqual(Object.keys(a.versionInfo));
  expect(b.cluster).toEqual(a.cluster);
});
