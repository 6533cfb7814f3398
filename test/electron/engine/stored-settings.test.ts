import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storedSettings } from '../../../electron/engine/settings-book';
import { openLog } from '../../../electron/log/store';

it('refuses stored settings that do not fit, instead of watching nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-settings-'));
  const opened = openLog({ file: join(folder, 'log.db'), key: '22'.repeat(32), device: 'test', now: Date.now });
  if (!opened.ok) throw new Error(opened.what);
  expect(storedSettings(opened.log)).toMatchObject({ ok: true, settings: { feeds: [] } });
  opened.log.setSetting('settings', JSON.stringify({ paging: { minSeverity: 9 } }));
  expect(storedSettings(opened.log)).toMatchObject({ ok: false, what: expect.stringContaining('paging.minSeverity') });
  opened.log.close();
  rmSync(folder, { recursive: true, force: true });
});
