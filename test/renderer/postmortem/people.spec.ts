// Other people in the editor: where their cursors are drawn, and that no word of theirs does harm.
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type OpenPage, openPage } from '../harness/served-page';
import type { PeopleOfPage } from './page/people';

let opened: OpenPage;
let page: Page;

test.beforeAll(async () => {
  opened = await openPage(join(import.meta.dirname, 'page'), '1410x820');
  page = opened.page;
});
test.afterAll(() => opened.close());
test.beforeEach(async () => {
  await page.goto(`${opened.address}?people`);
  await box().waitFor();
});

interface Sample {
  readonly people: PeopleOfPage;
  readonly text: { insert(at: number, words: string): void; readonly doc: { readonly share: Map<string, unknown> } };
  textNow(): string;
}
type Put = Parameters<PeopleOfPage['put']>[0];

const box = (): Locator => page.getByRole('textbox', { name: 'Postmortem text' });
const bars = (): Locator => page.locator('.cm-person');
const put = (others: Put): Promise<void> =>
  page.evaluate((all) => (window as unknown as { sample: Sample }).sample.people.put(all), others);
const insert = (at: number, words: string): Promise<void> =>
  page.evaluate(([to, text]) => (window as unknown as { sample: Sample }).sample.text.insert(to, text), [at, words] as const);

test('[T41] a cursor stands in the text with its name and moves with what is written before it; a selection is shown', async () => {
  await put([{ desk: 'a'.repeat(26), person: 'Bo', cursor: [4, 12] }]);
  await expect(bars()).toHaveText('Bo');
  await expect(page.locator('.cm-person-selection')).toHaveCount(1);
  const before = await bars().boundingBox();
  await insert(2, 'xxxx');
  await expect.poll(async () => (await bars().boundingBox())?.x ?? 0).toBeGreaterThan((before?.x ?? 0) + 4);
  await insert(0, 'A line above.\n');
  await expect.poll(async () => (await bars().boundingBox())?.y ?? 0).toBeGreaterThan((before?.y ?? 0) + 10);
  await put([{ desk: 'a'.repeat(26), person: 'Bo', cursor: null }]);
  await expect(bars()).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Also here:' })).toHaveText('Bo');
  await put([]);
  await expect(page.getByRole('list', { name: 'Also here:' })).toHaveCount(0);
});

test('[T41] the name goes to where that one is; one’s own cursor is told once one has been in the text', async () => {
  await page.goto(`${opened.address}?people&text=long`);
  await box().waitFor();
  const end = await page.evaluate(() => (window as unknown as { sample: Sample }).sample.textNow().length);
  await put([{ desk: 'a'.repeat(26), person: 'Bo', cursor: [end, end] }]);
  await expect(bars()).toHaveCount(0);
  const told = () => page.evaluate(() => (window as unknown as { sample: Sample }).sample.people.told);
  expect(await told()).toEqual([]);
  await page.getByRole('button', { name: 'Bo', exact: true }).click();
  await expect(bars()).toHaveText('Bo');
  await expect(box()).toBeFocused();
  await page.keyboard.press('Control+Home');
  await expect.poll(async () => (await told()).at(-1)?.head).toMatch(/^[A-Za-z0-9+/]+=*$/);
});

test('[T44] a hostile name is text, and a place that is none draws nothing, makes nothing and breaks nothing', async () => {
  const foreign = await page.evaluate(() => btoa('\u0001\u0004evil'));
  await put([
    { desk: 'a'.repeat(26), person: '<img src=x onerror="window.hit=1">\u202eBo', cursor: [2, 2] },
    { desk: 'b'.repeat(26), person: 'Cy', cursor: { anchor: foreign, head: foreign } },
    { desk: 'c'.repeat(26), person: 'Di', cursor: { anchor: '////////', head: 'AAAA' } },
    { desk: 'd'.repeat(26), person: 'Ed', cursor: { anchor: '?', head: '?' } },
  ]);
  await expect(bars()).toHaveCount(1);
  await expect(bars()).toContainText('<img src=x');
  await expect(bars()).toContainText('‹U+202E›');
  expect(await page.evaluate(() => [...(window as unknown as { sample: Sample }).sample.text.doc.share.keys()])).toEqual(['text']);
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  await insert(0, 'still written');
  await expect(box()).toContainText('still written');
});

test('[D50] what hides in the words of somebody else is shown by its code, in the editor and in the preview; the text stays', async () => {
  const words = 'open \u202egnp.exe\u2066 of p\u0430yments now\n\n';
  await insert(0, words);
  await expect(page.locator('.cm-specialChar')).toHaveText(['‹U+202E›', '‹U+2066›']);
  const shown = 'open ‹U+202E›gnp.exe‹U+2066› of p‹U+0430›yments now';
  await expect(page.getByRole('region', { name: 'Preview' })).toContainText(shown);
  expect(await page.evaluate(() => (window as unknown as { sample: Sample }).sample.textNow())).toContain(words);
});
