// A runbook that changes on disk while somebody works by it: the window shows the new text, says when it changed, and keeps the place.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { graveViolations } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const steps = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => `- [ ] Look at host ${from + i}\n\n  and write down what it says.\n`).join('\n');

test('[R1][R5][R8] a changed file is shown at once, with its time, and the step in sight stays where it was', async ({ stage }) => {
  const folder = join(stage.profile, 'my-runbooks');
  mkdirSync(folder);
  const file = join(folder, 'CheckoutSlow.md');
  writeFileSync(file, `# Checkout slow\n\n${steps(0, 120)}`);
  const server = stage.keep(await startAlertmanager());
  const runbooks = { sources: [{ kind: 'folder', id: 'ops', path: folder }] };
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: { runbooks } }) });
  await watches(window);
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical' }, annotations: {} }]);
  await rowOf(window, 1).click();
  const panel = incident(window, 1);
  const pointer = panel.getByRole('definition').filter({ hasText: 'Checkout slow' });
  await expect(pointer).toContainText('its file is named like the alert CheckoutSlow');
  expect(await graveViolations(window)).toEqual([]);
  const other = join(folder, 'other.md');
  writeFileSync(other, '---\nalerts: [CheckoutSlow]\n---\n# Better words\n');
  await expect(panel.getByRole('definition').filter({ hasText: 'Better words' })).toContainText('its front matter names the alert');
  rmSync(other);
  await pointer.getByRole('button', { name: 'Checkout slow' }).click();
  await expect(incidentTab(window, 'Runbook')).toHaveAttribute('aria-selected', 'true');

  const text = panel.getByRole('region', { name: /^Text of/ });
  await text.focus();
  for (let i = 0; i < 60; i++) await window.keyboard.press('j');
  const host = text.getByText('Look at host 58', { exact: true });
  await expect(host).toBeVisible();
  const current = panel.getByRole('status').filter({ hasText: /^Step \d+ of/ });
  await expect(current).toHaveText('Step 60 of 121: Look at host 58');
  await window.waitForTimeout(300);
  const before = await host.boundingBox();
  writeFileSync(file, `# Checkout slow\n\n${steps(500, 540)}\n${steps(0, 120)}`);
  await expect(panel.getByText(/^Changed on disk at \d\d?:\d\d/)).toBeVisible();
  await expect(current).toHaveText('Step 100 of 161: Look at host 58');
  await expect(host).toBeVisible();
  await window.waitForTimeout(300);
  const after = await host.boundingBox();
  // The notice itself takes a line above the text.
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(80);
  expect(await graveViolations(window)).toEqual([]);
});
