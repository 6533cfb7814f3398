// The editor of a postmortem, alone over a local document: pictures in dark and light to be looked at, axe over each, and the keyboard.
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page, test } from '@playwright/test';
import { looksRightIn } from '../../harness/looks';
import { type OpenPage, openPage } from '../harness/served-page';

let opened: OpenPage;
let app: ElectronApplication;
let page: Page;
let address = '';

test.beforeAll(async () => {
  opened = await openPage(join(import.meta.dirname, 'page'), '1410x820');
  ({ app, page, address } = opened);
});

test.afterAll(() => opened.close());

const box = (): Locator => page.getByRole('textbox', { name: 'Postmortem text' });
const region = (): Locator => page.getByRole('region', { name: 'Preview' });

async function show(query: string, width = 1410): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size, 820), width);
  await page.goto(`${address}?${query}`);
  await box().waitFor();
}

/** The cursor goes behind the first place where `words` stand. */
async function cursorAfter(words: string): Promise<void> {
  await box().focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
}

const textNow = (): Promise<string> => page.evaluate(() => (window as unknown as { sample: { textNow(): string } }).sample.textNow());
const did = (): Promise<Record<string, unknown[]>> =>
  page.evaluate(() => (window as unknown as { sample: { did: Record<string, unknown[]> } }).sample.did);

/** Its name says in which look it is drawn. */
async function drawn(name: string): Promise<void> {
  await looksRightIn(page, name.includes('light') ? 'light' : 'dark', `editor/${name}`);
}

for (const theme of ['dark', 'light'] as const) {
  test(`the editor and its states, ${theme}`, async () => {
    await show(`theme=${theme}`);
    await page.locator('.cm-misspelled').first().waitFor();
    await drawn(`whole-${theme}`);
    await page.getByRole('button', { name: 'Focus mode' }).click();
    await drawn(`focus-${theme}`);
    await show(`theme=${theme}&text=empty&offline`);
    await page.getByText('Offline · everything is saved here').waitFor();
    await drawn(`empty-${theme}`);
    await show(`theme=${theme}&save=offline&read-only`, 760);
    await drawn(`narrow-${theme}`);
  });

  test(`layers of the editor, ${theme}`, async () => {
    await show(`theme=${theme}`);
    await cursorAfter('Contributing factors');
    await page.keyboard.type('\n\n/');
    await page.getByRole('listbox').waitFor();
    await drawn(`slash-${theme}`);
    await page.keyboard.type('time');
    await page.waitForTimeout(120);
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /First alert HighErrorRate/ }).waitFor();
    await drawn(`picker-${theme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('deploy');
    await drawn(`find-${theme}`);
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /^Compare with/ })
      .first()
      .click();
    await page.getByRole('group', { name: 'Comparison' }).waitFor();
    await drawn(`diff-${theme}`);
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: /^Show / })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Text of the version' }).waitFor();
    await drawn(`version-${theme}`);
    await page.getByRole('button', { name: 'As read' }).click();
    await page.getByRole('region', { name: 'Version as read' }).getByRole('heading').first().waitFor();
    await drawn(`version-read-${theme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Alt+r');
    await page.getByText(/^Section 1 of/).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await drawn(`reading-${theme}`);
  });
}

test('[M5] a version is read by itself, and nothing can be written into it', async () => {
  await show('text=sample');
  const before = await textNow();
  await page
    .getByRole('button', { name: /^Show / })
    .first()
    .click();
  const old = page.getByRole('textbox', { name: 'Text of the version' });
  await expect(old).toContainText('many** checkout requests');
  await expect(old).toBeFocused();
  await page.keyboard.type('x');
  await page.getByRole('button', { name: 'As read' }).click();
  await expect(page.getByRole('region', { name: 'Version as read' }).getByText('support requests').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('group', { name: 'Version' })).toHaveCount(0);
  expect(await textNow()).toBe(before);
  await page
    .getByRole('button', { name: /^Show / })
    .last()
    .click();
  await expect(page.getByRole('alert').filter({ hasText: "can't be read" })).toBeVisible();
  await page
    .getByRole('button', { name: /^Show / })
    .first()
    .click();
  await page.getByRole('group', { name: 'Version' }).getByRole('button', { name: 'Restore' }).click();
  expect((await did()).restored).toEqual(['v2']);
});

