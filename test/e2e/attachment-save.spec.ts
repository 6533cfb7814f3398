// A file that is no picture, attached to a note and saved to disk again from the timeline.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { graveViolations } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incidentTab, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

test('[H4] an attachment is saved where the person says, byte for byte', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const { app, window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await server.post([{ labels: { alertname: 'DiskFilling', severity: 'critical' }, annotations: {} }]);
  const panel = await select(window, 1);
  await incidentTab(window, 'Notes').click();
  const bytes = Buffer.from([0, 1, 2, 255, 254, 10, 13, 0]);
  await panel.locator('input[type=file]').setInputFiles({ name: 'trace of eth0.pcap', mimeType: '', buffer: bytes });
  await expect(panel.getByRole('button', { name: /^Leave out / })).toBeVisible();
  await panel.getByRole('textbox', { name: 'New note' }).fill('the trace');
  await window.keyboard.press('Control+Enter');

  await incidentTab(window, 'Timeline').click();
  await app.evaluate(({ dialog }, folder) => {
    const asked = globalThis as typeof globalThis & { suggested?: string };
    dialog.showSaveDialog = ((_: unknown, options: { defaultPath: string }) => {
      asked.suggested = options.defaultPath;
      return Promise.resolve({ canceled: false, filePath: `${folder}/${options.defaultPath}` });
    }) as never;
  }, stage.profile);
  await panel.getByRole('button', { name: 'Save trace of eth0.pcap…' }).click();
  const file = join(stage.profile, 'trace of eth0.pcap');
  await expect(panel.getByText(`saved as ${file}`)).toBeVisible();
  expect(readFileSync(file)).toEqual(bytes);
  expect(await app.evaluate(() => (globalThis as typeof globalThis & { suggested?: string }).suggested)).toBe(basename(file));
  expect(await graveViolations(window)).toEqual([]);
});
