// The page's process dies, again and again, and so does the one that draws: the window comes back with its queue, and what was written is there.
import { startAlertmanager } from '../harness/alertmanager';
import type { RunningApp } from '../harness/electron-app';
import { begun, startPostmortem, textOf, wholeText } from './parts/postmortem';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const CRASHES = 4;
const WRITTEN = 'Written before the page died.';

/** What the window shows; the driver's own hold of the page is lost with its process. */
const shown = ({ app }: RunningApp): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed()) return 'crashed';
    return String(await contents.executeJavaScript('document.body.innerText'));
  });

const drawnBy = ({ app }: RunningApp): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);

test('[D40] a page that is killed comes back each time, and nothing that was saved is lost', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
  const config = watchConfig({ urls: [server.url] });
  const first = await stage.open({ config });
  const { window } = first;
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible();
  await select(window, 1);
  await startPostmortem(window);
  await textOf(incident(window, 1)).click();
  await window.keyboard.press('Control+End');
  await window.keyboard.type(WRITTEN);
  await expect(incident(window, 1)).toContainText('Saved just now');

  for (let n = 0; n < CRASHES; n++) {
    const before = await drawnBy(first);
    process.kill(before, 'SIGKILL');
    await expect.poll(() => drawnBy(first), { timeout: 20_000 }).not.toBe(before);
    await expect.poll(() => shown(first).catch(() => ''), { timeout: 30_000 }).toContain('CheckoutSlow');
  }
  await first.close();
  const second = await stage.open({ config });
  await expect(rowOf(second.window, 1)).toBeVisible();
  await select(second.window, 1);
  await begun(second.window);
  expect(await wholeText(second.window)).toContain(WRITTEN);
});

test('[D40] the process that draws is killed: the window goes on', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const { app, window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  const painter = (): Promise<number> =>
    app.evaluate(({ app: { getAppMetrics } }) => getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0);
  const before = await painter();
  expect(before).toBeGreaterThan(0);
  process.kill(before, 'SIGKILL');
  await server.post([{ labels: { alertname: 'AfterThePainter', severity: 'critical', service: 'checkout' } }]);
  await expect(rowOf(window, 1)).toContainText('AfterThePainter');
  await expect.poll(async () => (await window.screenshot()).length).toBeGreaterThan(10_000);
});