test('[M5] a comparison marks the words that went and the ones that came, and nothing else', async () => {
  await show('text=sample');
  await page
    .getByRole('button', { name: /^Compare with/ })
    .first()
    .click();
  const comparison = page.getByRole('group', { name: 'Comparison' });
  await expect(comparison).toContainText('Now');
  const marked = async (side: 'a' | 'b'): Promise<string> =>
    (await comparison.locator(`.cm-merge-${side} .cm-changedText`).allTextContents()).join(' | ');
  await expect.poll(() => marked('a')).toContain('many');
  expect(await marked('b')).toContain('one in seven');
  expect(await marked('b')).toContain('12');
  await expect(comparison.locator('.cm-merge-b .cm-changedLine').filter({ hasText: 'Impact starts (confirmed)' })).toHaveCount(1);
  await expect(comparison.locator('.cm-merge-a .cm-line').filter({ hasText: 'Impact starts (confirmed)' })).toHaveCount(0);
  expect(await comparison.locator('.cm-merge-b .cm-changedLine').count()).toBeLessThanOrEqual(4);
  await page.keyboard.press('Escape');
  await expect(comparison).toHaveCount(0);
});

test('focus mode leaves nothing but the text, and gives back what was there', async () => {
  await show('text=sample');
  const around = [region(), page.getByRole('navigation', { name: 'Outline' }), page.getByRole('region', { name: 'Versions' })];
  for (const part of around) await expect(part).toBeVisible();
  const before = (await box().boundingBox())?.y;
  await box().focus();
  await page.keyboard.press('Control+Alt+f');
  for (const part of around) await expect(part).toBeHidden();
  await expect(page.getByRole('button', { name: 'Focus mode', pressed: true })).toBeVisible();
  await expect(box()).toBeFocused();
  expect((await box().boundingBox())?.y).toBeLessThanOrEqual(before ?? 0);
  await page.keyboard.type('x');
  expect(await textNow()).toContain('x');
  await page.keyboard.press('Control+Alt+f');
  for (const part of around) await expect(part).toBeVisible();
});

test('the reading view goes section by section, by keys and buttons, and ends at both ends', async () => {
  await show('text=sample');
  await box().focus();
  await page.keyboard.press('Control+Alt+r');
  const section = page.getByRole('region', { name: 'Section' });
  const place = page.getByRole('status').filter({ hasText: /^Section \d+ of \d+$/ });
  const [back, next] = [page.getByRole('button', { name: '← Back' }), page.getByRole('button', { name: 'Next →' })];
  await expect(section).toBeFocused();
  await expect(place).toHaveText(/^Section 1 of/);
  await expect(back).toBeDisabled();
  const first = await section.getByRole('heading').first().textContent();
  await page.keyboard.press('ArrowRight');
  await expect(place).toHaveText(/^Section 2 of/);
  await expect(section.getByRole('heading').first()).not.toHaveText(first ?? '');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(section.getByRole('heading').first()).toHaveText(first ?? '');
  const count = Number(/of (\d+)/.exec((await place.textContent()) ?? '')?.[1]);
  for (let i = 1; i < count; i++) await next.click();
  await expect(place).toHaveText(`Section ${count} of ${count}`);
  await expect(next).toBeDisabled();
  await section.press('Escape');
  await expect(section).toHaveCount(0);
  await expect(box()).toBeVisible();
});

test('[M40] what somebody wrote becomes form, never markup, and nothing is fetched', async () => {
  await show('text=sample');
  await expect(region().locator('img[src^="data:image/png"]')).toHaveCount(1);
  await region().hover();
  await page.mouse.wheel(0, 20_000);
  await region().getByText('not kept here: https://evil.example/pixel.png').waitFor();
  await region().getByText('<script>alert(1)</script>').waitFor();
  await expect(region().locator('script, iframe, img:not([src^="data:"])')).toHaveCount(0);
  await region().getByRole('button', { name: 'a link' }).click();
  expect((await did()).links).toEqual(['https://grafana.example/d/1']);
});

