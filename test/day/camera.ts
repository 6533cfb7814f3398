// Takes each moment of the day at the sizes of real windows, dark and light.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import type { RunningApp } from '../harness/electron-app';

const folder = resolve(process.env.DOGWATCH_DAY ?? 'test-results/pictures/day');
const sizes = [
  ['narrow', 760, 900],
  ['wide', 1920, 1080],
  ['usual', 1280, 800],
] as const;
const looks = ['light', 'dark'] as const;
const RESTING_PLACE = [3, 3] as const;

/** Saves a moment under its name; leaves the window dark and at its usual size. */
export type Camera = (name: string) => Promise<void>;

/** Pictures are numbered in the order of the day: `NN-name-SIZE-LOOK.png`. */
export function cameraFor(running: () => RunningApp): Camera {
  let taken = 0;
  mkdirSync(folder, { recursive: true });
  return async (name) => {
    const { app, window } = running();
    taken += 1;
    const number = String(taken).padStart(2, '0');
    await window.mouse.move(...RESTING_PLACE);
    for (const [size, width, height] of sizes) {
      await app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height), {
        width,
        height,
      });
      await expect.poll(() => window.evaluate(() => innerWidth)).toBe(width);
      for (const look of looks) {
        await app.evaluate(({ nativeTheme }, to) => {
          nativeTheme.themeSource = to;
        }, look);
        await expect(window.locator('html')).toHaveAttribute('data-mantine-color-scheme', look);
        await settled(running());
        await window.screenshot({ path: join(folder, `${number}-${name}-${size}-${look}.png`) });
      }
    }
  };
}

/** Resolves when nothing loads and nothing moves. */
async function settled({ window }: RunningApp): Promise<void> {
  await expect(window.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  const motions = () => document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
  await window.evaluate(`Promise.all((${motions})().map((motion) => motion.finished.catch(() => null)))`);
  await window.waitForTimeout(60);
}
