// The board of actions in every state, dark and light, to be looked at, with axe over each; and its work by keyboard alone.
import { expect, type Page, test } from '@playwright/test';
import { looksRightIn } from '../../harness/looks';
import { type Harness, openHarness } from '../harness/open-harness';

let harness: Harness;
test.beforeAll(async () => {
  harness = await openHarness();
});
test.afterAll(() => harness.close());

async function board(scenario: string, options: { theme?: 'dark' | 'light'; size?: string }): Promise<Page> {
  const page = await harness.page(scenario, options);
  await page
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Actions/ })
    .click();
  await page.getByRole('toolbar', { name: 'Actions' }).waitFor();
  return page;
}

for (const theme of ['dark', 'light'] as const) {
  for (const scenario of ['desk', 'empty', 'busy', 'blind', 'down']) {
    test(`actions, ${scenario}, ${theme}: drawn without serious or critical axe violations`, async () => {
      const page = await board(scenario, { theme });
      await looksRightIn(page, theme, `actions/${scenario}-${theme}`);
      await page.close();
    });
  }

  test(`actions, one open and some chosen, ${theme}`, async () => {
    const page = await board('desk', { theme, size: '1280x860' });
    await page.getByRole('button', { name: /^Show:/ }).click();
    await page.getByRole('menuitemradio', { name: 'all' }).click();
    await page.getByRole('button', { name: /^Add an index/ }).click();
    await page.getByRole('checkbox', { name: 'Choose Alert on replication lag above 30 s for 5 min' }).check();
    await looksRightIn(page, theme, `actions/open-${theme}`);
    await page.getByRole('button', { name: 'Close the action' }).click();
    await page.getByRole('button', { name: /^Write the runbook/ }).click();
    await page.getByRole('button', { name: 'Guard it by a check…' }).click();
    await page.getByRole('button', { name: 'Drop…' }).click();
    await looksRightIn(page, theme, `actions/forms-${theme}`);
    await page.close();
  });
}

test('[J4] done without a green guard stays on the list of what is to do, and says so', async () => {
  const page = await board('desk', {});
  const row = page.getByRole('button', { name: /^Add an index/ });
  await expect(row).toContainText('Done, not proved');
  await expect(row).toContainText('Guard red');
  await expect(row).toContainText('acme/shop #398: closed');
  await expect(page.getByText('Cap the retries')).toHaveCount(0);
  await page.close();
});

test('by keyboard: to the list, down, open, close, filter', async () => {
  const page = await board('desk', {});
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+7');
  await page.getByRole('button', { name: /^Alert on/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Action' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'What is to be done' })).toHaveValue(/^Add an index/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary', { name: 'Action' })).toBeHidden();
  await page.getByRole('textbox', { name: 'Filter the actions' }).fill('search ops-77');
  await expect(page.getByRole('button', { name: /^Test the restore/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Alert on/ })).toHaveCount(0);
  await page.close();
});

test('five thousand actions draw only what is in sight', async () => {
  const page = await board('busy', {});
  expect(await page.locator('[data-rove]').count()).toBeLessThan(80);
  await page.close();
});
