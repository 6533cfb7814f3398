// A source that sends by itself, from the form to the queue: a webhook feed is added in the window, an alert is posted to it, and it is
// an incident that pages; cleared, it resolves. The feed stands as live all the while.

import { freePort } from '../harness/free-port';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { rowOf } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a private session bus');

const TOKEN = 'a-secret-of-this-test';

test('a webhook feed is added in the window; what is posted to it pages, and resolves when it is told so', async ({ stage }) => {
  test.setTimeout(120_000);
  const { window } = await stage.open();
  const port = await freePort();
  await window.getByRole('button', { name: 'Watch the demo' }).click();
  await window.getByRole('button', { name: 'Connect my Alertmanager' }).click();
  const form = window.getByRole('dialog', { name: 'Add a feed' });
  await form.getByRole('combobox', { name: 'Kind' }).click();
  await window.getByRole('option', { name: 'Webhook' }).click();
  await form.getByRole('textbox', { name: 'Name' }).fill('Scripts');
  await form.getByRole('textbox', { name: 'Listens at' }).fill(`127.0.0.1:${port}`);
  await form.getByLabel('Token', { exact: true }).fill(TOKEN);
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(form.getByText(`http://127.0.0.1:${port}/alerts works. Alerts come when the source sends them.`)).toBeVisible();
  await looksRight(window, 'webhook/form');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();

  const post = (body: unknown, token = TOKEN) =>
    fetch(`http://127.0.0.1:${port}/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  const alert = { key: 'gpu-7', name: 'GpuTooHot', severity: 'critical', service: 'training', summary: 'GPU 7 has 94 degrees' };
  await expect
    .poll(() =>
      post(alert).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  const page = await stage.daemon.waitFor((got) => got.summary.includes('GpuTooHot'), 20_000);
  expect(page.summary).toBe('SEV2 training: GpuTooHot');
  await window.keyboard.press('Control+1');
  await expect(rowOf(window, 1)).toContainText('GpuTooHot');

  expect((await post(alert, 'of-yesterday')).status).toBe(401);
  await window
    .getByRole('contentinfo', { name: 'Status' })
    .getByRole('button', { name: /^Watching 1 feed/ })
    .click();
  const detail = window.getByRole('complementary', { name: 'Scripts' });
  await expect(detail.getByText('1 message was refused')).toBeVisible();
  await expect(detail.getByRole('term').filter({ hasText: 'Alerts' }).locator('+ dd')).toHaveText('1');
  await looksRight(window, 'webhook/refused');
  expect((await post({ ...alert, state: 'resolved' })).status).toBe(200);
  await expect(detail.getByText('Last message')).toBeVisible();
  await expect(detail).not.toContainText(TOKEN);
});
