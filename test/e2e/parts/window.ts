// The window as people and screen readers find things in it: by role and stable name only.
import { expect, type Locator, type Page } from '@playwright/test';

export const queue = (window: Page): Locator => window.getByRole('grid', { name: 'Incident queue' });

/** The row of INC-`number`, by the beginning of its name. */
export const rowOf = (window: Page, number: number): Locator => queue(window).getByRole('row', { name: new RegExp(`^INC-${number}\\b`) });

export const incident = (window: Page, number: number): Locator =>
  window.getByRole('region', { name: `Incident INC-${number}`, exact: true });

export const foot = (window: Page): Locator => window.getByRole('contentinfo', { name: 'Status' });

/** The queue's tab by its word; its count is part of its name. */
export const queueTab = (window: Page, word: string): Locator =>
  window.getByRole('tablist', { name: 'Which incidents' }).getByRole('tab', { name: new RegExp(`^${word}`) });

/** The selected incident's tab. */
export const incidentTab = (window: Page, word: string): Locator =>
  window.getByRole('tablist', { name: 'About this incident' }).getByRole('tab', { name: new RegExp(`^${word}`) });

/** Waits until the desk says that it watches. */
export async function watches(window: Page): Promise<void> {
  await expect(foot(window).getByRole('button', { name: /^Watching 1 feed/ })).toBeVisible({ timeout: 20_000 });
}

/** Shows an incident by clicking its row. */
export async function select(window: Page, number: number): Promise<Locator> {
  await rowOf(window, number).click();
  const panel = incident(window, number);
  await expect(panel).toBeVisible();
  return panel;
}
