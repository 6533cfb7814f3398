// What comes between: a security alert, a silence, noise, a storm, and a source that can't be heard for a while.
import { expect } from '@playwright/test';
import { foot, queue, queueTab } from '../e2e/parts/window';
import { makeStorm } from '../harness/storm';
import { type Day, dismissToasts, open, rowWith } from './day';

const STORM = 300;

export async function security(day: Day): Promise<void> {
  day.site.prometheus.expose('admin_logins_from_new_country', { service: 'identity', account: 'ops-admin' }, 1);
  day.site.prometheus.expose('orders_waiting', { service: 'orders' }, 1840);
  await open(day, /OrdersBacklogGrowing/);
  await open(day, /AdminLoginFromNewCountry/);
  await day.take('security-first');
}

export async function silence(day: Day): Promise<void> {
  const { window } = day.running;
  day.site.prometheus.expose('pg_replication_lag_seconds', { service: 'orders-db', instance: 'db2' }, 74);
  await open(day, /PostgresqlReplicationLag/);
  await window.keyboard.press('i');
  const dialog = window.getByRole('dialog', { name: /^Silence INC-/ });
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText(/Hides/);
  await expect(dialog.getByRole('region', { name: 'The last 30 days' })).toContainText(/would have hidden/);
  await day.take('silence-preview');
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Confirmed by');
  await dialog.getByRole('button', { name: 'Done' }).click();
}

export async function noise(day: Day): Promise<void> {
  const { window } = day.running;
  const labels = { alertname: 'BatchJobSlow', service: 'reports', severity: 'warning' };
  await day.site.alertmanager.post([{ labels, annotations: { summary: 'The nightly report takes longer than usual' } }]);
  await expect(
    rowWith(day, /BatchJobSlow/)
      .or(window.getByRole('button', { name: /\d+ new$/ }))
      .first(),
  ).toBeVisible({ timeout: 30_000 });
  await day.site.alertmanager.resolve(labels);
  await queueTab(window, 'Resolved').click();
  await expect(rowWith(day, /BatchJobSlow/)).toBeVisible({ timeout: 30_000 });
  await rowWith(day, /BatchJobSlow/).click();
  await day.take('noise');
  await window.keyboard.press('z');
  await expect(window.getByText(/closed as noise/).first()).toBeVisible();
  await dismissToasts(day);
}

export async function storm(day: Day): Promise<void> {
  const { window } = day.running;
  await open(day, /AdminLoginFromNewCountry/);
  const alerts = makeStorm(STORM);
  await day.site.alertmanager.post(alerts);
  const bar = window.getByRole('button', { name: /\d+ new$/ });
  await expect(bar).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => Number(/(\d+) new/.exec(await bar.innerText())?.[1]), { timeout: 30_000 }).toBeGreaterThan(40);
  await day.take('storm-arrives');
  await bar.click();
  await queue(window).getByRole('row', { name: /^INC-/ }).nth(3).click();
  await window.keyboard.press('Control+a');
  await expect(window.getByRole('toolbar', { name: 'Acts on checked incidents' })).toBeVisible();
  await day.take('storm-checked');
  await window.keyboard.press('Escape');
  const ended = new Date(Date.now() - 1000).toISOString();
  await day.site.alertmanager.post(alerts.map((alert) => ({ ...alert, endsAt: ended })));
  await expect(queueTab(window, 'Open')).toHaveText(/^Open\s*\d$/, { timeout: 60_000 });
}

export async function blind(day: Day): Promise<void> {
  const { window } = day.running;
  await day.site.icinga.kill();
  await expect(foot(window)).toContainText('Blind', { timeout: 60_000 });
  await open(day, /AdminLoginFromNewCountry/);
  await day.take('blind');
  await window.keyboard.press('Control+2');
  await window.getByRole('table', { name: 'Feeds' }).getByRole('button', { name: 'Icinga-fra' }).click();
  await dismissToasts(day);
  await day.take('blind-why');
  await day.site.icinga.start();
  await expect(foot(window).getByRole('button', { name: /^Watching 2 feeds/ })).toBeVisible({ timeout: 60_000 });
  await dismissToasts(day);
}
