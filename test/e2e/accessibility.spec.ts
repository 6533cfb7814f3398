// Everybody can keep the watch: axe finds nothing grave in any view, dark or light, and nothing needs the mouse.

import type { Locator, Page } from '@playwright/test';
import { type Alertmanager, startAlertmanager } from '../harness/alertmanager';
import { graveViolations } from '../harness/looks';
import { expect, type Stage, test } from './parts/stage';
import { chooseTheme, type Theme, tour } from './parts/tour';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const labels = { alertname: 'DiskFilling', severity: 'critical', service: 'payments', namespace: 'prod', cluster: 'eu' };

/** One of each look: security, several alerts, warning, info, silenced. */
async function fill(server: Alertmanager): Promise<void> {
  const annotations = { summary: '/var/lib/data is 97 % full', runbook_url: 'https://runbooks.example.invalid/disk' };
  await server.post([
    { labels: { ...labels, instance: 'db-1' }, annotations },
    { labels: { ...labels, instance: 'db-2' }, annotations },
    { labels: { alertname: 'TokenLeaked', severity: 'critical', team: 'security', service: 'identity' } },
    { labels: { alertname: 'CertificateEnding', severity: 'info', service: 'edge' } },
    { labels: { alertname: 'Planned', severity: 'warning', service: 'reports' } },
  ]);
  await server.silence([{ name: 'alertname', value: 'Planned', isRegex: false, isEqual: true }], 10);
}

async function openFilled(stage: Stage): Promise<Page> {
  const server = stage.keep(await startAlertmanager());
  await fill(server);
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible();
  return window;
}

for (const theme of ['dark', 'light'] as const satisfies readonly Theme[]) {
  test(`axe finds nothing serious or critical in any view, ${theme}`, async ({ stage }) => {
    test.setTimeout(120_000);
    const window = await openFilled(stage);
    await chooseTheme(window, theme);
    for (const stop of tour) {
      await stop.go(window);
      expect.soft(await graveViolations(window, theme === 'light' ? 'colours' : 'all'), stop.name).toEqual([]);
    }
  });
}

test('axe finds nothing grave in an open menu; one of choices says which is chosen, by role, state and keyboard', async ({ stage }) => {
  const window = await openFilled(stage);
  const button = window.getByRole('button', { name: /^Group: / });
  await button.focus();
  await window.keyboard.press('Enter');
  const menu = window.getByRole('menu');
  const chosen = menu.getByRole('menuitemradio', { checked: true });
  await expect(chosen).toHaveText('service');
  await expect(menu.getByRole('menuitem')).toHaveCount(0);
  expect(await graveViolations(window)).toEqual([]);

  await expect(chosen).toBeFocused();
  await window.keyboard.press('ArrowDown');
  const next = menu.getByRole('menuitemradio', { checked: false }).and(window.locator(':focus'));
  const word = (await next.textContent()) ?? '';
  await window.keyboard.press('Enter');
  await expect(menu).toHaveCount(0);
  await expect(button).toHaveText(`Group: ${word}`);
  await expect(button).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(chosen).toHaveText(word);
  await window.keyboard.press('Escape');

  await rowOf(window, 1).click();
  await window.getByRole('button', { name: 'More acts' }).click();
  await expect(menu.getByRole('menuitem', { name: /^Merge/ })).toBeVisible();
  expect(await graveViolations(window)).toEqual([]);
});

test('axe finds nothing serious or critical at the first run', async ({ stage }) => {
  const { window } = await stage.open();
  await expect(window.getByRole('heading', { name: 'A demo is playing' })).toBeVisible({ timeout: 20_000 });
  expect(await graveViolations(window)).toEqual([]);
});

test('the whole way with the keyboard alone: demo, connect a feed, acknowledge, read, close', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels }]);
  const { window } = await stage.open();
  const press = (key: string): Promise<void> => window.keyboard.press(key);
  await expect(window.getByRole('button', { name: 'Watch the demo' })).toBeFocused({ timeout: 20_000 });
  await press('Enter');
  await expect(rowOf(window, 1)).toBeVisible({ timeout: 20_000 });

  await press('Control+k');
  await expect(window.getByRole('combobox', { name: /^Find/ })).toBeFocused();
  await window.keyboard.type('add a feed');
  await press('Enter');
  await expect(window.getByRole('dialog', { name: 'Add a feed' }).getByRole('textbox', { name: 'Name' })).toBeFocused();
  await press('Tab');
  await expect(window.getByRole('textbox', { name: 'Addresses' })).toBeFocused();
  await window.keyboard.type(server.url);
  await press('Control+Enter');
  await expect(window.getByRole('table', { name: 'Feeds' }).getByRole('row', { name: /^OK Alertmanager/ })).toBeVisible({
    timeout: 20_000,
  });

  await press('Control+1');
  await expect(rowOf(window, 1)).toContainText('DiskFilling', { timeout: 20_000 });
  await press('j');
  await press('a');
  await expect(rowOf(window, 1)).toContainText('me');
  await expect(incident(window, 1)).toBeVisible();
  await press('Enter');
  await expect(window.getByRole('heading', { name: 'DiskFilling' })).toBeFocused();
  await tabTo(window, window.getByRole('tablist', { name: 'About this incident' }));
  await press('ArrowRight');
  await press('ArrowRight');
  await expect(incidentTab(window, 'Timeline')).toBeFocused();
  await expect(incident(window, 1).getByRole('region', { name: 'Timeline' })).toBeVisible();

  await press('?');
  await expect(window.getByRole('dialog', { name: /Keys/ })).toBeVisible();
  await press('Escape');
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await expect(incident(window, 1)).toBeVisible();

  await server.resolve(labels);
  await press('Control+2');
  await tabTo(window, window.getByRole('button', { name: 'Poll now' }));
  await press('Enter');
  await press('Control+1');
  await expect(incident(window, 1).locator('header')).toContainText('Resolved');
  await press('c');
  await expect(incident(window, 1).locator('header')).toContainText('Closed');
  await press('Escape');
  await expect(incident(window, 1)).toHaveCount(0);
});

/** Presses Tab until the focus is on `place` or in it. */
async function tabTo(window: Page, place: Locator): Promise<void> {
  const hasFocus = (): Promise<boolean> => place.evaluate((element) => element.contains(document.activeElement));
  for (let pressed = 0; pressed < 30 && !(await hasFocus()); pressed++) await window.keyboard.press('Tab');
  expect(await hasFocus()).toBe(true);
}
