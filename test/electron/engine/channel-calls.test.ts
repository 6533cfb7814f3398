// Channels by the engine's calls: tried unsaved, saved with the secret apart, refused to go while in use; and in settings files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { vaultOf } from '../../../electron/channels/secrets-of';
import { boot } from '../../../electron/engine/boot';
import { parseConfig, tellConfigErrors } from '../../../electron/engine/config-file';
import type { Engine } from '../../../electron/engine/engine-seams';
import { loadKinds } from '../../../electron/feeds/registry';
import { openLog } from '../../../electron/log/store';
import type { Reply } from '../../../shared/contract';
import { type HttpSink, startHttpSink } from '../../fakes/http-sink';
import { slackSays } from '../../fakes/vendor-sinks';

const kinds = await loadKinds();

let dir: string;
let engine: Engine;
let sink: HttpSink;
const journal: string[] = [];
const SECRET = 'T0AB12CD3/B0EF45GH6/s3cr3tW0rdOfTheHook';

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dogwatch-channels-'));
  sink = await startHttpSink(slackSays);
  const silent = () => undefined;
  const voice = {
    present: silent,
    withdraw: silent,
    onStatus: silent,
    onEvents: (events: unknown) => journal.push(JSON.stringify(events)),
    onFeeds: silent,
    journal: (line: string) => journal.push(line),
  };
  const result = await boot({
    profile: dir,
    key: 'k'.repeat(64),
    keyKeeping: 'file',
    configFile: null,
    demoDir: null,
    onLeaveDemo: silent,
    voice,
  });
  if (!result.ok) throw new Error(result.what);
  engine = result.engine;
});
afterEach(async () => {
  await engine.stop();
  await sink.stop();
  rmSync(dir, { recursive: true, force: true });
});

const channel = { id: 'ops', kind: 'slack', name: 'Ops' };
const hook = () => ({ url: `${sink.url}/services/${SECRET}` });
async function call<T = unknown>(name: string, args: unknown): Promise<T> {
  const reply = (await engine.call(name, args)) as Reply<T>;
  if (!reply.ok) throw new Error(`${reply.error.what} ${reply.error.remedy}`);
  return reply.value;
}

