// The dialog of sharing under hands: files, places with who will read it, the summary; pictures to look at, and axe.
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { looksRightIn, picture } from '../../harness/looks';
import { type OpenPage, openPage } from '../harness/served-page';

let opened: OpenPage;
let page: Page;
let address = '';

test.beforeAll(async () => {
  opened = await openPage(join(import.meta.dirname, 'page'), '900x820');
  ({ page, address } = opened);
});

test.afterAll(() => opened.close());

const dialog = () => page.getByRole('dialog', { name: 'Share the postmortem of INC-1042' });
const asked = () => page.evaluate(() => window.asked);

async function open(query = ''): Promise<void> {
  await page.goto(`${address}?${query}`);
  await expect(dialog()).toBeVisible();
}

for (const theme of ['dark', 'light'] as const) {
  test(`[X2] in ${theme}: a restricted one names who will read it, and goes out by the yes to those words`, async () => {
    await open(`theme=${theme}&restricted&offline`);
    await dialog().getByRole('button', { name: 'Publish to Wiki' }).click();
    const question = dialog().getByRole('group', { name: 'Publish to Wiki?' });
    await expect(question).toContainText('everybody with access to the space OPS');
    await dialog().getByRole('button', { name: 'Write a summary…' }).click();
    await expect(dialog().getByLabel('Message')).toHaveValue(/One in seven/);
    await looksRightIn(page, theme, `share/${theme}`);
    await question.getByRole('button', { name: 'All of them may know: publish' }).click();
    expect(await asked()).toEqual([['publish', 'wiki', expect.stringContaining('can be read by everybody')]]);
  });
}

test('[X3] [X5] files: the paper chosen, the place and what is missing told', async () => {
  await open();
  await dialog().getByRole('combobox', { name: 'Paper' }).click();
  await page.getByRole('option', { name: 'Letter' }).click();
  await dialog().getByRole('button', { name: 'PDF…' }).click();
  await expect(dialog().getByRole('status')).toContainText(
    'Saved to /home/robin/INC-1042-postmortem.pdf without a picture that is missing here',
  );
  expect(await asked()).toEqual([['save', 'pdf', 'Letter']]);
});

test('[X4] git tells the commit that waits to be pushed; nobody has to agree', async () => {
  await open();
  await dialog().getByRole('button', { name: 'Publish to Team docs' }).click();
  await dialog().getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(dialog().getByRole('status')).toContainText('Committed as 4edc09d2a7; the push is in the outbox');
  expect(await asked()).toEqual([['publish', 'docs', null]]);
});

test('[X10] the summary goes into the outbox in the words a person left in it', async () => {
  await open('empty');
  await expect(dialog()).toContainText('No place yet.');
  await picture(page, 'share/empty');
  await dialog().getByRole('button', { name: 'Write a summary…' }).click();
  await dialog().getByLabel('Message').fill('It is over.');
  await dialog().getByRole('button', { name: 'Put into the outbox' }).click();
  await expect(dialog().getByRole('status')).toContainText('waits in the outbox for your yes');
  expect(await asked()).toEqual([['summary', 'mail', 'It is over.']]);
});
