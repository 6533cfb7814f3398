// Pictures of the incident panel and its dialogs, dark and light, wide and narrow, to be looked at; axe over each; and the keyboard.
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { looksRightIn } from '../../harness/looks';
import { type OpenPage, openPage } from '../harness/served-page';

let opened: OpenPage;
let app: ElectronApplication;
let page: Page;
let address = '';

test.beforeAll(async () => {
  opened = await openPage(join(import.meta.dirname, 'page'), '560x860', 'id=inc-1042');
  ({ app, page, address } = opened);
});

test.afterAll(() => opened.close());

async function show(query: string, width = 560): Promise<void> {
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size, 860), width);
  await page.goto(`${address}?${query}`);
}

/** Its name says in which look it is drawn. */
async function drawn(name: string): Promise<void> {
  await looksRightIn(page, name.includes('light') ? 'light' : 'dark', `incident/${name}`);
}

for (const theme of ['dark', 'light'] as const) {
  for (const width of [560, 380]) {
    const at = `${theme}-${width}`;

    test(`now, timeline, alerts and notes, ${at}`, async () => {
      await show(`id=inc-1042&theme=${theme}`, width);
      await page.getByRole('button', { name: 'Trace' }).click();
      await drawn(`now-${at}`);
      await page.getByRole('tab', { name: /^Timeline/ }).click();
      await drawn(`timeline-${at}`);
      await page.getByRole('tab', { name: /^Alerts/ }).click();
      await page.getByRole('button', { name: /img src=x/ }).click();
      await drawn(`alerts-${at}`);
      await page.getByRole('tab', { name: /^Notes/ }).click();
      await drawn(`notes-${at}`);
      await page.getByRole('button', { name: 'More acts' }).click();
      await drawn(`menu-${at}`);
    });

    test(`dialogs, ${at}`, async () => {
      await show(`id=inc-1042&theme=${theme}`, width);
      for (const [key, name] of [
        ['s', 'snooze'],
        ['v', 'severity'],
        ['m', 'merge'],
        ['i', 'silence'],
      ] as const) {
        await page.keyboard.press(key);
        await page.getByRole('dialog').waitFor();
        if (name === 'silence') await page.getByText(/^Hides/).waitFor();
        await drawn(`${name}-${at}`);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    });
  }

  test(`other states, ${theme}`, async () => {
    for (const [name, query] of [
      ['write-failed', 'id=inc-1035'],
      ['resolved', 'id=inc-1028'],
      ['closed', 'id=inc-1020'],
      ['silenced', 'id=inc-1031'],
      ['loading', 'id=inc-1042&mood=slow'],
      ['down', 'id=inc-1042&mood=down'],
      ['missing', 'id=inc-0'],
      ['security', 'id=inc-1040'],
    ] as const) {
      await show(`${query}&theme=${theme}`);
      await drawn(`state-${name}-${theme}`);
    }
  });
}

test('a silence goes from preview to confirmed, and focus returns', async () => {
  await show('id=inc-1042');
  const silence = page.getByRole('button', { name: 'Silence', exact: true });
  await silence.focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^Hides [\d,]+ alerts now/).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Silence', exact: true }).click();
  await page.getByText(/Confirmed by AM Frankfurt/).waitFor();
  await drawn('silence-confirmed');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(silence).toBeFocused();
});

test('tabs rove, lists move by arrows, notes go by Ctrl+Enter, Acknowledge becomes Resolve', async () => {
  await show('id=inc-1042');
  await page.getByRole('tab', { name: 'Now' }).focus();
  for (const name of [/^Runbook/, /^Timeline/, /^Alerts/]) {
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name })).toBeFocused();
  }
  await page.getByRole('region', { name: 'Alerts' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { expanded: true })).toHaveCount(1);
  await page.keyboard.press('End');
  await expect(page.getByRole('listitem').filter({ has: page.locator(':focus') })).toHaveAttribute('aria-posinset', '640');
  await page.getByRole('tab', { name: /^Notes/ }).click();
  await page.getByRole('textbox', { name: 'New note' }).fill('rolled back <b>now</b>');
  await page.keyboard.press('Control+Enter');
  await page.getByText('rolled back <b>now</b>', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.getByRole('button', { name: 'Resolve' })).toBeVisible();
});

