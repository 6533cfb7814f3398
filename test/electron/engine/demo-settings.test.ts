// Settings while the embedded demo runs: what a person saves is for the real profile, and the demo itself stays as it is.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { boot } from '../../../electron/engine/boot';
import type { Engine } from '../../../electron/engine/engine-seams';
import { openLog } from '../../../electron/log/store';
import type { LogEvent } from '../../../shared/log/event';
import { settingsSchema } from '../../../shared/settings';
import { feed, KEY } from './desk-engine';

let profile = '';
let engine: Engine;
let leaves = 0;
const events: LogEvent[] = [];

beforeEach(async () => {
  profile = mkdtempSync(join(tmpdir(), 'dogwatch-demo-'));
  leaves = 0;
  events.length = 0;
  const nobody = { present: () => undefined, withdraw: () => undefined, onStatus: () => undefined, onFeeds: () => undefined };
  const voice = { ...nobody, onEvents: (batch: readonly LogEvent[]) => void events.push(...batch), journal: () => undefined };
  const demoDir = resolve('assets/demo');
  const booted = await boot({ profile, key: KEY, keyKeeping: 'file', configFile: null, demoDir, onLeaveDemo: () => leaves++, voice });
  if (!booted.ok) throw new Error(booted.what);
  engine = booted.engine;
});
afterEach(() => {
  rmSync(profile, { recursive: true, force: true });
});

it('refuses to remove or change the demo’s feed, in words and without an event', async () => {
  const refused = { ok: false, error: { kind: 'refused', what: 'The embedded demo can’t be changed or removed.' } };
  expect(await engine.call('remove-feed', { feed: 'demo' })).toMatchObject(refused);
  expect(await engine.call('save-feed', { feed: { ...feed('http://127.0.0.1:9'), id: 'demo' } })).toMatchObject(refused);
  expect(events.filter((e) => e.kind.startsWith('feed.'))).toEqual([]);
  await engine.stop();
});

it('saves the first feed of a person’s own for the real profile, with its secret, and ends', async () => {
  const own = feed('https://am.example.test');
  expect(await engine.call('save-feed', { feed: own, secrets: { bearerToken: 'hunter2' } })).toMatchObject({ ok: true });
  expect(leaves).toBe(1);
  await engine.stop();
  const real = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'test', now: Date.now });
  if (!real.ok) throw new Error(real.what);
  expect(JSON.parse(real.log.getSetting('settings') ?? '').feeds).toMatchObject([own]);
  expect(real.log.getSecret('am', 'bearerToken')).toBe('hunter2');
  real.log.close();
});

it('keeps that feed when something else is saved before the demo has ended', async () => {
  const own = feed('https://am.example.test');
  expect(await engine.call('save-feed', { feed: own, secrets: {} })).toMatchObject({ ok: true });
  const channel = { id: 'room', kind: 'bridge', name: 'Room', config: { url: 'https://meet.example/x' } };
  expect(await engine.call('save-channel', { channel })).toMatchObject({ ok: true });
  expect(leaves).toBe(1);
  await engine.stop();
  const real = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'test', now: Date.now });
  if (!real.ok) throw new Error(real.what);
  expect(JSON.parse(real.log.getSetting('settings') ?? '')).toMatchObject({ feeds: [own], channels: [channel] });
  real.log.close();
});

it('opens its own runbooks beside its alerts, and leaves them out of what is saved', async () => {
  const list = () => engine.call('list-runbooks', { text: '', source: null, offset: 0, limit: 50 });
  await expect.poll(list, { timeout: 10_000 }).toMatchObject({ value: { total: readdirSync('assets/demo/runbooks').length } });
  const demo = { kind: 'folder', id: 'demo', path: join(profile, 'demo-runbooks') } as const;
  const mine = { kind: 'folder', id: 'mine', path: profile } as const;
  const settings = settingsSchema.parse({ runbooks: { sources: [demo, mine] } });
  expect(await engine.call('save-settings', { settings })).toMatchObject({ ok: true });
  await engine.stop();
  const real = openLog({ file: join(profile, 'log.db'), key: KEY, device: 'test', now: Date.now });
  if (!real.ok) throw new Error(real.what);
  expect(JSON.parse(real.log.getSetting('settings') ?? '').runbooks.sources).toEqual([mine]);
  real.log.close();
});