describe('calls', () => {
  test('[C9] a test message goes out by unsaved settings and keeps nothing', async () => {
    const test = await call('test-channel', { channel, secrets: hook() });
    expect(test).toEqual({ isOk: true, words: 'Sent. Slack has posted it.', remedy: '', ref: null });
    expect(sink.got[0]?.body).toContain('Test message from Dogwatch');
    expect(engine.settings().channels).toEqual([]);
    expect(await call('test-channel', { channel })).toMatchObject({ isOk: false, words: expect.stringContaining('url: this is needed') });
  });

  test('[C4] a saved channel keeps its address in the vault: not in settings, export, events or journal', async () => {
    await call('save-channel', { channel, secrets: hook() });
    expect(engine.settings().channels).toEqual([{ ...channel, isEnabled: true, config: {} }]);
    expect(await call('test-channel', { channel })).toMatchObject({ isOk: true });
    const { yaml } = await call<{ yaml: string }>('export-settings', {});
    expect(yaml).toContain('id: ops');
    sink.answer(({ path }) => ({ status: 403, body: `invalid_token ${path}` }));
    const refused = await call<{ words: string }>('test-channel', { channel });
    expect(refused.words).toContain('invalid_token');
    expect([yaml, JSON.stringify(refused), ...journal].join('\n')).not.toMatch(/s3cr3tW0rdOfTheHook/);
    expect(journal.join()).toContain('settings.changed');
  });

  test('[C4] a secret that is changed is used at once, and the one before is gone from the store, also after a restart', async () => {
    await call('save-channel', { channel, secrets: hook() });
    await call('save-channel', { channel, secrets: { url: `${sink.url}/services/T0AB12CD3/B0EF45GH6/an0therW0rdOfTheHook` } });
    expect(await call('test-channel', { channel })).toMatchObject({ isOk: true });
    expect(sink.got.map(({ path }) => path)).toEqual(['/services/T0AB12CD3/B0EF45GH6/an0therW0rdOfTheHook']);
    await engine.stop();
    const stored = openLog({ file: join(dir, 'log.db'), key: 'k'.repeat(64), device: 'desk-1', now: Date.now });
    if (!stored.ok) throw new Error(stored.what);
    expect(stored.log.secretTexts()).toEqual([expect.stringContaining('an0therW0rdOfTheHook')]);
    stored.log.close();
  });

  test('wrong settings are refused with the field', async () => {
    const reply = await engine.call('save-channel', { channel, secrets: { url: 'not an address' } });
    expect(reply).toMatchObject({ ok: false, error: { what: expect.stringMatching(/^url: an address such as/) } });
    expect(await engine.call('save-channel', { channel: { ...channel, kind: 'pigeon' } })).toMatchObject({ ok: false });
  });

  test('[C10] a channel that somebody is told by stays; else it goes with its secret', async () => {
    await call('save-channel', { channel, secrets: hook() });
    const people = [{ id: 'ana', name: 'Ana', timeZone: '', reach: [{ channel: 'ops', address: '' }] }];
    await call('save-settings', { settings: { ...engine.settings(), people } });
    expect(await engine.call('remove-channel', { channel: 'ops' })).toMatchObject({ ok: false, error: { what: 'Ana is told by Ops.' } });
    await call('save-settings', { settings: { ...engine.settings(), people: [] } });
    await call('remove-channel', { channel: 'ops' });
    expect(engine.settings().channels).toEqual([]);
    expect(await call('test-channel', { channel })).toMatchObject({ isOk: false });
  });

  test('[C8] an imported channel without its secret is named', async () => {
    const yaml = 'channels:\n  - { id: room, kind: bridge, name: Room, config: { url: https://meet.example/x } }\n';
    expect(await call('import-settings', { yaml })).toMatchObject({ channelsNeedSecrets: [] });
    await call('save-channel', { channel, secrets: hook() });
    const { yaml: exported } = await call<{ yaml: string }>('export-settings', {});
    expect(await call('import-settings', { yaml: exported })).toMatchObject({ channelsNeedSecrets: [] });
    expect(await call('test-channel', { channel }), 'the vault still has it').toMatchObject({ isOk: true });
    expect(await call('import-settings', { yaml: exported.replaceAll('id: ops', 'id: other') })).toMatchObject({
      channelsNeedSecrets: ['other'],
    });
  });

  test('[D51] an imported file that leads a channel elsewhere does not take its secret there; what is the same keeps its own', async () => {
    const hookOf = (url: string) => ({ id: 'in', kind: 'webhook', name: 'In', config: { headers: [], proxyUrl: url } });
    await call('save-channel', { channel, secrets: hook() });
    await call('save-channel', { channel: hookOf(''), secrets: { url: 'https://hooks.example/in', signingSecret: 's1gning-s3cret' } });
    const { yaml: exported } = await call<{ yaml: string }>('export-settings', {});
    expect(await call('import-settings', { yaml: exported })).toMatchObject({ channelsNeedSecrets: [] });
    const led = exported.replace('proxyUrl: ""', 'proxyUrl: http://proxy.evil.example');
    expect(led).not.toBe(exported);
    expect(await call('import-settings', { yaml: led })).toMatchObject({ channelsNeedSecrets: ['in'] });
    expect(await call('import-settings', { yaml: exported }), 'what was forgotten does not come back').toMatchObject({
      channelsNeedSecrets: ['in'],
    });
    expect(await call('test-channel', { channel }), 'the other one still has its own').toMatchObject({ isOk: true });
    await engine.stop();
    const stored = openLog({ file: join(dir, 'log.db'), key: 'k'.repeat(64), device: 'desk-1', now: Date.now });
    if (!stored.ok) throw new Error(stored.what);
    expect(stored.log.secretTexts()).toEqual([hook().url]);
    stored.log.close();
  });
});

describe('[C8] settings file', () => {
  const parse = (text: string, env: Record<string, string> = {}) =>
    parseConfig(text, kinds, { env, readFile: (path) => `https://x.example/${path}\n` });
  const told = (text: string): string => {
    const result = parse(text);
    return result.ok ? '' : tellConfigErrors('f.yml', result.errors);
  };
  const slack = (url: string): string => `channels:\n  - id: ops\n    kind: slack\n    name: Ops\n    config: { url: ${url} }\n`;

  test('takes a channel’s secrets from the environment or a file, never into the settings', () => {
    for (const [given, text] of [
      ['{ env: HOOK }', 'https://hooks.example/services/hunter2'],
      ['{ file: run/hook }', 'https://x.example/run/hook'],
    ] as const) {
      const result = parse(slack(given), { HOOK: 'https://hooks.example/services/hunter2' });
      if (!result.ok) throw new Error(tellConfigErrors('f', result.errors));
      expect(result.secrets.get(vaultOf('ops'))).toEqual({ url: text });
      expect(JSON.stringify(result.settings)).not.toContain(text);
    }
  });

  test('tells what is wrong with its place', () => {
    expect(told(slack('{ env: MISSING }'))).toContain('f.yml:5:15: channels.0.config.url: the environment has no MISSING');
    expect(told('channels:\n  - id: ops\n    kind: slack\n    name: Ops\n    config: { hook: x }\n')).toContain(
      'f.yml:5:15: channels.0.config.hook: unknown key “hook”',
    );
    expect(told('channels:\n  - { id: a, kind: pigeon, name: A }\n')).toContain(
      'channels.0.kind: unknown kind “pigeon”; known: slack, teams',
    );
    expect(told('channels:\n  - { id: a, kind: bridge, name: A, config: { url: meet } }\n')).toContain(
      'channels.0.config.url: a link such as',
    );
    expect(told('channels:\n  - { id: a, kind: slack, name: A }\n')).toContain('channels.0.config.url: this is needed');
  });
});
