// A log file from the form to the queue: the feed is set up in the window alone, lines that are appended page, the incident shows them as
// they were written, and a rotation loses none.

import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { incidentTab, queue } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a private session bus');

/** A rule of one's own in the open form. */
async function writeRule(form: Locator, number: number, name: string, pattern: string, count: number): Promise<Locator> {
  await form.getByRole('button', { name: 'Add a rule' }).click();
  await form
    .getByRole('group', { name: `Rule ${number}` })
    .getByLabel('Name of the alert')
    .fill(name);
  const rule = form.getByRole('group', { name });
  await rule.getByLabel('Lines that match', { exact: true }).fill(pattern);
  await rule.getByLabel('At least so many').fill(String(count));
  return rule;
}

test('a log file is followed as the window was told: its lines page, stay with the incident, and survive a rotation', async ({ stage }) => {
  test.setTimeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'dogwatch-log-'));
  stage.keep({ stop: async () => rmSync(folder, { recursive: true, force: true }) });
  const log = join(folder, 'app.log');
  const line = (words: string): string => `${new Date().toISOString().replace('T', ' ').replace('.', ',').replace('Z', '')} ${words}\n`;
  writeFileSync(log, line('INFO  [main] com.shop.Desk - started') + line('ERROR [http-1] com.shop.Pay - payment 1 failed'));

  const { window } = await stage.open();
  await window.getByRole('button', { name: 'Watch the demo' }).click();
  await window.getByRole('button', { name: 'Connect my Alertmanager' }).click();
  const form = window.getByRole('dialog', { name: 'Add a feed' });
  await form.getByRole('combobox', { name: 'Kind' }).click();
  await window.getByRole('option', { name: 'Log files' }).click();
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Shop');
  await form.getByLabel('Files').fill(join(folder, '*.log'));
  const rule = await writeRule(form, 1, 'PaymentsFail', 'payment \\d+ failed', 3);
  await rule.getByRole('button', { name: 'Show the last hour' }).click();
  await expect(rule.getByRole('status')).toContainText('1 entry fits. First line:');
  await expect(rule.getByRole('list', { name: 'Lines that fit' })).toContainText('payment 1 failed');
  await looksRight(window, 'logs/form');
  await writeRule(form, 2, 'AroundRotation', 'round the bend', 2);
  await form.getByRole('button', { name: 'Test' }).click();
  await expect(form.getByText('Read: 0 alerts.')).toBeVisible();
  await expect(form.getByRole('list', { name: 'Files' })).toContainText('log4j');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
  await expect(window.getByRole('complementary', { name: 'Shop' }).getByRole('list', { name: 'Files' })).toContainText('First line: at');
  await looksRight(window, 'logs/feed');

  appendFileSync(log, line('ERROR [http-2] com.shop.Pay - payment 2 failed: <img src=x onerror=alert(1)>'));
  appendFileSync(
    log,
    `${line('ERROR [http-3] com.shop.Pay - payment 3 failed')}java.lang.IllegalStateException: no bank\n\tat com.shop.Pay.send(Pay.java:77)\n`,
  );
  await stage.daemon.waitFor((got) => got.summary.includes('PaymentsFail'), 20_000);
  await window.keyboard.press('Control+1');
  await queue(window).getByRole('row').filter({ hasText: 'PaymentsFail' }).click();
  const kept = window.getByRole('group', { name: 'Lines of the log' });
  await expect(kept).toContainText('payment 2 failed: <img src=x onerror=alert(1)>');
  await expect(kept).toContainText('payment 3 failed\njava.lang.IllegalStateException: no bank\n\tat com.shop.Pay.send(Pay.java:77)', {
    useInnerText: true,
  });
  expect(await window.locator('img[src=x]').count()).toBe(0);
  await looksRight(window, 'logs/incident');
  await incidentTab(window, 'Alerts').click();
  await window.getByRole('button', { name: /^Firing PaymentsFail/ }).click();
  await expect(window.getByRole('group', { name: 'Lines of the log' })).toContainText('payment 1 failed');
  await looksRight(window, 'logs/alert');

  appendFileSync(log, line('WARN  [http-4] com.shop.Pay - before, round the bend'));
  renameSync(log, `${log}.1`);
  writeFileSync(log, line('WARN  [http-5] com.shop.Pay - after, round the bend'));
  await stage.daemon.waitFor((got) => got.summary.includes('AroundRotation'), 20_000);
  await window.getByRole('button', { name: /1 new/ }).click();
  await queue(window).getByRole('row').filter({ hasText: 'AroundRotation' }).click();
  await incidentTab(window, 'Now').click();
  await expect(window.getByRole('group', { name: 'Lines of the log' })).toContainText(/before, round the bend[\s\S]*after, round the bend/);
});
