// What every chapter of the day works with, and the moves that several of them make.
import { expect, type Locator } from '@playwright/test';
import type { Stage } from '../e2e/parts/stage';
import { queue, queueTab } from '../e2e/parts/window';
import type { RunningApp } from '../harness/electron-app';
import type { Camera } from './camera';
import type { Site } from './site';

export interface Day {
  readonly stage: Stage;
  readonly site: Site;
  readonly running: RunningApp;
  readonly take: Camera;
}

export const rowWith = ({ running }: Day, words: RegExp): Locator => queue(running.window).getByRole('row', { name: words }).first();

/** Shows the incident whose row has these words; resolves with its panel. */
export async function open(day: Day, words: RegExp, tab = 'Open'): Promise<Locator> {
  const { window } = day.running;
  await window.keyboard.press('Control+1');
  await queueTab(window, tab).click();
  const arrivals = window.getByRole('button', { name: /\d+ new$/ });
  await expect(async () => {
    if (await arrivals.count()) await arrivals.first().click();
    await rowWith(day, words).click({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  const panel = window.getByRole('region', { name: /^Incident INC-/ });
  await expect(panel).toBeVisible();
  return panel;
}

/** What was done is said in the corner; it would stand over the pictures. */
export async function dismissToasts({ running }: Day): Promise<void> {
  const dismiss = running.window.getByRole('button', { name: 'Dismiss' });
  await dismiss.evaluateAll((buttons: HTMLElement[]) => {
    for (const button of buttons) button.click();
  });
  await expect(dismiss).toHaveCount(0);
}