test('the preview tells owner, date and kind of an action in quiet words, and never its id', async () => {
  await show('text=empty');
  await box().focus();
  await page.keyboard.insertText(
    '- [ ] Cap **the** retries (owner: @raj, due: 2099-12-04, kind: prevent, id: act-01X)\n- [ ] Ask (whom: anybody)\n- [x] Done (due: soon)\n',
  );
  const items = region().getByRole('listitem');
  await expect(items).toHaveText([/^Cap the retries\s*@raj · due 2099-12-04 · prevent$/, 'Ask (whom: anybody)', /^✓?Done \(due: soon\)$/]);
  expect(await textNow()).toContain('id: act-01X');
});

test('[M41] the slash menu picks from the incident and leaves Markdown, by keys alone', async () => {
  await show('text=sample');
  await cursorAfter('Contributing factors');
  await page.keyboard.type('\n\n/tim');
  await page.getByRole('listbox').waitFor();
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /First alert/ }).waitFor();
  await page.keyboard.type('rollback');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await expect.poll(textNow).toContain('## Contributing factors\n\n- 03:12:00 Rollback started\n\n## What mitigated it');
  await expect(region().getByText('03:12:00 Rollback started')).toBeVisible();
  await page.keyboard.type('\n/quote ');
  await expect(page.getByRole('option', { name: 'The incident has none yet' })).toBeVisible();
});

