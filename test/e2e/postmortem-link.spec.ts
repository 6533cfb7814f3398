// A time in a drafted postmortem is a link to the entry of the timeline that it was taken from.
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { startPostmortem, wholeText, writeNotes } from './parts/postmortem';
import { startAgain } from './parts/second-start';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const NOTES = 30;

/** The timeline of INC-1 shows one marked entry, in sight. */
async function isLedTo(window: Page, words: string): Promise<void> {
  const marked = incident(window, 1).getByRole('region', { name: 'Timeline' }).locator('[aria-current="true"]');
  await expect(marked).toHaveCount(1, { timeout: 15_000 });
  await expect(marked).toContainText(words);
  await expect(marked).toBeInViewport();
}

test('[M40] a time in the text opens the timeline with its entry in sight and marked', async ({ stage }) => {
  test.setTimeout(50_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible();
  await select(window, 1);
  const panel = incident(window, 1);
  await writeNotes(window, NOTES);
  await incidentTab(window, 'Timeline').click();
  const list = panel.getByRole('region', { name: 'Timeline' });
  await expect(list.getByText(`Queue depth is ${NOTES * 100}`)).toBeVisible();
  await expect(list.getByText('Queue depth is 100', { exact: true })).toHaveCount(0);
  await startPostmortem(window);
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
  await isLedTo(window, 'Queue depth is 100');
});

test('a link from outside opens the timeline with its entry in sight and marked, also in a console that it starts', async ({ stage }) => {
  test.setTimeout(60_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
  const config = watchConfig({ urls: [server.url] });
  const first = await stage.open({ config });
  await watches(first.window);
  await select(first.window, 1);
  await writeNotes(first.window, NOTES);
  await startPostmortem(first.window);
  const row = (await wholeText(first.window)).split('\n').find((line) => /Queue depth is 100(?!\d)/.test(line));
  const link = /dogwatch:[^\s)]+/.exec(row ?? '')?.[0] ?? '';
  expect(link).toMatch(/^dogwatch:\/\/incident\/INC-1#event-[0-9A-Z]{26}$/);
  await incidentTab(first.window, 'Alerts').click();
  await first.window
    .getByRole('navigation')
    .getByRole('button', { name: /^Feeds/ })
    .click();
  expect(await startAgain(stage.desktop.env, stage.profile, link)).toBe(0);
  await isLedTo(first.window, 'Queue depth is 100');
  await incidentTab(first.window, 'Alerts').click();
  expect(await startAgain(stage.desktop.env, stage.profile, `${link}0`, `${link} --no-sandbox`, 'dogwatch://incident/INC-1#event-x')).toBe(
    0,
  );
  await expect(incidentTab(first.window, 'Alerts')).toHaveAttribute('aria-selected', 'true');
  await first.close();
  const second = await stage.open({ config, args: [link] });
  await isLedTo(second.window, 'Queue depth is 100');
});
