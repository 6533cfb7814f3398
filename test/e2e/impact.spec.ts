// In the real window: the second incident of an alert tells how the first one went, and the impact that a person confirms stays.

import { startAlertmanager } from '../harness/alertmanager';
import { graveViolations } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incidentTab, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const labels = { alertname: 'LedgerSlow', severity: 'critical', service: 'payments', namespace: 'prod' };
const alertIn = (cluster: string) => ({ labels: { ...labels, cluster }, annotations: { summary: 'Ledger queries take 9 s' } });

test('[G8] [G9] last time it was so: the note of then; the impact is confirmed, told on the timeline, and there after a restart', async ({
  stage,
}) => {
  const server = stage.keep(await startAlertmanager());
  const config = watchConfig({ urls: [server.url] });
  const first = await stage.open({ config });
  const { window } = first;
  await watches(window);
  await server.post([alertIn('eu-west-1a')]);
  const before = await select(window, 1);
  await expect(before.getByText('Nothing like it on record.')).toBeVisible();
  await incidentTab(window, 'Notes').click();
  await before.getByRole('textbox', { name: 'New note' }).fill('Rolled back to 4.17 and it was over');
  await window.keyboard.press('Control+Enter');
  await expect(before.getByText('Rolled back to 4.17 and it was over')).toBeVisible();

  await incidentTab(window, 'Now').click();
  await server.post([alertIn('eu-west-1b')]);
  await window.getByRole('button', { name: /1 new/ }).click();
  const panel = await select(window, 2);
  await expect(panel.getByText('note: Rolled back to 4.17 and it was over')).toBeVisible();
  await expect(panel.getByText('same alert LedgerSlow, same service payments')).toBeVisible();

  await panel.getByRole('button', { name: 'Confirm…' }).click();
  const form = panel.getByRole('form', { name: 'Impact' });
  await form.getByLabel('Began').fill('2026-01-02T03:04:05');
  await form.getByLabel('Customers affected').fill('3,118');
  expect(await graveViolations(window)).toEqual([]);
  await window.keyboard.press('Control+Enter');
  await expect(panel.getByText('3,118 customers affected')).toBeVisible();
  await incidentTab(window, 'Timeline').click();
  await expect(panel.getByText('Impact confirmed by Robin')).toBeVisible();
  await first.close();

  const again = await stage.open({ config });
  await watches(again.window);
  const kept = await select(again.window, 2);
  await expect(kept.getByText('3,118 customers affected')).toBeVisible();
  await expect(kept.getByText(/Began 2026-01-02 03:04:05/)).toBeVisible();
});
