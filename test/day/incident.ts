// Checkout fails: the page, the acknowledgement, the runbook, the second tool that sees the same, the people, the customers.
import { expect } from '@playwright/test';
import { incidentTab } from '../e2e/parts/window';
import { type Day, dismissToasts, open, rowWith } from './day';

export const CHECKOUT = /CheckoutErrorRateHigh/;
const labels = { service: 'checkout', instance: 'web1' };

export async function firstPage(day: Day): Promise<void> {
  const { running, site, stage, take } = day;
  const { window } = running;
  site.prometheus.expose('checkout_error_percent', labels, 14.2);
  await stage.daemon.waitFor((got) => got.summary.includes('CheckoutErrorRateHigh'), 30_000);
  const panel = await open(day, CHECKOUT);
  await expect(panel).toContainText('Why this paged you');
  await take('first-page');
  await window.keyboard.press('a');
  await expect(rowWith(day, CHECKOUT)).toContainText('Robin');
  await expect(panel).toContainText(/Main cluster/);
  await take('acknowledged');
  await dismissToasts(day);
}

export async function runbook(day: Day): Promise<void> {
  const { window } = day.running;
  const panel = await open(day, CHECKOUT, 'Acknowledged');
  await incidentTab(window, 'Runbook').click();
  await expect(panel.getByRole('region', { name: /^Text of/ })).toContainText('Compare the error rate');
  await day.take('runbook');
  await expect(async () => {
    await panel.getByRole('button', { name: /^Ask…/ }).click();
    await panel.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(panel.getByRole('img', { name: /^Chart of 1 series/ })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 40_000 });
  await panel.getByRole('button', { name: /^Run… echo "last/ }).click();
  await expect(panel.getByRole('dialog', { name: /^What would run/ })).toBeVisible();
  await day.take('run-plan');
  await window.keyboard.press('Control+Enter');
  await expect(panel.getByRole('region', { name: /^Output of/ }).last()).toContainText('connection pool exhausted');
  await day.take('run-output');
}

export async function secondTool(day: Day): Promise<void> {
  const { window } = day.running;
  await day.site.icinga.submit('web1!http', 2, 'HTTP CRITICAL: 503 Service Unavailable, 412 bytes in 2.104 s');
  const panel = await open(day, CHECKOUT, 'Acknowledged');
  await incidentTab(window, 'Alerts').click();
  await expect(panel).toContainText('HTTP CRITICAL', { timeout: 30_000 });
  await day.take('second-tool');
}

export async function people(day: Day): Promise<void> {
  const { window } = day.running;
  const panel = await open(day, CHECKOUT, 'Acknowledged');
  await window.keyboard.press('Shift+P');
  const card = (role: string) => panel.getByRole('article', { name: role });
  await card('Incident manager').getByRole('button', { name: 'Take it' }).click();
  await expect(card('Incident manager')).toContainText('held by Robin');
  await window.keyboard.press('p');
  await window
    .getByRole('combobox', { name: 'Role' })
    .selectOption({ label: 'Communications leader' })
    .catch(() => undefined);
  await window.getByRole('combobox', { name: /^(To|Name)$/ }).fill('Ana');
  await day.take('role-asked');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog')).toHaveCount(0);
  await dismissToasts(day);
  await day.take('roles');
  const messages = panel.getByRole('region', { name: 'Messages' });
  const waiting = messages.getByRole('listitem', { name: /^Message to Support desk.*Waits for your yes/ });
  await waiting.getByLabel('Text').fill('About one in seven payments fails at the last step. Orders are kept. We are on it.');
  await messages.scrollIntoViewIfNeeded();
  await day.take('message');
  await waiting.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => day.site.messages.taken.length, { timeout: 15_000 }).toBe(1);
  await dismissToasts(day);
}

export async function resolved(day: Day): Promise<void> {
  const { running, site, take } = day;
  const { window } = running;
  const panel = await open(day, CHECKOUT, 'Acknowledged');
  await window.keyboard.press('r');
  const question = window.getByRole('dialog', { name: /^Resolve INC-/ });
  await expect(question).toBeVisible();
  await take('resolve-question');
  site.prometheus.expose('checkout_error_percent', labels, 0.2);
  await site.icinga.submit('web1!http', 0, 'HTTP OK: 200 in 0.084 s');
  await window.keyboard.press('Enter');
  await expect(panel).toContainText('Resolved');
  await incidentTab(window, 'Timeline').click();
  await dismissToasts(day);
  await take('timeline');
}
