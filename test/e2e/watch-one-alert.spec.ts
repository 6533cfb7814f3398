// The whole watch once: a real alert becomes a page, an acknowledged incident with a silence at its server, a resolved and a closed one.
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { eventually } from '../harness/eventually';
import { expect, test } from './parts/stage';
import { isSamePicture, trayTells } from './parts/tray';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, queue, queueTab, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const labels = { alertname: 'DiskFilling', severity: 'critical', service: 'payments', namespace: 'prod', cluster: 'eu-west-1a' };
const alert = { labels, annotations: { summary: '/var/lib/data of payments is 97 % full' } };

test('alert, page, tray, queue, acknowledgement by the button, silence, resolution, close, restart', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const config = watchConfig({ urls: [server.url] });
  const console = await stage.open({ config });
  const { window } = console;
  await watches(window);
  const clear = await trayTells(stage.tray, /^Watching 1 feed, all clear/);

  await server.post([alert]);
  const page = await stage.daemon.waitFor((got) => got.summary.includes('DiskFilling'));
  expect(page.summary).toBe('SEV2 payments: DiskFilling');
  expect(page.body).toMatch(/^INC-1 · .*97 % full · since \d\d:\d\d$/);
  expect(page.actions.map((action) => action.label)).toEqual(expect.arrayContaining(['Acknowledge', 'Snooze 15 min', 'Open']));

  const problem = await trayTells(stage.tray, /^Watching 1 feed, 1 problem/);
  expect(isSamePicture(clear, problem)).toBe(false);
  await expect(rowOf(window, 1)).toContainText('DiskFilling');
  await expect(queueTab(window, 'Unacknowledged')).toContainText('1');

  stage.daemon.invoke(page.id, 'acknowledge');
  const silence = await eventually('a silence is at the server', async () =>
    (await server.silences()).find((s) => s.status.state === 'active'),
  );
  expect(silence.createdBy).toContain('Robin');
  await expect(rowOf(window, 1)).toContainText('Robin');
  await queue(window).focus();
  await window.keyboard.press('j');
  await window.keyboard.press('Enter');
  const panel = incident(window, 1);
  await expect(panel.getByRole('list', { name: 'Writes to sources' })).toContainText(/Acknowledgement at Main cluster confirmed/);

  await server.resolve(labels);
  await expect(panel.locator('header')).toContainText('Resolved');
  await eventually('the silence is taken back', async () => (await server.silences()).every((s) => s.status.state === 'expired'));
  const calm = await trayTells(stage.tray, /all clear/);
  expect(isSamePicture(clear, calm)).toBe(true);

  await window.keyboard.press('c');
  await expect(panel.locator('header')).toContainText('Closed');
  const told = await toldOf(window);
  await console.close();

  const again = await stage.open({ config });
  await watches(again.window);
  await expect(rowOf(again.window, 1)).toHaveCount(0);
  await queueTab(again.window, 'Closed').click();
  await rowOf(again.window, 1).click();
  await expect(incident(again.window, 1).locator('header')).toContainText('Closed');
  expect(await toldOf(again.window)).toEqual(told);
  await incident(again.window, 1).getByRole('button', { name: 'Verify the events' }).click();
  await expect(incident(again.window, 1)).toContainText(`✓ verified, ${told.length} events`);
  expect(stage.daemon.received).toHaveLength(1);
});

/** The words of the shown incident's timeline, newest first. */
async function toldOf(window: Page): Promise<readonly string[]> {
  await incidentTab(window, 'Timeline').click();
  const entries = window.getByRole('region', { name: 'Timeline', exact: true }).getByRole('listitem');
  await expect(entries.first()).toContainText('Closed');
  await expect(entries.last()).toContainText('1 alert fired');
  return entries.allTextContents();
}
