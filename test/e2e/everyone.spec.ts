// Every place of the window for eyes and hands that need it otherwise: at 200 % of a small screen, without motion, in the system's own
// colours, by keyboard alone, and told to a screen reader.
import type { Page } from '@playwright/test';
import { startAlertmanager } from '../harness/alertmanager';
import { picture } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const PLACES = ['Queue', 'On call', 'Shift', 'Outbox', 'Runbooks', 'Postmortems', 'Actions', 'Insights', 'Readiness', 'Feeds', 'Settings'];

const rail = (window: Page) => window.getByRole('navigation', { name: 'Places' });

async function walk(window: Page, look: (place: string) => Promise<void>): Promise<void> {
  for (const place of PLACES) {
    const button = rail(window).getByRole('button', { name: new RegExp(`^${place}`) });
    await button.focus();
    await window.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-current', 'page');
    await look(place);
  }
}

/** Controls that lie outside of the window, and how far the page itself can be scrolled (what is for screen readers alone takes one pixel). */
async function outside(window: Page): Promise<{ readonly scrolls: number[]; readonly lost: string[] }> {
  return window.evaluate(() => {
    const root = document.documentElement;
    const controls = [...document.querySelectorAll<HTMLElement>('button, a, input, [role=tab], h1, h2, h3')];
    const lost = controls.filter((one) => {
      const { width, left, right } = one.getBoundingClientRect();
      return width > 1 && (right > innerWidth + 1 || left < -1);
    });
    return {
      scrolls: [root.scrollWidth - root.clientWidth - 1, root.scrollHeight - root.clientHeight - 1, scrollY].map((px) => Math.max(0, px)),
      lost: lost.map((one) => one.getAttribute('aria-label') ?? one.textContent ?? ''),
    };
  });
}

test('[O33] [O34] every place stands at 200 % zoom, without motion, in forced colours and by keyboard; a new page is told', async ({
  stage,
}) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const app = await stage.open({ config: watchConfig({ urls: [server.url] }) });
  const { window } = app;
  await watches(window);
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
  await expect(rowOf(window, 1)).toBeVisible();
  await expect(window.getByRole('status', { name: 'Pages' })).toContainText('CheckoutSlow');
  await select(window, 1);
  const help = window.getByRole('button', { name: 'What the words mean' });
  await help.focus();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog', { name: 'What the words mean' }).getByRole('region', { name: 'In this view' })).toContainText(
    'Acknowledge',
  );
  await window.keyboard.press('Escape');
  await expect(help).toBeFocused();

  const screen = await window.context().newCDPSession(window);
  await screen.send('Emulation.setDeviceMetricsOverride', { width: 640, height: 400, deviceScaleFactor: 2, mobile: false });
  await walk(window, async (place) => {
    await expect.poll(() => outside(window), place).toEqual({ scrolls: [0, 0, 0], lost: [] });
    await picture(window, `everyone/zoom-${place}`);
  });
  await screen.send('Emulation.clearDeviceMetricsOverride');

  await window.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await walk(window, async (place) => {
    const moving = () => window.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
    await expect.poll(moving, place).toBe(0);
    const outline = await rail(window)
      .locator('[aria-current=page]')
      .evaluate((one) => getComputedStyle(one).outlineStyle);
    expect(outline, place).not.toBe('none');
    await picture(window, `everyone/forced-${place}`);
  });
});
