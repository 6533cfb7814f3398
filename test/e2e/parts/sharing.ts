// The settings of a team's space as people find them, and the way of a second desk into it.
import { expect, type Page } from '@playwright/test';

export async function showSharing(window: Page): Promise<void> {
  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Sharing', exact: true }).click();
}

export const link = (window: Page) => window.getByRole('region', { name: 'The team’s link' });
export const desks = (window: Page) => window.getByRole('region', { name: 'Desks of the space' });

/** `ana` founds the space `ops`; Bo, at `bo`, asks and is let in. */
export async function becomeTeam(ana: Page, bo: Page): Promise<void> {
  await showSharing(ana);
  await ana.getByRole('button', { name: 'Found “ops”' }).click();
  await expect(link(ana)).toContainText('✓ Connected');
  const name = await link(ana).locator('code').innerText();
  await showSharing(bo);
  await bo.getByLabel('Founder’s desk name').fill(name);
  await bo.getByRole('button', { name: 'Ask to join' }).click();
  await desks(ana).getByRole('button', { name: 'Let in Bo’s desk · Bo' }).click();
  await desks(ana).getByRole('button', { name: 'The names are the same: let in' }).click();
  await expect(link(bo)).toContainText('2 of 2 desks here now.');
}
