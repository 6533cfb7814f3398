// The insights over months of invented incidents: pictures in both looks, without serious accessibility faults, and by keyboard.
import { expect, type Page, test } from '@playwright/test';
import { looksRightIn } from '../../harness/looks';
import { type Harness, openHarness } from '../harness/open-harness';

let harness: Harness;
test.beforeAll(async () => {
  harness = await openHarness();
});
test.afterAll(() => harness.close());

async function openInsights(scenario: string, theme: 'dark' | 'light', size?: string): Promise<Page> {
  const page = await harness.page(scenario, size === undefined ? { theme } : { theme, size });
  await page.getByRole('button', { name: /^Queue/ }).waitFor();
  await page.keyboard.press('Control+8');
  await page.getByRole('toolbar', { name: 'Insights' }).waitFor();
  return page;
}

/** Its name says in which look it is drawn. */
async function drawn(page: Page, name: string): Promise<void> {
  await looksRightIn(page, name.includes('light') ? 'light' : 'dark', `insights/${name}`);
}

for (const theme of ['dark', 'light'] as const) {
  test(`[Q10] [Q11] pictures of a month and the incidents behind a number, ${theme}`, async () => {
    const page = await openInsights('insights', theme);
    await page.getByRole('region', { name: 'Measures' }).waitFor();
    await drawn(page, `top-${theme}`);
    const pictures = page.getByRole('region', { name: 'Pictures' });
    await pictures.evaluate((el) => el.scrollTo(0, 620));
    await drawn(page, `middle-${theme}`);
    await pictures.evaluate((el) => el.scrollTo(0, el.scrollHeight));
    await drawn(page, `end-${theme}`);
    await pictures.evaluate((el) => el.scrollTo(0, 0));
    await page.getByRole('button', { name: /^MTTA, time to acknowledge: mean/ }).click();
    const pane = page.getByRole('complementary', { name: 'Incidents behind the number' });
    await expect(pane.getByRole('button', { name: /INC-/ }).first()).toBeVisible();
    await drawn(page, `behind-${theme}`);
    await page.close();
  });
}

test('[Q11] [Q12] every picture has its numbers as a table and leaves as PNG and as CSV; similar incidents open as many as they say', async () => {
  const page = await openInsights('insights', 'light');
  const pictures = page.getByRole('region', { name: 'Pictures' });
  const group = pictures.getByRole('group', { name: 'Groups of similar incidents' }).getByRole('button').first();
  await expect(group).toBeVisible();
  const cards = pictures.getByRole('region').filter({ has: page.getByRole('heading', { level: 3 }) });
  const titles = await cards.getByRole('heading', { level: 3 }).allTextContents();
  expect(titles).toEqual(expect.arrayContaining(['Measures', 'Noise', 'What came back', 'Similar incidents']));
  expect(await pictures.locator('svg[role=img]:not([data-chart])').count()).toBe(0);
  for (const title of titles) {
    const card = pictures.getByRole('region', { name: title, exact: true });
    await card.getByRole('button', { name: `${title} as a table` }).click();
    await expect(
      card
        .getByRole('region', { name: `${title}, numbers` })
        .getByRole('rowheader')
        .first(),
    ).toBeVisible();
    await card.getByRole('button', { name: `${title} as a table` }).click();
    await card.getByRole('button', { name: `Save ${title}` }).click();
    await expect(page.getByRole('menuitem', { name: 'Picture (PNG)' })).toBeEnabled();
    await expect(page.getByRole('menuitem', { name: 'Numbers (CSV)' })).toBeEnabled();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    expect(await card.locator('svg[data-chart]').count(), title).toBeGreaterThan(0);
  }
  const n = /(\d+) similar incidents/.exec((await group.getAttribute('aria-label')) ?? '')?.[1];
  await group.click();
  const pane = page.getByRole('complementary', { name: 'Incidents behind the number' });
  await expect(pane.getByRole('heading')).toHaveText(new RegExp(`^Similar to INC-\\d+ ${n}$`));
  await page.close();
});

test('[Q10] below ten incidents it says what is missing and tells no trend', async () => {
  const page = await openInsights('few-insights', 'light');
  await page.getByRole('button', { name: /^Period/ }).click();
  await page.getByRole('menuitemradio', { name: 'a year' }).click();
  await expect(page.getByText('4 more, and trends can be told')).toBeVisible();
  await expect(page.getByText('below 10: no trend').first()).toBeVisible();
  await drawn(page, 'few');
  await page.close();
});

test('[Q13] while what happened is read the first time it says how far it is; without an engine it says so', async () => {
  const page = await openInsights('reading-insights', 'dark');
  await expect(page.getByText('Reading what happened, once: 42 %')).toBeVisible();
  await drawn(page, 'reading');
  await page.close();
  const down = await openInsights('down', 'light');
  await expect(down.getByText(/^▲ The engine is down/)).toBeVisible();
  await drawn(down, 'down');
  await down.close();
});

test('without incidents it says what will stand here', async () => {
  const page = await openInsights('desk', 'dark');
  await expect(page.getByText('Nothing to look back on yet')).toBeVisible();
  await drawn(page, 'nothing');
  await page.close();
});

test('[Q11] by keyboard: through the hours, into the list, to an incident', async () => {
  const page = await openInsights('insights', 'dark', '1100x800');
  const hours = page.getByRole('group', { name: 'Pages by hour and weekday' });
  await hours.getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Tue 01:00/ })).toBeFocused();
  await drawn(page, 'narrow');
  await page.getByRole('button', { name: 'Noise as a table' }).click();
  await expect(page.getByRole('region', { name: 'Noise, numbers' }).getByRole('rowheader').first()).toBeVisible();
  await drawn(page, 'table');
  await page.getByRole('button', { name: /^MTTR resolve, time to resolve: mean/ }).press('Enter');
  const pane = page.getByRole('complementary', { name: 'Incidents behind the number' });
  await expect(pane.getByRole('button', { name: /INC-/ }).first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(pane).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^MTTR resolve, time to resolve: mean/ })).toBeFocused();
  await page.close();
});
