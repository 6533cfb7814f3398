// Rules tried in the real Electron on what a real Alertmanager told: changed, replayed before they are saved, then saved or let go.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { graveViolations } from './parts/axe';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { queue, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const FOLDER = resolve('test-results/pictures/replay');

test('[Z4] rules that are not saved run over what was recorded: the pages they would have cut, each incident with its reason', async ({
  stage,
}) => {
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }), isDictated: false } as never);
  await watches(window);
  const labels = (i: number) => ({ alertname: `Rule${i}`, service: `shop-${i}`, severity: i === 0 ? 'critical' : 'warning' });
  await server.post([0, 1, 2].map((i) => ({ labels: labels(i), annotations: {} })));
  await expect(queue(window).getByRole('row', { name: /^INC-/ })).toHaveCount(3);

  await window.keyboard.press('Control+,');
  await window.getByRole('button', { name: 'Paging', exact: true }).click();
  await window.getByRole('button', { name: 'Replay the last 4 weeks' }).click();
  const dialog = window.getByRole('dialog', { name: 'Replay of the last 4 weeks' });
  await expect(dialog.getByText(/As many pages as there were/)).toBeVisible();
  await expect(dialog.getByText('Every incident would have come as it did.')).toBeVisible();
  expect(await graveViolations(window)).toEqual([]);
  mkdirSync(FOLDER, { recursive: true });
  await window.screenshot({ path: join(FOLDER, 'same.png') });
  await window.keyboard.press('Escape');
});
