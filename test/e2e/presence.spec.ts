// Who is in front of the desk changes what pages say and how soon others are told: presenting hides details, a locked screen is told sooner.

import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { startMessageSink } from '../harness/message-sink';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { foot, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const alertOf = (alertname: string, service: string) => ({
  labels: { alertname, severity: 'critical', service, cluster: 'eu-west-1a' },
  annotations: { summary: `/var/lib/data of ${service} is 97 % full` },
});

/** Nothing of it may be read by others; number and severity may. */
const DETAILS = /payments|billing|DiskFilling|97|eu-west|var\/lib|main/i;

async function runCommand(window: Page, label: string): Promise<void> {
  await window.keyboard.press('Control+k');
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('combobox').or(dialog.getByRole('textbox')).first().fill(label);
  await window.getByRole('option', { name: new RegExp(`^${label}`) }).click();
}

test('[E8] while presenting, what the notification service gets holds no detail; the switch, the palette and the tray agree', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  // What the desktop finds out is ignored here: a person who says it is heard all the same.
  const escalation = { areDetailsHiddenWhenPresenting: false };
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: { escalation } }) });
  await watches(window);
  const button = foot(window).getByRole('button', { name: /presenting/i });
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(button).toHaveText('Presenting: details hidden');
  await looksRight(window, 'presence/presenting');

  await server.post([alertOf('DiskFilling', 'payments')]);
  const hidden = await stage.daemon.waitFor((got) => got.summary.includes('INC-1'), 20_000);
  expect(hidden.summary).toBe('SEV2 · INC-1');
  expect(JSON.stringify(stage.daemon.received.map(({ at: _, ...told }) => told))).not.toMatch(DETAILS);
  await expect(rowOf(window, 1)).toContainText('DiskFilling');

  await runCommand(window, 'Show details on pages again');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await server.post([alertOf('DiskFilling', 'billing')]);
  const open = await stage.daemon.waitFor((got) => got.summary.includes('billing'), 20_000);
  expect(open.summary).toContain('DiskFilling');
  await stage.tray.press('I’m presenting: hide details on pages');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await stage.tray.press('Show details on pages again');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
});

test('[E4] a locked screen is told sooner, and the timeline says why', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const sink = stage.keep(await startMessageSink());
  const settings = {
    channels: [{ id: 'ops', kind: 'webhook', name: 'Ops', config: { url: sink.url } }],
    escalation: {
      awayFactor: 0.1,
      policies: [{ id: 'all', name: 'All', steps: [{ afterMinutes: 2, does: 'tell-channel', to: 'ops' }] }],
    },
  };
  const { app, window } = await stage.open({ config: watchConfig({ urls: [server.url], settings }) });
  await watches(window);
  await server.post([alertOf('DiskFilling', 'payments')]);
  await expect(rowOf(window, 1)).toContainText('DiskFilling');
  const panel = await select(window, 1);
  const ladder = panel.getByRole('list', { name: 'Escalation All' });
  await expect(ladder.getByRole('listitem').last()).toHaveText(/^next: Opsin 1m/);
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
  await expect(panel.getByText('waits are 10 % as long: the screen is locked')).toBeVisible();
  await expect.poll(() => sink.taken.length, { timeout: 30_000 }).toBe(1);
  await expect(panel.getByText(/sooner because the screen is locked/).first()).toBeVisible();
});
