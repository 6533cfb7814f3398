// Schedules by the engine's calls: saved with the key apart, told with the status, refused to go while in use; and in settings files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { boot } from '../../../electron/engine/boot';
import { parseConfig, tellConfigErrors } from '../../../electron/engine/config-file';
import type { Engine } from '../../../electron/engine/engine-seams';
import { loadKinds } from '../../../electron/feeds/registry';
import type { DeskStatus, Reply } from '../../../shared/contract';
import { eventually } from '../../harness/eventually';

const kinds = await loadKinds();

let dir: string;
let engine: Engine;
let status: DeskStatus | null = null;
const SECRET = 'pd-k3y-that-nobody-sees';

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dogwatch-duty-'));
  const silent = () => undefined;
  const voice = {
    ...{ present: silent, withdraw: silent, onEvents: silent, onFeeds: silent, journal: silent },
    onStatus: (told: DeskStatus) => {
      status = told;
    },
  };
  const options = {
    profile: dir,
    key: 'k'.repeat(64),
    keyKeeping: 'file' as const,
    configFile: null,
    demoDir: null,
    onLeaveDemo: silent,
    voice,
  };
  const result = await boot(options);
  if (!result.ok) throw new Error(result.what);
  engine = result.engine;
  const people = [
    { id: 'robin', name: 'Robin' },
    { id: 'sam', name: 'Sam' },
  ];
  await call('save-settings', { settings: { ...engine.settings(), people } });
});
afterEach(async () => {
  await engine.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function call<T = unknown>(name: string, args: unknown): Promise<T> {
  const reply = (await engine.call(name, args)) as Reply<T>;
  if (!reply.ok) throw new Error(`${reply.error.what} ${reply.error.remedy}`);
  return reply.value;
}

const rotation = { kind: 'rotation', people: ['robin', 'sam'], startDate: '2020-01-06', timeZone: 'Europe/Berlin' };
const first = { id: 'first', name: 'First line', from: rotation };
const vendor = { kind: 'pagerduty', schedule: 'P1', baseUrl: 'http://127.0.0.1:9' };

describe('calls', () => {
  test('[D26] a saved rotation is told with the status, for window and tray', async () => {
    await call('save-schedule', { schedule: first });
    const onCall = await eventually('it is told', async () => status?.onCall?.find(({ state }) => state === 'known'));
    expect(['Robin', 'Sam']).toContain(onCall.now[0]?.name);
    expect(onCall.next[0]?.from).toBe(onCall.now[0]?.to);
    const { lanes } = await call<{ lanes: { shifts: unknown[] }[] }>('list-on-call', {
      from: Date.now(),
      to: Date.now() + 14 * 86_400_000,
    });
    expect(lanes[0]?.shifts).toHaveLength(3);
    await expect(call('list-on-call', { from: 0, to: Date.now() })).rejects.toThrow(/92 days/);
  });

  test('[D22] a rotation with strangers or a wrong rule is not kept', async () => {
    await expect(call('save-schedule', { schedule: { ...first, from: { ...rotation, people: ['ghost'] } } })).rejects.toThrow(/“ghost”/);
    await expect(call('save-schedule', { schedule: { ...first, from: { ...rotation, rrule: 'FREQ=HOURLY' } } })).rejects.toThrow(
      /FREQ=DAILY/,
    );
    expect(engine.settings().schedules).toEqual([]);
  });

  test('[D29] the key goes to the vault, also one that was written into the settings', async () => {
    await call('save-schedule', { schedule: { id: 'pd', name: 'Vendor', from: { ...vendor, token: SECRET } }, secrets: { token: SECRET } });
    await call('save-settings', {
      settings: { ...engine.settings(), schedules: [{ id: 'pd', name: 'Vendor', from: { ...vendor, token: SECRET } }] },
    });
    const told = await eventually('it failed', async () => status?.onCall?.find(({ why }) => /refuses connections|way to/.test(why)));
    expect(told.state).toBe('unknown');
    expect(JSON.stringify([engine.settings(), status, await call('export-settings', {})])).not.toContain(SECRET);
  });

  test('[D29] a schedule that somebody is called by is not removed', async () => {
    await call('save-schedule', { schedule: first });
    const audiences = [{ id: 'duty', name: 'Whoever has the duty', members: [{ schedule: 'first' }] }];
    await call('save-settings', { settings: { ...engine.settings(), audiences } });
    await expect(call('remove-schedule', { schedule: 'first' })).rejects.toThrow(/Whoever has the duty calls/);
    await call('save-settings', { settings: { ...engine.settings(), audiences: [] } });
    await call('remove-schedule', { schedule: 'first' });
    expect(engine.settings().schedules).toEqual([]);
    await eventually('nothing is told any more', async () => status?.onCall === undefined);
  });
});

describe('a settings file', () => {
  const parse = (from: string, env: Record<string, string> = {}) =>
    parseConfig(`schedules:\n  - id: a\n    name: A\n    from: ${from}\n`, kinds, { env, readFile: () => '' });

  test('[D29] gives keys by name; they leave the settings', () => {
    const result = parse('{ kind: pagerduty, schedule: P1, token: { env: KEY } }', { KEY: SECRET });
    if (!result.ok) throw new Error(tellConfigErrors('f', result.errors));
    expect(result.secrets.get('schedule:a')).toEqual({ token: SECRET });
    expect(JSON.stringify(result.settings.schedules)).not.toMatch(/token|KEY/);
  });

  test('[D29] the password of a proxy leaves the settings too', () => {
    const proxy = 'proxyUrl: "http://proxy:3128", proxyUsername: me, proxyPassword: { env: PROXY }';
    const result = parse(`{ kind: ical, source: "https://a.example/b.ics", ${proxy} }`, { PROXY: SECRET });
    if (!result.ok) throw new Error(tellConfigErrors('f', result.errors));
    expect(result.secrets.get('schedule:a')).toEqual({ proxyPassword: SECRET });
    expect(result.settings.schedules[0]?.from).toMatchObject({ proxyUrl: 'http://proxy:3128', proxyUsername: 'me' });
    expect(JSON.stringify(result.settings.schedules)).not.toMatch(/proxyPassword|PROXY/);
  });

  test.each([
    ['{ kind: opsgenie, schedule: X, token: { env: NONE } }', /schedules\.0\.from\.token: the environment has no NONE/],
    ['{ kind: ical, source: x, proxyUrl: "ftp://p" }', /schedules\.0\.from\.proxyUrl: an address such as http/],
    ['{ kind: rotation, people: [a], startDate: 2026-11-23, rrule: FREQ=HOURLY }', /schedules\.0\.from\.rrule: The rule needs FREQ=DAILY/],
  ])('[D22] %s is refused with its place', (from, words) => {
    const result = parse(from);
    expect(result.ok ? '' : tellConfigErrors('f', result.errors)).toMatch(words);
  });
});
