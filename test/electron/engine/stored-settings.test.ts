import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { storedSettings } from '../../../electron/engine/stored-settings';
import { type Log, openLog } from '../../../electron/log/store';

const KEPT = 'settings-checked';
let folder = '';
let log: Log;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dogwatch-settings-'));
  const opened = openLog({ file: join(folder, 'log.db'), key: '22'.repeat(32), device: 'test', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  log = opened.log;
});

afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

const save = (settings: unknown): void => log.setSetting('settings', JSON.stringify(settings));
/** Puts something else into what is kept about the check, so that a test sees whether it was used. */
const tamper = (from: string, to: string): void => log.setSetting(KEPT, (log.getSetting(KEPT) ?? '').replace(from, to));

it('refuses stored settings that do not fit, instead of watching nothing', async () => {
  expect(await storedSettings(log, 'a')).toMatchObject({ ok: true, settings: { feeds: [] } });
  save({ paging: { minSeverity: 9 } });
  expect(await storedSettings(log, 'a')).toMatchObject({ ok: false, what: expect.stringContaining('paging.minSeverity') });
  expect(log.getSetting(KEPT)).toBeUndefined();
});

it('reads what was checked before as the schema read it, defaults and all', async () => {
  save({ person: { name: 'Ada' } });
  const checked = await storedSettings(log, 'a');
  expect(log.getSetting(KEPT)).toContain('"Ada"');
  expect(await storedSettings(log, 'a')).toEqual(checked);
  expect(await storedSettings(log, '')).toEqual(checked);
});

it('checks anew when the text or the schema is different, or what was kept is damaged', async () => {
  save({ person: { name: 'Ada' } });
  await storedSettings(log, 'a');
  save({ paging: { minSeverity: 9 } });
  expect(await storedSettings(log, 'a')).toMatchObject({ ok: false });
  save({ person: { name: 'Ada' } });
  const kept = log.getSetting(KEPT);
  await storedSettings(log, 'b');
  expect(log.getSetting(KEPT)).not.toBe(kept);
  for (const [from, to] of [
    ['"Ada"', '"Eve"'],
    ['"feeds":[]', '"feeds":['],
    [' ', ''],
  ] as const) {
    tamper(from, to);
    expect(await storedSettings(log, 'b')).toMatchObject({ ok: true, settings: { person: { name: 'Ada' }, feeds: [] } });
  }
});

it('keeps nothing where nobody can say which schema checked', async () => {
  save({ person: { name: 'Ada' } });
  await storedSettings(log, '');
  expect(log.getSetting(KEPT)).toBeUndefined();
});
