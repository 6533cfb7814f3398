// A time in a drafted postmortem is a link to the entry of the timeline that it was taken from.
import { startAlertmanager } from '../harness/alertmanager';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const NOTES = 30;

test('[M40] a time in the text opens the timeline with its entry in sight and marked', async ({ stage }) => {
  test.setTimeout(50_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible();
  await select(window, 1);
  const panel = incident(window, 1);
  await incidentTab(window, 'Notes').click();
  const note = panel.getByRole('textbox', { name: 'New note' });
  for (let i = 1; i <= NOTES; i++) {
    await note.fill(`Queue depth is ${i * 100}`);
    await note.press('Control+Enter');
    await expect(note).toHaveValue('');
  }
  await incidentTab(window, 'Timeline').click();
  const list = panel.getByRole('region', { name: 'Timeline' });
  await expect(list.getByText(`Queue depth is ${NOTES * 100}`)).toBeVisible();
  await expect(list.getByText('Queue depth is 100', { exact: true })).toHaveCount(0);
  await incidentTab(window, 'Postmortem').click();
  await panel.getByRole('button', { name: 'Start the postmortem' }).click();
  const row = panel
    .getByRole('region', { name: 'Preview' })
    .getByRole('row')
    .filter({ hasText: /Queue depth is 100(?!\d)/ });
  const preview = panel.getByRole('region', { name: 'Preview' });
  await panel.getByRole('group', { name: 'Show' }).getByRole('button', { name: 'Both' }).click();
  await preview.hover();
  await expect(async () => {
    await window.mouse.wheel(0, 300);
    await expect(row).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 12_000 });
  await row.getByRole('button').first().click();
  const marked = list.locator('[aria-current="true"]');
  await expect(marked).toHaveCount(1);
  await expect(marked).toContainText('Queue depth is 100');
  await expect(marked).toBeInViewport();
});
