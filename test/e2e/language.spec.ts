// The console in the other language: chosen once, it is there at the next start, in every view, in the tray and on pages.

import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { graveViolations, picture } from '../harness/looks';
import { expect, test } from './parts/stage';
import { settingsAt } from './parts/tour';
import { watchConfig } from './parts/watch-config';
import { watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const german = JSON.parse(readFileSync('assets/words/de.json', 'utf8')) as Record<string, string>;
/** Texts that a German console does not say. Small words are left out: labels of alerts are called like them. */
const english = new Set(
  Object.keys(german).filter((text) => /\s|^[A-Z]/.test(text) && german[text] !== text && !Object.values(german).includes(text)),
);
/** The name of a template, as its file has it. */
english.delete('Light');

/** What stands on the page in English though the catalogue has its German. */
async function englishOn(window: Page): Promise<string[]> {
  const shown = await window.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node.textContent?.trim() ?? '');
    for (const one of document.querySelectorAll('[aria-label], [placeholder], [title]'))
      for (const name of ['aria-label', 'placeholder', 'title']) texts.push(one.getAttribute(name) ?? '');
    return texts;
  });
  return [...new Set(shown.filter((text) => english.has(text)))];
}

async function lookAt(window: Page, name: string): Promise<void> {
  await expect(window.locator('.skeleton')).toHaveCount(0);
  await window.waitForTimeout(100);
  await picture(window, `language/${name}`);
  expect.soft(await englishOn(window), name).toEqual([]);
  expect.soft(await graveViolations(window), name).toEqual([]);
}

async function eachOf(buttons: Locator, look: (at: number) => Promise<void>): Promise<void> {
  const count = await buttons.count();
  expect(count).toBeGreaterThan(3);
  for (let at = 0; at < count; at++) {
    await buttons.nth(at).click();
    await look(at);
  }
}

test('[L22] German is chosen, and every view, the tray and the page say German from the next start on', async ({ stage }) => {
  test.setTimeout(240_000);
  const server = stage.keep(await startAlertmanager());
  const config = watchConfig({ urls: [server.url] });
  const first = await stage.open({ config });
  await watches(first.window);
  await settingsAt('Appearance')(first.window);
  await first.window.getByText('Deutsch', { exact: true }).click();
  await expect(first.window.getByRole('radio', { name: 'Deutsch' })).toBeChecked();
  await first.close();

  const { window } = await stage.open({ config });
  await expect(window.locator('html')).toHaveAttribute('lang', 'de');
  await server.post([{ labels: { alertname: 'PlatteVoll', severity: 'critical', service: 'zahlung' }, annotations: { summary: 'voll' } }]);
  await window.getByRole('row', { name: /^INC-1/ }).click();
  await lookAt(window, 'queue');
  await eachOf(window.getByRole('tab'), (at) => lookAt(window, `tab-${at}`));
  await eachOf(window.getByRole('navigation', { name: 'Orte' }).getByRole('button'), (at) => lookAt(window, `place-${at}`));
  await window.keyboard.press('Control+,');
  await eachOf(window.getByRole('navigation', { name: 'Abschnitte der Einstellungen' }).getByRole('button'), (at) =>
    lookAt(window, `settings-${at}`),
  );

  await server.kill();
  await window.getByRole('navigation', { name: 'Orte' }).getByRole('button', { name: 'Feeds' }).click();
  await expect(window.getByText('lehnt Verbindungen ab').first()).toBeVisible({ timeout: 30_000 });
  await lookAt(window, 'feed-away');
  await window.getByRole('button', { name: 'Feed hinzufügen' }).click();
  const form = window.getByRole('dialog', { name: 'Feed hinzufügen' });
  const kind = form.getByRole('combobox', { name: 'Art' });
  await kind.click();
  const kinds = await window.getByRole('option').allTextContents();
  expect(kinds.length).toBeGreaterThan(10);
  for (const [at, name] of kinds.entries()) {
    if (at > 0) await kind.click();
    await window.getByRole('option', { name, exact: true }).click();
    const more = form.getByRole('button', { name: /^Erweitert/ });
    if ((await more.count()) > 0 && (await more.getAttribute('aria-expanded')) === 'false') await more.click();
    await lookAt(window, `form-${at}`);
  }
});
