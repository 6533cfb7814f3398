// Two Alertmanagers as one feed: with one of them dead the watch goes on and says so; with both it is blind, which is an incident of its own.
import { startAlertmanagerPair } from '../harness/alertmanager';
import { expect, test } from './parts/stage';
import { isSamePicture, trayTells } from './parts/tray';
import { FEED_NAME, watchConfig } from './parts/watch-config';
import { foot, queue, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs real Alertmanagers and a private session bus');

const labels = (alertname: string) => ({ alertname, severity: 'critical', service: alertname.toLowerCase(), cluster: 'eu' });

test('[F2] one peer killed: partial and still paging; both: blind; back: clear', async ({ stage }) => {
  const [one, two] = await startAlertmanagerPair();
  stage.keep(one);
  stage.keep(two);
  const { window } = await stage.open({ config: watchConfig({ urls: [one.url, two.url], feed: { failAfterSeconds: 1 } }) });
  await watches(window);
  const clear = await trayTells(stage.tray, /all clear/);

  await one.kill();
  await window.keyboard.press('Control+2');
  const feed = window.getByRole('table', { name: 'Feeds' }).getByRole('row', { name: new RegExp(FEED_NAME) });
  await expect(feed).toContainText(/partial/i);
  await two.post([{ labels: labels('StillPaged') }]);
  await stage.daemon.waitFor((got) => got.summary.includes('StillPaged'));
  await trayTells(stage.tray, /^Watching 1 feed, 1 problem/);

  await two.kill();
  const blind = await trayTells(stage.tray, /^Dogwatch is blind: Main cluster: /);
  expect(isSamePicture(clear, blind)).toBe(false);
  await expect(foot(window)).toContainText('Blind: Main cluster');
  await expect(feed).toContainText(/blind/i);
  const page = await stage.daemon.waitFor((got) => got.summary.includes('FeedBlind'));
  expect(page.summary).toContain('SEV2');
  await window.keyboard.press('Control+1');
  await expect(queue(window).getByRole('row', { name: /^INC-\d+ .*FeedBlind/ })).toBeVisible();
  await expect(rowOf(window, 1)).toContainText('New');

  await one.start();
  await two.start();
  await watches(window);
  await trayTells(stage.tray, /all clear/, 20_000);
  await expect(queue(window).getByRole('row', { name: /^INC-\d+ .*FeedBlind.*New/ })).toHaveCount(0);
});
