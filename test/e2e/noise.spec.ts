// Noise in the real Electron: called so by one key where an incident ends, found in the report, and three ways out of it: at the source, in our
// own rule, and by a silence of a real Alertmanager whose comment has the link of a ticket.
import type { Page } from '@playwright/test';
import { startGithubFake } from '../fakes/github-fake';
import { type Alertmanager, startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { startPrometheus } from '../harness/prometheus';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const flaky = (service: string) => ({ labels: { alertname: 'Flaky', service, severity: 'critical' }, annotations: {} });

async function firesAndClears(window: Page, server: Alertmanager): Promise<void> {
  await server.post([flaky('shop'), flaky('cart')]);
  await expect(rowOf(window, 2)).toBeVisible({ timeout: 20_000 });
  await server.post([{ ...flaky('shop'), endsAt: new Date(Date.now() - 1_000).toISOString() } as never]);
}

test('[Z6] [Z8] what cleared by itself and asks for nothing is marked; one key closes it as noise, and the word can be changed', async ({
  stage,
}) => {
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  await watches(window);
  await firesAndClears(window, server);
  await window.getByRole('tab', { name: /^Resolved/ }).click();
  const resolved = window.getByRole('row', { name: /Flaky/ }).first();
  await expect(resolved).toBeVisible({ timeout: 20_000 });
  await resolved.click();
  const number = Number(/INC-(\d+)/.exec((await resolved.getAttribute('aria-label')) ?? '')?.[1]);
  const panel = incident(window, number);
  await expect(panel.getByText('NO ACTION')).toBeVisible();
  await expect(panel).toContainText('it has no runbook; nobody owns it');
  await expect(resolved).toHaveAccessibleName(new RegExp(`^INC-${number} SEV\\d, no action, `));
  await expect(resolved.getByText('NO ACTION')).toBeVisible();
  await looksRight(window, 'noise/marked');
  await window.keyboard.press('z');
  await expect(window.getByText(`INC-${number} closed as noise`)).toBeVisible();
  await window.getByRole('tab', { name: /^Closed/ }).click();
  await window.getByRole('row', { name: /judged as noise/ }).click();
  await expect(window.getByRole('row').getByText('NO ACTION')).toHaveCount(0);
  await expect(panel.getByRole('button', { name: /It was actionable/ })).toBeVisible();
  await looksRight(window, 'noise/closed');
  await window.keyboard.press('y');
  await expect(window.getByText('judged as actionable').first()).toBeVisible();
  await expect(window.getByRole('row', { name: /judged as actionable/ })).toBeVisible();
  await window.keyboard.press('?');
  await expect(window.getByRole('dialog')).toContainText('Close as noise, or say so later');
});

test('[Z9] [Z10] from a loud rule to its source, and to a silence that is previewed over thirty days and has its ticket in the comment', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  const [server, github] = [stage.keep(await startAlertmanager()), stage.keep(await startGithubFake())];
  const settings = { trackers: [{ id: 'shop', kind: 'github', name: 'acme/shop', config: github.config }] };
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings }) });
  await watches(window);
  await server.post([flaky('shop'), flaky('cart')]);
  await expect(rowOf(window, 2)).toBeVisible({ timeout: 20_000 });
  await select(window, 1);
  await window.keyboard.press('Control+8');
  await window.getByRole('button', { name: 'Raise threshold Flaky' }).click();
  const raise = window.getByRole('dialog', { name: 'Raise the threshold of Flaky' });
  await expect(raise).toContainText('rule file of Prometheus');
  await looksRight(window, 'noise/raise');
  await window.keyboard.press('Escape');

  await window.getByRole('button', { name: 'Silence with ticket Flaky' }).click();
  const dialog = window.getByRole('dialog', { name: /^Silence INC-/ });
  const past = dialog.getByRole('region', { name: 'The last 30 days' });
  await expect(past).toContainText(
    /it would have hidden 1 firing of 1 alert in 1 incident\. All of it wholly: 1 page would not have come\./,
  );
  await expect(past.getByRole('img', { name: /^Firings by day/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Silence', exact: true })).toBeDisabled();
  await looksRight(window, 'noise/silence');
  await dialog.getByRole('button', { name: 'Make the ticket in acme/shop' }).click();
  const comment = dialog.getByRole('textbox', { name: /^Comment/ });
  await expect(comment).toHaveValue(/INC-\d: Flaky is noise, https?:\/\/.*1$/, { timeout: 30_000 });
  expect(github.issues).toHaveLength(1);
  await looksRight(window, 'noise/ticket');
  const written = await comment.inputValue();
  await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(dialog.getByText(/Confirmed by/)).toBeVisible({ timeout: 20_000 });
  const silences = (await (await fetch(`${server.url}/api/v2/silences`)).json()) as { comment: string }[];
  expect(silences.map((silence) => silence.comment)).toContain(written);
});

test('a loud rule of our own opens in its editor with its query and what its numbers suggest', async ({ stage }) => {
  const prometheus = stage.keep(await startPrometheus(stage.keep(await startAlertmanager()).url));
  prometheus.set('orders-db', 97);
  const rules = [{ name: 'DiskHot', query: 'disk_used_percent > 90', severity: 'critical' }];
  const feed = { kind: 'prometheus', config: { url: prometheus.url, rules } };
  const { window } = await stage.open({ config: watchConfig({ urls: [], feed }) });
  await watches(window);
  await expect(rowOf(window, 1)).toBeVisible({ timeout: 30_000 });
  await window.keyboard.press('Control+8');
  await window.getByRole('button', { name: 'Raise threshold DiskHot' }).click();
  const raise = window.getByRole('dialog', { name: 'Raise the threshold of DiskHot' });
  await expect(raise).toContainText('disk_used_percent > 90');
  await raise.getByRole('button', { name: 'Open the rule' }).click();
  const rule = window.getByRole('dialog', { name: /^Edit / }).getByRole('group', { name: 'DiskHot' });
  await expect(rule).toBeInViewport();
  await expect(rule).toContainText(/raise the number that it compares with/i);
  await looksRight(window, 'noise/rule');
});
