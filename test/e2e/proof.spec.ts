// Proof of detection in the real console: the button in the feeds view, a real Alertmanager, a real notification, and a daemon that died.

import { startAlertmanager } from '../harness/alertmanager';
import { looksRight, picture } from '../harness/looks';
import { expect, test } from './parts/stage';
import { trayTells } from './parts/tray';
import { FEED_NAME, watchConfig } from './parts/watch-config';
import { watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a private session bus');

test('[P2] [P4] proved from the feeds view with a page that leaves by itself; a source that is gone is told with its step', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], feed: { failAfterSeconds: 600 } }) });
  await watches(window);
  await window
    .getByRole('contentinfo')
    .getByRole('button', { name: /Watching/ })
    .click();
  const prove = window.getByRole('button', { name: 'Prove now' });
  await prove.click();
  const page = await stage.daemon.waitFor((got) => got.summary.includes('canary'), 20_000);
  expect(page.summary).toBe(`Dogwatch canary: ${FEED_NAME}`);
  const section = window.getByRole('region', { name: 'Proof of detection' });
  await expect(section).toContainText('Last proved');
  await expect(window.getByRole('contentinfo')).toContainText('proved within a minute');
  await trayTells(stage.tray, /all clear, proved within a minute/);
  await looksRight(window, 'proof/proved');

  await server.kill();
  await expect(window.getByRole('contentinfo')).toContainText('Blind', { timeout: 15_000 });
  await prove.click();
  await expect(section).toContainText('the source did not take the test alert', { timeout: 30_000 });
  await picture(window, 'proof/failed');
  await stage.daemon.waitFor((got) => got.summary.includes('CanaryFailed'), 20_000);
});
