// Takes a picture of every view of the playing demo, dark and light, for the documentation and for whoever judges how it looks.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../e2e/parts/stage';
import { chooseTheme, type Theme, tour } from '../e2e/parts/tour';
import { queue } from '../e2e/parts/window';

const folder = resolve(process.env.DOGWATCH_PICTURES ?? 'test-results/pictures/views');
const size = { width: 1440, height: 900 } as const;

for (const theme of ['dark', 'light'] as const satisfies readonly Theme[]) {
  test(`every view, ${theme}`, async ({ stage }) => {
    mkdirSync(folder, { recursive: true });
    const { app, window } = await stage.open();
    await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height), size);
    const take = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
    const watch = window.getByRole('button', { name: 'Watch the demo' });
    await expect(watch).toBeVisible();
    await app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
    await take(window, 'first-run');
    await watch.click();
    await expect(queue(window).getByRole('row', { name: /CheckoutErrors|storefront|checkout/i }).first()).toBeVisible({ timeout: 60_000 });
    await chooseTheme(window, theme);
    for (const stop of tour) {
      await stop.go(window);
      await window.mouse.move(720, 890);
      await expect(window.getByRole('alert').filter({ hasText: 'saved' })).toHaveCount(0);
      await take(window, stop.name);
    }
  });
}
