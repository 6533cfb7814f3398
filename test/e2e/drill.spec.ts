// A drill as a person holds it: begun from its place, paged by the desktop as DRILL, taken, ended, scored; the real watch goes on.

import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { foot, queue, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

test('[Y1] [Y2] [Y5] a drill pages as DRILL, is taken, ended and scored while the real feed stays watched', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await window.keyboard.press('Control+9');
  const place = window.getByRole('region', { name: 'Drills' });
  await looksRight(window, 'drill/before');
  await place.getByRole('button', { name: /^Start the drill A bad minute/ }).click();
  await expect(place.getByRole('button', { name: 'End the drill' })).toBeVisible();
  const page = await stage.daemon.waitFor((got) => got.summary.startsWith('DRILL SEV'));
  stage.daemon.invoke(page.id, 'acknowledge');
  await place.getByRole('button', { name: 'Go to the queue' }).click();
  const drill = queue(window).getByRole('row', { name: /^INC-\d+ SEV\d, drill,/ });
  await expect(drill.first()).toContainText('DRILL');
  await window.getByRole('tab', { name: /^Acknowledged/ }).click();
  await expect(drill.first()).toBeVisible({ timeout: 15_000 });
  await drill.first().click();
  await expect(
    window
      .getByRole('region', { name: /^Incident INC-/ })
      .getByText('DRILL', { exact: true })
      .first(),
  ).toBeVisible();
  await looksRight(window, 'drill/incident');
  await expect(foot(window).getByRole('button', { name: /^Watching 1 feed/ })).toBeVisible();
  await window.keyboard.press('Control+9');
  await looksRight(window, 'drill/running');
  await place.getByRole('button', { name: 'End the drill' }).click();
  await place.locator('summary').first().click();
  const score = place.getByRole('table', { name: /^Score of A bad minute/ });
  await expect(score.getByRole('row', { name: /^Paged .*in time/ })).toBeVisible();
  await expect(place.getByRole('button', { name: /^Start the drill/ })).toBeEnabled();
  await looksRight(window, 'drill/scored');
});
