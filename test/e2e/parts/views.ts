// Pictures of a filled view at the sizes of real screens, dark and light, to be looked at by a person.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from '../../harness/electron-app';

const FOLDER = 'test-results/pictures/views';
const SIZES = [
  [1920, 1080],
  [1100, 700],
  [1280, 800],
] as const;

/** Leaves the window dark and at 1280x800. */
export async function pictureView({ app, window }: Pick<RunningApp, 'app' | 'window'>, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const html = window.locator('html');
  for (const [width, height] of SIZES) {
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [width, height] as [
      number,
      number,
    ]);
    for (const scheme of ['light', 'dark']) {
      await html.evaluate((element, to) => element.setAttribute('data-mantine-color-scheme', to), scheme);
      await window.waitForTimeout(250);
      await window.screenshot({ path: join(FOLDER, `${name}-${width}-${scheme}.png`) });
    }
  }
}
