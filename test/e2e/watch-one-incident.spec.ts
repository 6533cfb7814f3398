// The same failure told by a real Alertmanager and a real Icinga, as a person sees it: one incident, one acknowledgement; and a rule taught by a merge.

import type { Page } from '@playwright/test';
import { stringify } from 'yaml';
import { startAlertmanager } from '../harness/alertmanager';
import { startIcinga } from '../harness/icinga';
import { graveViolations, picture } from '../harness/looks';
import { expect, test } from './parts/stage';
import { FEED_NAME } from './parts/watch-config';
import { queue, rowOf, select } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager, a real Icinga and a private session bus');

const quick = { intervalSeconds: 0.5, clearAfterSeconds: 0.5 };

function settingsFor(url: string, more: readonly object[] = []) {
  const main = { id: 'main', kind: 'alertmanager', name: FEED_NAME, ...quick, config: { urls: [url], restartGraceSeconds: 0 } };
  return stringify({ version: 1, person: { name: 'Robin' }, feeds: [main, ...more] });
}

async function section(window: Page, name: string): Promise<void> {
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name, exact: true }).click();
}

test('[K1] [W1] one failure in two tools is one incident in the queue, says why, and one acknowledgement reaches both', async ({
  stage,
}) => {
  const server = stage.keep(await startAlertmanager());
  const icinga = stage.keep(await startIcinga());
  const login = { username: 'oncall', password: icinga.password('oncall'), caPem: icinga.caPem, tlsServerName: 'localhost' };
  const second = { id: 'icinga', kind: 'icinga', name: 'Icinga', ...quick, config: { url: icinga.url, ...login } };
  const { window } = await stage.open({ config: settingsFor(server.url, [second]) });
  const labels = { alertname: 'ShopDown', service: 'shop', severity: 'critical', instance: 'web1:9100' };
  await server.post([{ labels, annotations: { summary: 'The shop is down' } }]);
  await icinga.submit('web1!http', 2, 'HTTP CRITICAL: no answer');

  await expect(rowOf(window, 1)).toContainText('2 alerts', { timeout: 20_000 });
  await expect(queue(window).getByRole('row', { name: /^INC-/ })).toHaveCount(1);
  const panel = await select(window, 1);
  await expect(panel).toContainText(/same host web1 in .+ and .+ within 5 min/);
  await expect(panel).toContainText(FEED_NAME);
  await expect(panel).toContainText('Icinga');
  await panel.getByRole('button', { name: 'Show rules' }).click();
  await expect(panel.getByRole('list', { name: 'Severity rules that were asked, in order' })).toContainText('tier-1 service');
  await picture(window, 'watch-one-incident/one');
  expect(await graveViolations(window)).toEqual([]);

  await window.keyboard.press('a');
  const writes = panel.getByRole('list', { name: 'Writes to sources' });
  await expect(writes).toContainText(`Acknowledgement at ${FEED_NAME} confirmed`, { timeout: 15_000 });
  await expect(writes).toContainText('Acknowledgement at Icinga confirmed', { timeout: 15_000 });
  expect((await server.silences()).filter((s) => s.status.state === 'active')).toHaveLength(1);
  const asked = await icinga.call('GET', '/v1/objects/services/web1!http?attrs=acknowledgement');
  expect(JSON.stringify(asked.body)).toContain('"acknowledgement":2');
  await panel.getByRole('button', { name: 'same host in two tools' }).click();
  await expect(window.getByRole('region', { name: 'Rules', exact: true })).toBeVisible();
});

test('[K6] a merge by hand teaches a rule that is shown before it is written, stands in the settings, and can be undone', async ({
  stage,
}) => {
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open();
  await window
    .getByRole('button', { name: /^Settings/ })
    .first()
    .click();
  await section(window, 'Import and export');
  const buffer = Buffer.from(settingsFor(server.url));
  await window.getByLabel('Settings file').setInputFiles({ name: 'settings.yml', mimeType: 'text/yaml', buffer });
  await expect(window.getByText('Imported, with 1 feed')).toBeVisible();
  await section(window, 'All rules');
  await expect(window.getByRole('region', { name: 'One incident' })).toContainText('same service in two tools');
  await picture(window, 'watch-one-incident/rules');
  expect(await graveViolations(window)).toEqual([]);
  await section(window, 'Correlation');
  await picture(window, 'watch-one-incident/correlation');
  expect(await graveViolations(window)).toEqual([]);
  await section(window, 'Severity rules');
  await picture(window, 'watch-one-incident/severity');
  expect(await graveViolations(window)).toEqual([]);
  await window
    .getByRole('button', { name: /^Queue/ })
    .first()
    .click();

  const alert = (alertname: string, service: string) => ({ labels: { alertname, service, severity: 'critical' } });
  await server.post([alert('QueueFull', 'mailer'), alert('ConsumerLag', 'kafka')]);
  await expect(queue(window).getByRole('row', { name: /^INC-/ })).toHaveCount(2, { timeout: 20_000 });
  await select(window, 1);
  await window.keyboard.press('m');
  await window.getByRole('combobox', { name: 'Into' }).press('ArrowDown');
  await window.keyboard.press('Enter');
  await window.getByRole('button', { name: 'Always together…' }).click();
  const teaching = window.getByRole('dialog', { name: 'Always together?' });
  await expect(teaching).toContainText('alertname="QueueFull"');
  await picture(window, 'watch-one-incident/teach');
  await teaching.getByRole('button', { name: 'Write the rule' }).click();
  await expect(teaching).toBeHidden();
  await window.keyboard.press('Control+,');
  await section(window, 'All rules');
  const rules = window.getByRole('region', { name: 'One incident' });
  await expect(rules).toContainText(/(QueueFull with ConsumerLag|ConsumerLag with QueueFull)/);
  await window.locator('.toast').filter({ hasText: 'Rules' }).getByRole('button', { name: 'Undo' }).click();
  await expect(rules).not.toContainText('QueueFull');
});
