// The whole engine with a feed that follows a preset of the person: changes of its file are taken up while it runs.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OwnKinds } from '../../../electron/engine/own-kinds';
import { loadKind, lookForPresetsIn } from '../../../electron/feeds/registry';
import { type JsonSource, startJsonSource } from '../../fakes/json-source';
import { eventually } from '../../harness/eventually';
import { type DeskEngine, startDeskEngine } from './desk-engine';

const PRESET = `version: 1
name: Shop
docs: https://example.com/api
fields: [{ name: url, label: Address, hint: Of it., type: url, required: true }]
request: { url: "{{url}}/p" }
mapping: { key: id, name: name, severity: '"warning"' }
minIntervalSeconds: 1
`;
let source: JsonSource;
let desk: DeskEngine;
let profile = '';
beforeEach(async () => {
  source = await startJsonSource(() => ({ body: ['ShopDown', 'ShopSlow'].map((name, at) => ({ id: 'ab'[at], name })) }));
  profile = mkdtempSync(join(tmpdir(), 'dogwatch-own-'));
  mkdirSync(join(profile, 'presets'));
});
afterEach(async () => {
  await source.stop();
  rmSync(profile, { recursive: true, force: true });
});

/** As editors do: a new file takes the place of the old one. */
function write(text: string): void {
  writeFileSync(join(profile, 'presets', 'shop.tmp'), text);
  renameSync(join(profile, 'presets', 'shop.tmp'), join(profile, 'presets', 'shop.yml'));
}
const start = () =>
  startDeskEngine({
    profile,
    config: { feeds: [{ id: 'shop', kind: 'own-shop', name: 'Shop', intervalSeconds: 600, config: { url: source.url } }] },
  });
const health = () => desk.feeds().find(({ feed }) => feed === 'shop');
const why = (pattern: RegExp) => eventually(`${pattern}`, () => pattern.test(health()?.why ?? ''));

test('[F9] a preset that is changed is followed at once; a wrong one is told with its place while the one before stays in force', async () => {
  write(`${PRESET}where: id = "a"\n`);
  desk = await start();
  await eventually('the alert', () => desk.incident('ShopDown'));
  const asked = source.asked.length;

  write(PRESET.replace('severity:', 'severity: (,'));
  await why(/^presets\/shop\.yml, line 6, column \d+: .*The preset as it was before stays in force\.$/);
  expect(health()).toMatchObject({ state: 'ok', alertCount: 1, failingSince: null });
  expect((await desk.must('list-kinds', {})).faults).toEqual([expect.stringMatching(/^presets\/shop\.yml, line 6/)]);

  write(PRESET.replace('"{{url}}/p"', '"{{url}}/other"'));
  await eventually('asked as it says now', () => source.asked.slice(asked).some(({ path }) => path === '/other'));
  await eventually('read as it says now', () => desk.incident('ShopSlow'));
  expect(health()).toMatchObject({ state: 'ok', why: '', alertCount: 2 });
  expect((await desk.incident('ShopDown'))?.row.status).toBe('open');
  expect(desk.events.filter(({ kind }) => kind === 'incident.opened')).toHaveLength(2);
  expect(desk.events.some(({ kind }) => kind === 'alert.cleared')).toBe(false);
  await desk.stop(true);
});

test('[F9] a preset that is mended while it is followed is another kind; one that is none of a person is not watched', async () => {
  write('version: 1\nname: Shop\n');
  lookForPresetsIn(join(profile, 'presets'));
  const broken = await loadKind('own-shop');
  expect(broken?.parseConfig({})).toMatchObject({ ok: false });
  let changes = 0;
  const followed = new OwnKinds(() => (changes += 1));
  const shippedOnly = new OwnKinds(() => (changes += 100));
  followed.follow(['alertmanager', 'own-shop']);
  shippedOnly.follow(['alertmanager']);
  await followed.ready;
  write(PRESET);
  await eventually('noticed', () => changes > 0);
  expect((await loadKind('own-shop'))?.parseConfig({ url: source.url })).toMatchObject({ ok: true });
  await Promise.all([followed.stop(), shippedOnly.stop()]);
  expect(changes).toBe(1);
  lookForPresetsIn(null);
});
