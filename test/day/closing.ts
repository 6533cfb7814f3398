// After the incident: the postmortem written without a network, its actions, its way out, the numbers, and the end of the shift.
import { expect } from '@playwright/test';
import { begun, startPostmortem, textOf } from '../e2e/parts/postmortem';
import { incidentTab } from '../e2e/parts/window';
import { type Day, dismissToasts, open } from './day';
import { CHECKOUT } from './incident';

const WORDS = `
## What we saw

A deploy removed an index that the ledger query relied on. Raj Patel should have noticed the query plan in review.
`;
const ACTIONS = `
- [ ] Run migrations against a copy with production row counts in CI (owner: @raj, due: 2099-01-31, kind: prevent)
- [ ] Alert when the connection pool of the ledger is 80 % in use (owner: @robin, due: 2099-01-15, kind: detect)
- [ ] Be more careful with indexes
`;
const FIRST = /^Run migrations against a copy/;

async function numberOf(day: Day): Promise<number> {
  const panel = await open(day, CHECKOUT, 'Resolved');
  return Number(/INC-(\d+)/.exec((await panel.getAttribute('aria-label')) ?? '')?.[1]);
}

export async function postmortem(day: Day): Promise<void> {
  const { window } = day.running;
  const number = await numberOf(day);
  const panel = await startPostmortem(window, number);
  await dismissToasts(day);
  await day.take('postmortem-drafted');
  await window.context().setOffline(true);
  await panel.getByRole('button', { name: 'Actions', exact: true }).click();
  await textOf(panel).focus();
  await window.keyboard.press('End');
  await window.keyboard.insertText(ACTIONS);
  await window.keyboard.press('Control+End');
  await window.keyboard.insertText(WORDS);
  await expect(panel.getByRole('region', { name: 'Words' }).getByRole('listitem').first()).toBeVisible();
  await expect(panel.getByRole('status').filter({ hasText: 'Offline' })).toBeVisible();
  await day.take('postmortem-offline');
  await window.context().setOffline(false);
}

export async function actions(day: Day): Promise<void> {
  const { window } = day.running;
  await window.keyboard.press('Control+7');
  const row = window.getByRole('button', { name: FIRST });
  await row.click();
  await window.getByRole('button', { name: 'Push to acme/shop' }).click();
  await expect(row).toContainText('acme/shop #1: open', { timeout: 45_000 });
  await dismissToasts(day);
  await day.take('actions');
}

export async function published(day: Day): Promise<void> {
  const { window } = day.running;
  const number = await numberOf(day);
  const panel = await begun(window, number);
  await panel.getByRole('button', { name: 'Share…' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Publish to Team docs' }).click();
  await day.take('publish');
  await dialog.getByRole('group', { name: 'Publish to Team docs?' }).getByRole('button', { name: 'Publish' }).click();
  await expect(dialog.getByText(/^Committed as [0-9a-f]{10}/)).toBeVisible({ timeout: 20_000 });
  await window.keyboard.press('Escape');
}

export async function evening(day: Day): Promise<void> {
  const { window } = day.running;
  await window.keyboard.press('Control+8');
  await expect(window.getByRole('region', { name: 'Measures' })).toBeVisible();
  await dismissToasts(day);
  await day.take('insights');
  await window.keyboard.press('Control+Shift+H');
  const handing = window.getByRole('region', { name: 'Hand over' });
  await expect(handing.getByRole('list', { name: 'Incidents that will be in it' })).toBeVisible();
  await handing.getByRole('textbox', { name: 'To' }).fill('Raj Patel');
  await handing.getByRole('textbox', { name: 'Note' }).fill('Checkout is fine since the rollback. The orders backlog shrinks by itself.');
  await day.take('shift-handed-over');
  await window.keyboard.press('Control+3');
  await day.take('outbox');
  await open(day, CHECKOUT, 'Resolved');
  await incidentTab(window, 'Response').click();
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('option').first()).toBeVisible();
  await day.take('palette');
}
