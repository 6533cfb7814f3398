// Presets of the profile's folder: kinds of their own, read anew when they change; a wrong one is told with file, line and column.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadKind, loadKinds, lookForPresetsIn, presetFaults } from '../../../electron/feeds/registry';
import { openSession } from '../../../electron/feeds/session';

const PRESET = `version: 1
name: Shop
docs: https://example.com/api
fields: [{ name: url, label: Address, hint: Of it., type: url, required: true }]
request: { url: "{{url}}/p" }
mapping: { key: id, name: name }
actions: { ack: { calls: [{ method: POST, url: "{{url}}/ack/{{key}}" }] } }
`;

let folder = '';
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'own-presets-')), 'presets');
  lookForPresetsIn(folder);
});
afterEach(() => {
  lookForPresetsIn(null);
  rmSync(join(folder, '..'), { recursive: true });
});
const write = (name: string, text: string): void => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
};
const own = async () => (await loadKinds()).map(({ manifest }) => manifest.kind).filter((kind) => kind.startsWith('own-'));

test('without a folder there are none, and no complaint', async () => {
  expect(await own()).toEqual([]);
  expect(await presetFaults()).toEqual([]);
  expect(await loadKind('own-shop')).toBeUndefined();
});

test('each file is a kind with the fields, actions and mapping of its preset', async () => {
  write('shop.yml', PRESET);
  write('notes.txt', 'no preset');
  expect(await own()).toEqual(['own-shop']);
  const feed = (await loadKind('own-shop'))!;
  expect(feed.manifest).toMatchObject({ name: 'Shop (presets/shop.yml)', capabilities: ['ack'], hasPreset: true });
  expect(feed.map({ pages: [[{ id: 'a', name: 'A' }]], beside: {}, fields: {}, at: 0 }).sightings).toMatchObject([{ key: 'a', name: 'A' }]);
  expect(await loadKind('own-shop'), 'unchanged: the same').toBe(feed);
  write('shop.yml', PRESET.replace('name: Shop', 'name: Stall'));
  expect((await loadKind('own-shop'))?.manifest.name).toBe('Stall (presets/shop.yml)');
  rmSync(join(folder, 'shop.yml'));
  expect(await loadKind('own-shop')).toBeUndefined();
});

test('mistakes are told with file, line and column, and at the feeds that follow the preset', async () => {
  write('shop.yml', PRESET.replace('key: id', 'key: id & ('));
  write('Shop 2.yml', PRESET);
  write('empty.yml', '');
  const faults = await presetFaults();
  expect(faults).toEqual([
    'Shop 2.yml: the name of a preset is small letters, digits and dashes, then .yml',
    expect.stringMatching(/^presets\/empty\.yml, line 1, column 1: /),
    expect.stringMatching(/^presets\/shop\.yml, line 6, column \d+: mapping\.key: /),
  ]);
  const opened = openSession((await loadKind('own-shop'))!, { url: 'http://127.0.0.1:1' }, { now: Date.now, log: () => undefined });
  expect(opened).toMatchObject({ ok: false, failure: { kind: 'config', what: expect.stringContaining('presets/shop.yml, line 6') } });
});
