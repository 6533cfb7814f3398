// The outbox with thousands of acts: few are drawn, all are reached, one yes or no to all is asked once with count and audiences.
import { expect, type Page, test } from '@playwright/test';
import { looksRightIn } from '../../harness/looks';
import { type Harness, openHarness } from '../harness/open-harness';

let harness: Harness;
test.beforeAll(async () => {
  harness = await openHarness();
});
test.afterAll(() => harness.close());

async function openOutbox(theme: 'dark' | 'light'): Promise<Page> {
  const page = await harness.page('outbox', { theme });
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Outbox/ })
    .click();
  await page.getByRole('list', { name: 'Acts that are not over' }).waitFor();
  return page;
}

/** Its name says in which look it is drawn. */
async function drawn(page: Page, name: string): Promise<void> {
  await looksRightIn(page, name.includes('light') ? 'light' : 'dark', `outbox/${name}`);
}

for (const theme of ['dark', 'light'] as const) {
  test(`5,000 acts are drawn as few, to the last one, and all that wait are sent with one yes, ${theme}`, async () => {
    const page = await openOutbox(theme);
    const cards = page.getByRole('list', { name: 'Acts that are not over' }).getByRole('listitem');
    await expect(cards.first()).toHaveAttribute('aria-setsize', '5000');
    expect(await cards.count()).toBeLessThan(60);
    await drawn(page, `top-${theme}`);
    const body = page.getByRole('region', { name: 'Not over yet' }).locator('xpath=..');
    for (let i = 0; i < 8; i++) await body.evaluate((el) => el.scrollTo(0, el.scrollHeight));
    await expect(cards.last()).toHaveAttribute('aria-posinset', '5000');
    await expect(cards.last()).toBeInViewport();
    await drawn(page, `end-${theme}`);

    await page.getByRole('button', { name: 'Send all waiting…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Send 3,000 messages?');
    await expect(dialog.getByRole('list', { name: 'Who hears it' }).getByRole('listitem')).toHaveText([
      'Customer support: 1,002 messages',
      'Engineers: 1,002 messages',
      'Product management: 996 messages',
    ]);
    await expect(dialog).toContainText('Things have changed since 100 messages were written');
    await drawn(page, `ask-${theme}`);
    await dialog.getByRole('button', { name: 'Send 3,000 messages' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(cards.first()).toHaveAttribute('aria-setsize', '2000');
    expect(await page.evaluate(() => (window as unknown as { engine: { settled: number[] } }).engine.settled)).toEqual([1000, 1000, 1000]);
    await page.close();
  });
}

test('[O8] changed words go with the yes to all, and dropping all is asked too', async () => {
  const page = await openOutbox('dark');
  const cards = page.getByRole('list', { name: 'Acts that are not over' }).getByRole('listitem');
  const body = page.getByRole('region', { name: 'Not over yet' }).locator('xpath=..');
  await body.evaluate((el) => el.scrollTo(0, el.scrollHeight / 3));
  const waiting = cards.filter({ has: page.getByRole('button', { name: 'Edit' }) });
  await waiting.nth(5).getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Subject').fill('Other words');
  await body.evaluate((el) => el.scrollTo(0, 0));
  await expect(page.getByLabel('Subject')).toHaveCount(0);
  await page.getByRole('button', { name: 'Send all waiting…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send 3,000 messages' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { engine: { settled: number[] } }).engine.settled)).toEqual([1, 1000, 1000, 999]);
  await page.close();

  const other = await openOutbox('light');
  await other.getByRole('button', { name: 'Drop all…' }).click();
  await expect(other.getByRole('dialog')).toContainText('Drop 3,000 messages?');
  await drawn(other, 'ask-drop');
  await other.getByRole('dialog').getByRole('button', { name: 'Not now' }).click();
  expect(await other.evaluate(() => (window as unknown as { engine: { settled: number[] } }).engine.settled)).toEqual([]);
  await other.close();
});
