// What a person does at the source from the window: comment, downtime and check now at a real Icinga, also while it is away; resolving and
// snoozing one alert at a fake of PagerDuty.

import { stringify } from 'yaml';
import { PD_KEY, startPagerDuty } from '../fakes/pagerduty-cloud';
import { type Icinga, startIcinga } from '../harness/icinga';
import { looksRight, picture } from '../harness/looks';
import { expect, test } from './parts/stage';
import { rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Icinga and a private session bus');

function configFor(server: Icinga): string {
  const login = { username: 'oncall', password: server.password('oncall') };
  const config = { url: server.url, caPem: server.caPem, tlsServerName: 'localhost', timeoutSeconds: 2, ...login };
  const feed = { id: 'icinga', kind: 'icinga', name: 'Icinga', intervalSeconds: 1, config };
  return stringify({ version: 1, person: { name: 'Robin' }, feeds: [feed] });
}

async function texts(server: Icinga, type: 'comments' | 'downtimes', field: 'text' | 'comment'): Promise<string[]> {
  const { body } = await server.call('GET', `/v1/objects/${type}`);
  return (body as { results: { attrs: Record<string, string> }[] }).results.map(({ attrs }) => `${attrs.author}: ${attrs[field]}`);
}

test('[W3] a downtime, a comment and a check now at the source, each told and seen there; a comment made while it is away arrives', async ({
  stage,
}) => {
  test.setTimeout(150_000);
  const server = stage.keep(await startIcinga());
  await server.submit('web1!file', 2, 'CRITICAL - no file');
  const { window } = await stage.open({ config: configFor(server) });
  await watches(window);
  await expect(rowOf(window, 1)).toContainText('file');
  const panel = await select(window, 1);
  const dialog = window.getByRole('dialog');

  await window.keyboard.press('Shift+D');
  await expect(dialog.getByRole('checkbox', { name: 'web1 · file' })).toBeChecked();
  await expect(dialog.getByRole('button', { name: 'Set the downtime' })).toBeDisabled();
  await dialog.getByLabel('Why').fill('disk swap');
  await looksRight(window, 'source/downtime');
  await dialog.getByRole('button', { name: 'Set the downtime' }).click();
  await expect(dialog.getByRole('status')).toContainText('✓ Confirmed');
  await picture(window, 'source/confirmed');
  expect(await texts(server, 'downtimes', 'comment')).toEqual(['Robin: disk swap']);
  await window.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);

  server.setFile(1, 'WARNING - half a file');
  await panel.getByRole('button', { name: 'More acts' }).click();
  await window.getByRole('menuitem', { name: /Check now at the source/ }).click();
  await dialog.getByRole('button', { name: 'Check now' }).click();
  await expect(dialog.getByRole('status')).toContainText('✓ Confirmed');
  await window.keyboard.press('Enter');

  await server.kill();
  await window.keyboard.press('Shift+C');
  await dialog.getByLabel('Comment').fill('written on the train');
  await window.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('status')).toContainText('Waits in the outbox', { timeout: 15_000 });
  await picture(window, 'source/waits');
  await window.keyboard.press('Enter');
  await server.start();
  await expect.poll(() => texts(server, 'comments', 'text'), { timeout: 90_000 }).toContain('Robin: written on the train');
});

test('[W3] one alert is resolved and another snoozed from the Alerts tab; a refusal is told in the words of the source', async ({
  stage,
}) => {
  test.setTimeout(90_000);
  const pd = await startPagerDuty();
  stage.keep({ stop: () => pd.stop() });
  pd.account.open(3, { title: 'Disk full' });
  const config = { url: pd.url, apiKey: PD_KEY, fromEmail: 'ada@example.com' };
  const feeds = [{ id: 'pd', kind: 'pagerduty', name: 'PagerDuty', intervalSeconds: 1, clearAfterSeconds: 0, config }];
  const { window } = await stage.open({ config: stringify({ version: 1, person: { name: 'Robin' }, feeds }) });
  await watches(window);
  const panel = await select(window, 1);
  const dialog = window.getByRole('dialog');
  const open = async (n: number) => {
    const line = panel.locator('[data-rove][aria-expanded]').nth(n);
    if ((await line.getAttribute('aria-expanded')) !== 'true') await line.click();
    return panel.getByRole('toolbar', { name: /At the source of/ }).first();
  };

  await panel.getByRole('tab', { name: /Alerts/ }).click();
  const acts = await open(0);
  await expect(acts.getByRole('button')).toHaveText(['Comment…', 'Resolve…', 'Snooze…']);
  await looksRight(window, 'source/alert-acts');
  await acts.getByRole('button', { name: /^Snooze/ }).click();
  await expect(dialog.getByRole('checkbox')).toHaveCount(1);
  await dialog.getByLabel('Why').fill('until the backup is done');
  await looksRight(window, 'source/snooze');
  await dialog.getByRole('button', { name: 'Snooze there' }).click();
  await expect(dialog.getByRole('status')).toContainText('✓ Confirmed');
  await window.keyboard.press('Enter');
  expect(pd.account.incidents.filter((one) => one.status === 'acknowledged')).toHaveLength(1);

  await acts.getByRole('button', { name: /^Resolve/ }).click();
  await dialog.getByRole('button', { name: 'Resolve there' }).click();
  await expect(dialog.getByRole('status')).toContainText('✓ Confirmed');
  await window.keyboard.press('Enter');
  expect(pd.account.incidents.filter((one) => one.status === 'resolved')).toHaveLength(1);
  await expect(rowOf(window, 1)).toContainText('2');

  pd.mood = ({ method }) =>
    method === 'GET' ? null : { status: 400, value: { error: { code: 2001, message: 'Invalid Input', errors: ['Not on this plan'] } } };
  await window.keyboard.press('Shift+L');
  await dialog.getByRole('button', { name: 'Resolve there' }).click();
  await expect(dialog.getByRole('status')).toContainText('Not on this plan');
  await expect(dialog.getByRole('status')).toContainText('✕ Failed');
  await picture(window, 'source/refused');
});
