// The lint under hands in a plain editor: underlines, the card by pointer and key, fixes, "fine here", the list; pictures to look at, and axe.
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { looksRightIn, picture } from '../../harness/looks';
import { type OpenPage, openPage } from '../harness/served-page';

let opened: OpenPage;
let page: Page;
let address = '';

test.beforeAll(async () => {
  opened = await openPage(join(import.meta.dirname, 'page'), '1200x900');
  ({ page, address } = opened);
});

test.afterAll(() => opened.close());

const pane = () => page.getByRole('region', { name: 'Words' });
const card = () => page.getByRole('dialog', { name: 'Words to look at' });
const text = () => page.evaluate(() => window.editor.state.doc.toString());

async function open(query = ''): Promise<void> {
  await page.goto(`${address}?${query}`);
  await expect(pane())
    .toHaveAttribute('aria-busy', 'true', { timeout: 1 })
    .catch(() => {});
  await expect(pane().getByRole('heading', { name: /Blameless check/ })).toBeVisible();
}

for (const theme of ['dark', 'light'] as const) {
  test(`[B1] underlines, list and card in ${theme}`, async () => {
    await open(`theme=${theme}`);
    await expect(pane().getByRole('heading', { name: 'Blameless check · 5' })).toBeVisible();
    await expect(pane().getByRole('heading', { name: 'Actions · 3' })).toBeVisible();
    await picture(page, `lint/${theme}`);
    // A pointer that comes while the text is still being drawn is not noticed; a hand moves again.
    await expect(async () => {
      await page.mouse.move(0, 0);
      await page.locator('.cm-lint-words', { hasText: 'Obviously' }).hover();
      await expect(card()).toContainText('It looks plain now because the end is known.', { timeout: 2_000 });
    }).toPass();
    await looksRightIn(page, theme, `lint/${theme}-card`);
  });
}

test('[B3] a fix by the keyboard: F8 goes there, Ctrl+. opens the card, Enter takes it, undo takes it back', async () => {
  await open();
  await page.getByRole('textbox', { name: 'Postmortem' }).focus();
  await page.keyboard.press('F8');
  await page.keyboard.press('Control+.');
  await expect(card().getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(text).toContain('The on-call engineer was not told about the query plan.');
  await expect(pane().getByRole('heading', { name: 'Blameless check · 4' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(text).toContain('should have been told');
  await expect(pane().getByRole('heading', { name: 'Blameless check · 5' })).toBeVisible();
});

test('[B3] fixes of the list: a word is left out and the sentence keeps its capital, a name becomes a role', async () => {
  await open();
  await pane().getByRole('listitem').filter({ hasText: 'Obviously' }).getByRole('button', { name: 'Leave it out' }).click();
  await expect.poll(text).toContain('query plan. The root cause was the index');
  await pane().getByRole('button', { name: 'Replace by “One contributing factor”' }).click();
  await expect.poll(text).toContain('query plan. One contributing factor was the index');
});

test('[B6] typing goes on while the lint rests, and finds the new words', async () => {
  await open();
  await page.evaluate(() => {
    const { editor } = window;
    editor.dispatch({ selection: { anchor: editor.state.doc.length } });
    editor.focus();
  });
  await page.keyboard.type('\nWith hindsight it was human error.');
  await expect(pane().getByRole('heading', { name: 'Blameless check · 7' })).toBeVisible();
});

test('[B7] fine here keeps a sentence quiet, and all can be heard again', async () => {
  await open();
  await pane().getByRole('listitem').filter({ hasText: 'Obviously' }).getByRole('button', { name: 'Fine here' }).click();
  await expect(pane().getByRole('heading', { name: 'Blameless check · 4' })).toBeVisible();
  await expect(page.locator('.cm-lint-words', { hasText: 'Obviously' })).toHaveCount(0);
  await pane().getByRole('button', { name: 'Show again' }).click();
  await expect(pane().getByRole('heading', { name: 'Blameless check · 5' })).toBeVisible();
});

test('an empty document says what will appear', async () => {
  await open('empty');
  await expect(pane()).toContainText('No words to look at.');
  await picture(page, 'lint/empty');
});