test('alerts are filtered, chosen and split off', async () => {
  await show('id=inc-1042');
  await page.getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menuitem', { name: 'Split…' }).click();
  await page.getByRole('textbox', { name: 'Filter alerts' }).fill('eu-west-1b 503');
  await page.getByText(/^\d+ of 640 fit$/).waitFor();
  await page.getByRole('button', { name: /^Choose all \d+$/ }).click();
  await drawn('split');
  await page.getByRole('button', { name: /^Split \d+ off$/ }).click();
  await page.getByText(/split off into an incident of their own$/).waitFor();
});

test('[L4] the events are verified when asked, whole or broken in words', async () => {
  await show('id=inc-1042');
  await page.getByRole('tab', { name: /^Timeline/ }).click();
  await page.getByRole('button', { name: 'Verify the events' }).click();
  await page.getByText('✓ verified, 9 events').waitFor();
  await drawn('verified');
  await show('id=inc-1042&mood=broken');
  await page.getByRole('tab', { name: /^Timeline/ }).click();
  await page.getByRole('button', { name: 'Verify the events' }).click();
  await page.getByText(/^✕ broken at “Paged: shown” \(.*\): it was changed after it was written/).waitFor();
  await drawn('broken');
});

test('a long timeline is paged: by scrolling and by a filter', async () => {
  await show('id=inc-1042&mood=long');
  await page.getByRole('tab', { name: /^Timeline 2,?609/ }).click();
  await page.getByText(/^2,609 entries, newest first/).waitFor();
  await drawn('timeline-long');
  const list = page.getByRole('region', { name: 'Timeline' });
  await list.evaluate((el) => el.scrollTo(0, el.scrollHeight / 2));
  await page.getByText('round 1300', { exact: true }).waitFor();
  await show('id=inc-1042&mood=long');
  await page.getByRole('tab', { name: /^Timeline/ }).click();
  await page.getByRole('textbox', { name: 'Filter the timeline' }).fill('canary');
  await page.getByText('First look: the canary').waitFor();
  await expect(page.getByText(/^1 of 2,609 entries/)).toBeVisible();
});

test('[H1] the picture is zoomed and brushed by keys and pointer, and the span filters the list', async () => {
  await show('id=inc-1042');
  await page.getByRole('tab', { name: /^Timeline/ }).click();
  const slider = page.getByRole('slider', { name: /^Timeline picture/ });
  const box = await slider.boundingBox();
  if (!box) throw new Error('the picture has no box');
  await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.55, box.y + 24, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByText(/^[1-8] of 9 entries/)).toBeVisible();
  await drawn('brushed');
  await slider.press('Escape');
  await expect(page.getByText(/^9 entries/)).toBeVisible();
  await slider.press('End');
  for (let i = 0; i < 14; i++) await slider.press('Shift+ArrowLeft');
  await expect(page.getByText(/^[1-8] of 9 entries/)).toBeVisible();
  await slider.press('+');
  await slider.press('+');
  await page.getByRole('button', { name: 'As a table' }).click();
  await page.getByRole('table', { name: /^When alerts fired/ }).waitFor();
  await drawn('brushed-table');
  await page.getByRole('button', { name: 'Show all', exact: true }).click();
});

for (const theme of ['dark', 'light'] as const) {
  test(`[H8] the evidence of a security incident, and who needs to know, ${theme}`, async () => {
    await show(`id=inc-1040&theme=${theme}`);
    await page.getByRole('tab', { name: /^Timeline/ }).click();
    await page.getByRole('button', { name: 'Evidence', exact: true }).click();
    await page.getByRole('group', { name: 'Forensics checklist' }).waitFor();
    await drawn(`evidence-${theme}`);
    await page.keyboard.press('Shift+K');
    await page.getByRole('dialog').getByRole('button', { name: 'Lift the restriction' }).waitFor();
    await drawn(`restrict-${theme}`);
  });
}

