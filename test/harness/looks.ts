// How a view looks: what axe says of it, and a picture for people when pictures are asked for.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const FOLDER = process.env.DOGWATCH_PICTURES;
const COLOURS = ['color-contrast'];

export type Look = 'dark' | 'light';

const LOOKS: readonly Look[] = ['light', 'dark'];

/** Nothing that ends by itself moves any more, and nothing new began within some frames: what opens begins to move a frame later. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let calm = 0; calm < 4; calm++) {
      await frame();
      const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
      if (ending.some((one) => one.playState === 'running')) calm = 0;
      await Promise.all(ending.map((one) => one.finished.catch(() => undefined)));
    }
  });
}

/** `DOGWATCH_PICTURES/NAME.png`, once nothing moves; without DOGWATCH_PICTURES nothing. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!FOLDER) return;
  await settled(page);
  const path = join(FOLDER, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path });
}

/**
 * Serious and critical violations, each with its rule and element. `colours`: of the rules that a change of colours alone can break.
 * Legacy mode, since an Electron window opens no second page for axe to run in.
 */
export async function graveViolations(page: Page, rules: 'all' | 'colours' = 'all'): Promise<readonly string[]> {
  await settled(page);
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === 'all' ? axe : axe.withRules(COLOURS)).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

/** A view that is drawn in `look`. The dark one is looked at by every rule, the light one for its colours. */
export async function looksRightIn(page: Page, look: Look, name: string): Promise<void> {
  await picture(page, name);
  expect.soft(await graveViolations(page, look === 'light' ? 'colours' : 'all'), name).toEqual([]);
}

async function turn(page: Page, look: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: look });
  await page.evaluate((to) => document.documentElement.setAttribute('data-mantine-color-scheme', to), look);
}

/** The page as it stands, light and dark; leaves it dark. */
export async function looksRight(page: Page, name: string): Promise<void> {
  for (const look of LOOKS) {
    await turn(page, look);
    await looksRightIn(page, look, `${name}-${look}`);
  }
}

/** Pictures of the page as it stands, light and dark; leaves it dark. */
export async function pictureBoth(page: Page, name: string): Promise<void> {
  for (const look of FOLDER ? LOOKS : []) {
    await turn(page, look);
    await picture(page, `${name}-${look}`);
  }
}
