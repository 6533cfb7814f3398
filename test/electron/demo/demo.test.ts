// The demo as the console meets it: over HTTP, with a clock that the test moves.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../../electron/demo/demo';

const scenarioFile = join(import.meta.dirname, '../../../assets/demo/scenario.yml');
const START = Date.UTC(2026, 0, 5, 3, 10);
let clock = START;
let demo: Demo | undefined;

interface Wire {
  readonly labels: Record<string, string>;
  readonly startsAt: string;
  readonly updatedAt: string;
  readonly endsAt: string;
  readonly status: { readonly state: string; readonly silencedBy: string[]; readonly inhibitedBy: string[] };
}

async function start(speed = 1): Promise<Demo> {
  clock = START;
  demo = await startDemo({ scenarioFile, now: () => clock, speed });
  return demo;
}
async function alertsAt(second: number, query = ''): Promise<Wire[]> {
  clock = START + second * 1000;
  return (await fetch(`${demo?.url}/api/v2/alerts${query}`)).json() as Promise<Wire[]>;
}
const named = (alerts: Wire[], name: string) => alerts.filter((a) => a.labels.alertname === name);

afterEach(async () => {
  await demo?.stop();
  demo = undefined;
});

test('listens on the loopback only and stops even with an open connection', async () => {
  const { url, stop } = await start();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(`${url}/-/ready`)).text()).toBe('OK');
  await stop();
  demo = undefined;
  await expect(fetch(`${url}/-/ready`)).rejects.toThrow();
});

test('a silenced and an inhibited alert say what holds them back', async () => {
  const { url } = await start();
  const worst = await alertsAt(38);
  const [silence] = (await (await fetch(`${url}/api/v2/silences`)).json()) as { id: string; createdBy: string }[];
  expect(named(worst, 'BatchJobLate')[0]?.status).toEqual({ state: 'suppressed', silencedBy: [silence?.id], inhibitedBy: [] });
  expect(named(worst, 'PodCrashLooping')[0]?.status.inhibitedBy).toHaveLength(1);
  expect(named(await alertsAt(38, '?silenced=false&inhibited=false'), 'PodCrashLooping')).toEqual([]);
});

test('resolved alerts vanish and a relapse is a new episode under the same fingerprint', async () => {
  await start();
  const checkout = async (second: number) => named(await alertsAt(second, '?filter=service%3D%22checkout%22'), 'RequestLatencyHigh')[0];
  expect((await checkout(40))?.startsAt).toBe(new Date(START + 33_000).toISOString());
  expect(await checkout(52)).toBeUndefined();
  expect((await checkout(60))?.startsAt).toBe(new Date(START + 56_000).toISOString());
});

test('between two resends nothing in the answer changes, and the end lies in the future', async () => {
  await start();
  const [early, late, resent] = [await alertsAt(208), await alertsAt(215), await alertsAt(241)];
  expect(late).toEqual(early);
  expect(resent).not.toEqual(early);
  for (const alert of resent) expect(Date.parse(alert.endsAt)).toBeGreaterThan(clock);
});

test('a silence of the person hides an alert of the scenario', async () => {
  const { url } = await start();
  clock = START + 30_000;
  const body = {
    matchers: [{ name: 'alertname', value: 'LeakedCredentialUsed', isRegex: false, isEqual: true }],
    startsAt: new Date(clock).toISOString(),
    endsAt: new Date(clock + 900_000).toISOString(),
    createdBy: 'me',
    comment: 'acknowledged',
  };
  const made = await fetch(`${url}/api/v2/silences`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { silenceID } = (await made.json()) as { silenceID: string };
  expect(named(await alertsAt(31), 'LeakedCredentialUsed')[0]?.status.silencedBy).toEqual([silenceID]);
  expect((await fetch(`${url}/api/v2/silence/${silenceID}`, { method: 'DELETE' })).status).toBe(200);
  expect(named(await alertsAt(32), 'LeakedCredentialUsed')[0]?.status.state).toBe('active');
});

test('speed 2 plays the same story in half the time', async () => {
  await start(2);
  expect(named(await alertsAt(10), 'FilesystemFillingUp')).toHaveLength(2);
});

test('a body without end is refused', async () => {
  const { url } = await start();
  const answer = await fetch(`${url}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '['.repeat(1_100_000),
  });
  expect(answer.status).toBe(413);
});

test('a wrong scenario file stops the start and names the place', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-scenario-'));
  const file = join(dir, 'wrong.yml');
  writeFileSync(file, 'version: 1\ntitle: 5\n');
  await expect(startDemo({ scenarioFile: file, now: Date.now })).rejects.toThrow(/2:8 title: /);
  rmSync(dir, { recursive: true });
});