test('[M42] a pasted picture is kept and its reference stands in the text; a refused one says why', async () => {
  const paste = (): Promise<void> =>
    box().evaluate(async (element) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 40;
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
      const data = new DataTransfer();
      data.items.add(new File([blob ?? ''], 'board [1].png', { type: 'image/png' }));
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
  await show('text=empty');
  await box().focus();
  await paste();
  await expect.poll(textNow).toMatch(/^!\[board {1,2}1\]\(attachment:\d+\)$/);
  await expect(region().locator('img')).toHaveCount(1);
  await show('text=empty&no-store');
  await box().focus();
  await paste();
  await expect(page.getByRole('alert')).toHaveText('The picture could not be kept: the disk is full.');
  expect(await textNow()).toBe('');
});

test('[M43] find and replace', async () => {
  await show('text=sample');
  await box().focus();
  await page.keyboard.press('Control+f');
  await page.getByRole('textbox', { name: 'Find' }).fill('deploy');
  await page.getByRole('textbox', { name: 'Replace' }).fill('release');
  await page.getByRole('button', { name: 'Replace all' }).click();
  expect(await textNow()).not.toMatch(/deploy/i);
  await page.keyboard.press('Escape');
  await expect(box()).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect.poll(textNow).toContain('A deploy removed an index');
});

test('[M44] tables: inserted by a key, Tab goes from cell to cell and adds a row, a key adds a column', async () => {
  await show('text=empty');
  await box().focus();
  await page.keyboard.press('Control+Alt+t');
  await page.keyboard.type('When');
  await page.keyboard.press('Tab');
  await page.keyboard.type('What');
  for (const word of ['03:04', 'starts', '03:30', 'ends']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(word);
  }
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await page.keyboard.type('By');
  expect(await textNow()).toMatch(
    /^\| When \| What \| By ? ?\|\n\| --- \| --- \| --- \|\n\| ?03:04 ? \| ?starts ? \| {2}\|\n\| ?03:30 ? ?\| ?ends ? ?\| {2}\|/,
  );
  await expect(region().getByRole('cell', { name: 'ends' })).toBeVisible();
});

test('[M45] vim keys when they are wanted, and only then', async () => {
  await show('text=sample&vim');
  await page.locator('.cm-vim-panel').waitFor();
  await box().focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('ggdd');
  await expect.poll(textNow).not.toContain('# Checkout errors');
  await page.keyboard.type('iNew title');
  await page.keyboard.press('Escape');
  expect(await textNow()).toMatch(/^New title/);
  await show('text=empty');
  await box().focus();
  await page.keyboard.type('ggdd');
  expect(await textNow()).toBe('ggdd');
});

test('[M46] spelling: a wrong word is marked, mended from the list, or kept as one of our own', async () => {
  await show('text=sample');
  await expect(page.locator('.cm-misspelled', { hasText: 'exceded' })).toHaveCount(1);
  await expect(page.locator('.cm-misspelled', { hasText: /checkout|ledger_by|HighErrorRate/ })).toHaveCount(0);
  await cursorAfter('exceded');
  await page.keyboard.press('Control+;');
  await page.getByRole('option', { name: 'exceeded' }).waitFor();
  await page.waitForTimeout(120);
  await page.keyboard.press('Enter');
  await expect.poll(textNow).toContain('exceeded its time-out');
  await page.keyboard.type(' kubelets');
  await page.keyboard.press('Control+;');
  await page.getByRole('option', { name: /^Keep “kubelets”/ }).click();
  expect((await did()).words).toEqual(['kubelets']);
});

test('[M47] comments: made on words, answered, settled, and their marks move with the words', async () => {
  await show('text=sample');
  await expect(page.locator('.cm-comment')).toHaveText('3,118 orders were retried later');
  await box().focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('More\n\n');
  await expect(page.locator('.cm-comment')).toHaveText('3,118 orders were retried later');
  await page.getByRole('button', { name: 'Answer Ana' }).click();
  await page.getByRole('textbox', { name: 'Answer to Ana' }).fill('We looked: none was.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('We looked: none was.').waitFor();
  await cursorAfter('Summary');
  await page.keyboard.press('Control+Alt+m');
  await page.getByRole('textbox', { name: 'New comment' }).fill('shorter?');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.cm-comment')).toHaveCount(2);
  await page.getByRole('button', { name: 'Settle the comment of Ana' }).click();
  await expect(page.locator('.cm-comment')).toHaveText('Summary');
});

test('[M48] outline, word count, toolbar and links by keys', async () => {
  await show('text=empty');
  await box().focus();
  await page.keyboard.type('Impact');
  await page.keyboard.press('Control+Alt+2');
  await page.keyboard.press('End');
  await page.keyboard.type('\n\nsix words stand here, see INC-7');
  await expect(page.getByRole('navigation', { name: 'Outline' }).getByRole('button', { name: 'Impact' })).toBeVisible();
  await expect(page.getByText(/^7 words/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  expect((await did()).incidents).toEqual([7]);
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.press('Control+b');
  expect(await textNow()).toMatch(/\*\*7\*\*$/);
  await page.keyboard.press('Control+b');
  expect(await textNow()).toMatch(/INC-7$/);
  await page.getByRole('button', { name: 'Heading 1' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Heading 2' })).toBeFocused();
});

test('[M49] what another desk writes arrives in the text, and undo takes back only what was written here', async () => {
  await show('text=empty');
  await box().focus();
  await page.keyboard.type('mine');
  await page.evaluate(() =>
    (window as unknown as { sample: { text: { insert(at: number, words: string): void } } }).sample.text.insert(0, 'theirs '),
  );
  await expect(box()).toContainText('theirs mine');
  await page.keyboard.press('Control+z');
  await expect.poll(textNow).toBe('theirs ');
});

test('[M40] a document of 1 MB opens, and text and preview stay side by side', async () => {
  await show('text=long&no-spelling');
  await expect(page.getByRole('navigation', { name: 'Outline' }).getByRole('button', { name: 'Section 3', exact: true })).toBeVisible();
  await page.locator('.cm-scroller').hover();
  await page.mouse.wheel(0, 60_000);
  await page.waitForTimeout(600);
  const first = async (of: Locator): Promise<number> => Number(/Section (\d+)/.exec(await of.innerText())?.[1]);
  expect(Math.abs((await first(region())) - (await first(box())))).toBeLessThan(8);
  await drawn('long');
});
