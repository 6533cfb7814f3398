// What a person does all night besides acknowledging: silence with open eyes, snooze, bulk, merge, quiet hours, search, views.
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import type { PostableAlert } from '../harness/alertmanager-client';
import { eventually } from '../harness/eventually';
import { expect, test } from './parts/stage';
import { trayTells } from './parts/tray';
import { FEED_NAME, watchConfig } from './parts/watch-config';
import { incident, queue, queueTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

function alertOf(alertname: string, service: string, more: Readonly<Record<string, string>> = {}): PostableAlert {
  const labels = { alertname, severity: 'critical', service, namespace: 'prod', cluster: 'eu', ...more };
  return { labels, annotations: { summary: `${alertname} of ${service}` } };
}

const dialog = (window: Page, name: string | RegExp) => window.getByRole('dialog', { name });

test('a silence shows what it hides before it is made, is confirmed by the server, and can be ended', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await server.post([alertOf('PodCrash', 'cart', { pod: 'cart-1' }), alertOf('PodCrash', 'cart', { pod: 'cart-2' })]);
  await expect(rowOf(window, 1)).toContainText('2 alerts');
  await select(window, 1);
  await window.keyboard.press('i');
  const making = dialog(window, 'Silence INC-1');
  await expect(making.getByRole('region', { name: 'Preview' })).toContainText('Hides 2 alerts now, all of this incident.');
  expect(await server.silences()).toEqual([]);
  await making.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(making.getByRole('status')).toContainText(`Confirmed by ${FEED_NAME}`);
  const [silence] = await server.silences();
  expect(silence).toMatchObject({ status: { state: 'active' }, createdBy: 'Robin' });
  await making.getByRole('button', { name: 'Done' }).click();

  await trayTells(stage.tray, /all clear/);
  await queueTab(window, 'Silenced').click();
  await expect(rowOf(window, 1)).toContainText('Silenced');
  await select(window, 1);
  await window.keyboard.press('i');
  const hiding = dialog(window, 'Silence INC-1').getByRole('region', { name: 'Silences that hide this incident' });
  await hiding.getByRole('button', { name: 'Expire…' }).click();
  await hiding.getByRole('button', { name: 'Expire now' }).click();
  await expect(hiding.getByRole('status')).toContainText(`Ended, confirmed by ${FEED_NAME}`);
  expect((await server.silences()).map((one) => one.status.state)).toEqual(['expired']);
  await window.keyboard.press('Escape');
  await queueTab(window, 'Open').click();
  await expect(rowOf(window, 1)).toContainText('New');
});

test('snooze, acknowledge many at once, merge', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await server.post([alertOf('Latency', 'checkout'), alertOf('Latency', 'storefront'), alertOf('Errors', 'checkout')]);
  await expect(queue(window).getByRole('row', { name: /^INC-/ })).toHaveCount(3);

  await select(window, 1);
  await window.keyboard.press('s');
  await expect(dialog(window, 'Snooze INC-1').getByRole('button', { name: /15 minutes/ })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(rowOf(window, 1)).toContainText(/Until \d\d:\d\d/);
  await expect(queueTab(window, 'Snoozed')).toContainText('1');
  await window.keyboard.press('Shift+S');
  await expect(rowOf(window, 1)).toContainText('New');

  await window.keyboard.press('Control+a');
  await expect(window.getByRole('toolbar', { name: 'Acts on checked incidents' })).toContainText('3 checked');
  await window.keyboard.press('a');
  for (const number of [1, 2, 3]) await expect(rowOf(window, number)).toContainText('Robin');
  await eventually(
    'each has its silence',
    async () => (await server.silences()).filter((one) => one.status.state === 'active').length === 3,
  );

  await window.keyboard.press('m');
  const merging = dialog(window, 'Merge 3 incidents');
  await merging.getByRole('combobox').fill('INC-2');
  await window.keyboard.press('ArrowDown');
  await expect(merging.getByRole('status')).toContainText('INC-2');
  await window.keyboard.press('Enter');
  await expect(merging).toHaveCount(0);
  await expect(rowOf(window, 2)).toContainText('3 alerts');
  await expect(queueTab(window, 'Open')).toContainText('1');
});

test('[N5] quiet hours withhold and say why; what breaks through pages', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const quietHours = { isOn: true, from: wallTime(-60), to: wallTime(120), timeZone: 'UTC' };
  const paging = { quietHours, breakThrough: { severity: 1, isSecurity: true } };
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: { paging } }) });
  await watches(window);
  await server.post([alertOf('CanWait', 'reports')]);
  const panel = await select(window, 1);
  await expect(panel).toContainText('Why this did not page you: quiet hours');
  await panel.getByRole('button', { name: 'Trace' }).click();
  await expect(panel.getByRole('list', { name: /Rules that were asked/ }).getByRole('listitem')).toHaveCount(5);
  await server.post([alertOf('CannotWait', 'checkout', { tier: '1' })]);
  const page = await stage.daemon.waitFor((got) => got.summary.includes('CannotWait'));
  expect(page.summary).toContain('SEV1');
  await window.getByRole('button', { name: /1 new/ }).click();
  await select(window, 2);
  await expect(incident(window, 2)).toContainText(/Why this paged you: .*SEV1 breaks through/);
  expect(stage.daemon.received).toHaveLength(1);
});

test('the palette finds what was closed, and a saved view brings filter and order back', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const config = watchConfig({ urls: [server.url] });
  const console = await stage.open({ config });
  const { window } = console;
  await watches(window);
  const zebra = alertOf('ZebraCrossing', 'billing', { instance: 'stripes-77' });
  await server.post([zebra, alertOf('Latency', 'checkout')]);
  await expect(queue(window).getByRole('row', { name: /^INC-/ })).toHaveCount(2);
  await window.getByRole('textbox', { name: 'Filter the queue' }).fill('stripes-77');
  const found = queue(window).getByRole('row', { name: /ZebraCrossing/ });
  await expect(found).toBeVisible();
  await expect(queue(window).getByRole('row', { name: /^INC-/ })).toHaveCount(1);
  await window.getByRole('button', { name: 'Views' }).click();
  await window.getByRole('textbox', { name: 'Name of the view' }).fill('Stripes');
  await window.keyboard.press('Enter');
  await expect(window.getByText('View “Stripes” saved')).toBeVisible();

  await found.click();
  await server.resolve(zebra.labels);
  await expect(found).toContainText('Resolved');
  await window.keyboard.press('c');
  await expect(window.getByText(/INC-\d closed/)).toBeVisible();
  await console.close();

  const again = await stage.open({ config });
  await watches(again.window);
  await again.window.keyboard.press('Control+k');
  await again.window.getByRole('combobox', { name: /^Find/ }).fill('zebracrossing');
  await again.window.getByRole('option', { name: /ZebraCrossing/ }).click();
  await expect(again.window.getByRole('heading', { name: 'ZebraCrossing' })).toBeVisible();
  await again.window.getByRole('button', { name: 'Views' }).click();
  await again.window.getByRole('button', { name: 'Stripes', exact: true }).click();
  await expect(again.window.getByRole('textbox', { name: 'Filter the queue' })).toHaveValue('stripes-77');
});

/** `HH:MM` in UTC, so many minutes from now. */
function wallTime(inMinutes: number): string {
  return new Date(Date.now() + inMinutes * 60_000).toISOString().slice(11, 16);
}
