// The queue under hands: keyboard, stillness under the pointer, a dead engine, and frames while a storm comes in.
import { expect, type Page, test } from '@playwright/test';
import type { FakeEngine } from './fake-engine';
import { type Harness, openHarness } from './open-harness';

declare global {
  interface Window {
    engine: FakeEngine;
  }
}

let harness: Harness;
test.beforeAll(async () => {
  harness = await openHarness();
});
test.afterAll(() => harness.close());

async function desk(scenario = 'desk'): Promise<Page> {
  const page = await harness.page(scenario);
  await page.getByRole('row', { name: /^INC-/ }).first().waitFor();
  return page;
}

function shownNumbers(page: Page): Promise<string[]> {
  return page
    .getByRole('row', { name: /^INC-/ })
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')?.split(' ')[0] ?? ''));
}

test('the keyboard alone moves, acknowledges, undoes, filters and checks', async () => {
  const page = await desk();
  await page.keyboard.press('j');
  await expect(page.getByRole('row', { name: /^INC-1040/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('a');
  await expect(page.getByRole('row', { name: /^INC-1040.*, me/ })).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByRole('row', { name: /^INC-1040.*, New/ })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('kafka');
  await expect.poll(() => shownNumbers(page)).toEqual(['INC-1038']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('toolbar', { name: 'Acts on checked incidents' })).toContainText('9 checked');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.close();
});

test('no row moves under the pointer: new incidents wait behind a bar until asked for', async () => {
  const page = await desk();
  await page.getByRole('row', { name: /^INC-1038/ }).hover();
  const before = await shownNumbers(page);
  await page.evaluate(() => window.engine.storm(3));
  const bar = page.getByRole('button', { name: /3 new/ });
  await expect(bar).toBeVisible();
  expect(await shownNumbers(page)).toEqual(before);
  await page.keyboard.press('n');
  await expect(bar).toBeHidden();
  expect((await shownNumbers(page)).length).toBe(before.length + 3);
  await page.close();
});

test('a resolved incident stays in its place until the person moves on', async () => {
  const page = await desk();
  await page.getByRole('row', { name: /^INC-1042/ }).click();
  await page.getByRole('button', { name: /Search incidents/ }).hover();
  await page.keyboard.press('r');
  await expect(page.getByRole('row', { name: /^INC-1042.*Resolved/ })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('row', { name: /^INC-1042/ })).toBeHidden();
  await page.close();
});

test('shift-click checks a range and the bulk bar acts on all of it', async () => {
  const page = await desk();
  await page.getByRole('row', { name: /^INC-1042/ }).click();
  await page.getByRole('row', { name: /^INC-1039/ }).click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 checked')).toBeVisible();
  await page.getByRole('toolbar', { name: 'Acts on checked incidents' }).getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByRole('row', { name: /^INC-1039.*, me/ })).toBeVisible();
  await page.close();
});

test('the engine dies and comes back: the list stays, the window says blind, then lives again', async () => {
  const page = await desk();
  await page.evaluate(() => {
    window.engine.isDown = true;
    window.dogwatch.requestPort();
  });
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('Blind: engine down');
  await expect(page.getByText('What you see may be old.')).toBeVisible();
  await expect(page.getByRole('row', { name: /^INC-1042/ })).toBeVisible();
  await page.evaluate(() => {
    window.engine.isDown = false;
    window.engine.storm(1);
    window.dogwatch.requestPort();
  });
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toContainText('Watching 3 feeds');
  await expect(page.getByRole('tab', { name: /^Open 10/ })).toBeVisible();
  await page.close();
});

test('a storm of 1,300 incidents is drawn whole, and frames go on while it is folded', async () => {
  const page = await desk();
  const frames = await page.evaluate(async () => {
    window.engine.storm(1_300);
    let count = 0;
    const done = () => document.querySelector('[role=tab]')?.textContent === 'Open1309';
    while (!done()) {
      await new Promise(requestAnimationFrame);
      count++;
    }
    return count;
  });
  expect(frames).toBeGreaterThan(2);
  await page.getByRole('grid', { name: 'Incident queue' }).evaluate((grid) => grid.parentElement?.scrollTo(0, 20_000));
  await expect(page.getByRole('row', { name: /^INC-2/ }).first()).toBeVisible();
  expect((await shownNumbers(page)).length).toBeLessThan(60);
  await page.close();
});

test('merged incidents are listed with the closed ones and say where they went', async () => {
  const page = await desk();
  await page.getByRole('tab', { name: 'Closed' }).click();
  const row = page.getByRole('row', { name: /^INC-1019 .*Merged.*merged into INC-1042/ });
  await row.click();
  await page.getByRole('button', { name: 'Go to INC-1042' }).click();
  await expect(page.getByRole('region', { name: 'Incident INC-1042' })).toBeVisible();
  await page.close();
});