test('[H5] an entry is pinned by keys, and only pins are shown', async () => {
  await show('id=inc-1042');
  await page.getByRole('tab', { name: /^Timeline/ }).click();
  await page.getByRole('button', { name: 'Pin: Note by Ana' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Unpin: Note by Ana' }).waitFor();
  await page.getByRole('button', { name: /^Show:/ }).click();
  await page.getByRole('menuitemradio', { name: 'Pinned' }).click();
  await expect(page.getByText(/^1 of 9 entries/)).toBeVisible();
  await drawn('pinned');
});

test('[W1] a write that failed is tried again by its button', async () => {
  await show('id=inc-1035');
  const again = page.getByRole('button', { name: /^Try again: Acknowledgement at / });
  await again.focus();
  await drawn('retry');
  await page.keyboard.press('Enter');
  await page.getByText(/waiting for the server since/).waitFor();
  await expect(again).toHaveCount(0);
});

test('the impact is confirmed by a person, in the form and by keys, and stands among the facts', async () => {
  await show('id=inc-1042');
  await page.getByText('Nobody confirmed it yet.').waitFor();
  await page.getByRole('button', { name: 'Confirm…' }).click();
  const form = page.getByRole('form', { name: 'Impact' });
  await expect(form.getByLabel('Began')).toBeFocused();
  await form.getByLabel('Customers affected').fill('many');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('alert')).toHaveText('Customers affected: a number, please.');
  await drawn('impact-form');
  await form.getByLabel('Customers affected').fill('3,118');
  await form.getByLabel('What users noticed').fill('“Try again <b>later</b>”');
  await form.getByRole('button', { name: /^First sighting/ }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('3,118 customers affected').waitFor();
  await page.getByText('“Try again <b>later</b>”').waitFor();
  await expect(form).toHaveCount(0);
  await page.getByRole('button', { name: 'Correct…' }).click();
  await expect(form.getByLabel('Customers affected')).toHaveValue('3118');
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await page.evaluate(() => document.querySelector('#incident-tabpanel')?.scrollTo(0, 0));
  await drawn('impact-confirmed');
  await show('id=inc-1042&theme=light', 380);
  await page.getByRole('button', { name: 'Confirm…' }).click();
  await form.waitFor();
  await drawn('impact-form-light-380');
});

test('last time: how similar incidents ended, what is restricted stays closed, a failure can be asked again', async () => {
  await show('id=inc-1042');
  await page.getByText('rolled back to 4.17.2').waitFor();
  await expect(page.getByText('Restricted to those who need to know.')).toHaveCount(1);
  await expect(page.getByText('same alert HighErrorRate, same service checkout')).toHaveCount(1);
  await page.getByRole('button', { name: 'INC-1028' }).scrollIntoViewIfNeeded();
  await drawn('last-time');
  await show('id=inc-1042&mood=unsimilar');
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByText('The search index can’t be read.').waitFor();
  await show('id=inc-1040');
  await page.getByText('Nothing like it on record.').waitFor();
});

test('[G6] the charts of a postmortem are drawn from their fences; what is no chart stays text', async () => {
  const at = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();
  const marks = [`mark: ${at(-6)} Impact`, `mark: ${at(-5)} Detected`, `mark: ${at(-4)} Acknowledged`, `mark: ${at(-0.1)} Resolved`].join(
    '\n',
  );
  const fenceOf = (kind: string): string =>
    encodeURIComponent(`chart: ${kind}\nincident: INC-1042 inc-1042\nfrom: ${at(-9)}\nto: ${at(0)}\n${marks}\ncaption: As it was: ${kind}`);
  for (const [kind, theme] of [
    ['alerts', 'dark'],
    ['alerts', 'light'],
    ['stages', 'dark'],
    ['stages', 'light'],
  ] as const) {
    await show(`id=inc-1042&theme=${theme}&fence=${fenceOf(kind)}`, 760);
    await page.getByRole('img', { name: `As it was: ${kind}` }).waitFor();
    await drawn(`chart-${kind}-${theme}`);
  }
  await show(`id=inc-1042&fence=${fenceOf('pie')}`);
  await expect(page.locator('pre')).toContainText('chart: pie');
});
