// A rotation of one's own from the settings to the place On call, the foot and the tray; and an axe check over each.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../harness/eventually';
import { graveViolations, looksRightIn, picture } from '../harness/looks';
import { expect, test } from './parts/stage';
import { chooseTheme } from './parts/tour';
import { watchConfig } from './parts/watch-config';
import { foot } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a private session bus');

const people = 'people:\n  - { id: robin, name: Robin Fox, timeZone: America/New_York }\n  - { id: sam, name: Sam Berg }\n';

test('[D26] a rotation added in the settings stands in On call, in the foot and in the tray', async ({ stage }) => {
  const { window } = await stage.open();
  await window.getByRole('button', { name: 'Watch the demo' }).click();
  const file = join(stage.profile, 'people.yml');
  writeFileSync(file, people);
  await window.keyboard.press('Control+4');
  await expect(window.getByText('No schedule yet')).toBeVisible();
  await window.keyboard.press('Control+,');
  const sections = window.getByRole('navigation', { name: 'Settings sections' });
  await sections.getByRole('button', { name: 'Import and export' }).click();
  await window.getByLabel('Settings file').setInputFiles(file);
  await expect(window.getByText(/^✓ Imported/)).toBeVisible();

  await sections.getByRole('button', { name: 'Schedules' }).click();
  await window.getByRole('button', { name: 'Add a schedule' }).click();
  const dialog = window.getByRole('dialog', { name: 'Add a schedule' });
  await dialog.getByLabel('Name').fill('First line');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Somebody has to be on call.')).toBeVisible();
  for (const name of ['Robin Fox', 'Sam Berg']) {
    await dialog.getByLabel('Add a person to the rotation').click();
    await window.getByRole('option', { name }).click();
  }
  await dialog.getByLabel('First hand-over').fill('2026-01-05');
  await dialog.getByRole('button', { name: 'Try it' }).click();
  await expect(dialog.getByRole('list', { name: 'Now and the next hand-overs' }).getByRole('listitem')).toHaveCount(6);
  await picture(window, 'on-call/schedule-dialog');
  expect(await graveViolations(window)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('list', { name: 'Schedules' })).toContainText(/On call: (Robin Fox|Sam Berg) until/);

  await window.getByRole('button', { name: 'Add a schedule' }).click();
  await dialog.getByRole('combobox', { name: 'Kind' }).or(dialog.getByLabel('Kind')).first().click();
  await window.getByRole('option', { name: 'Calendar (iCal)' }).click();
  await dialog.getByLabel('Address or file').fill('https://calendar.example/duty.ics');
  await dialog.getByText('Proxy and certificate authority').click();
  await dialog.getByLabel('Proxy', { exact: true }).fill('ftp://proxy');
  await picture(window, 'on-call/on-call-proxy');
  expect(await graveViolations(window)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/an address such as http:\/\/proxy:3128/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);

  await expect(foot(window).getByRole('button', { name: /^On call: (Robin Fox|Sam Berg) until/ })).toBeVisible();
  const tray = await eventually('the tray tells it', async () =>
    (await stage.tray.menu()).find(({ label }) => /^On call: (Robin Fox|Sam Berg) until .* · next (Robin Fox|Sam Berg)$/.test(label)),
  );
  await window.keyboard.press('Control+1');
  await stage.tray.press(tray.label);
  const card = window.getByRole('region', { name: 'Schedule First line' });
  await expect(card.getByRole('list', { name: 'On call now in First line' })).toContainText(/until .* \(in \d+ (d|h|min)/);
  const shifts = card.getByRole('toolbar', { name: 'Shifts of First line' }).getByRole('button');
  await shifts.first().focus();
  await window.keyboard.press('ArrowRight');
  await expect(shifts.nth(1)).toBeFocused();
  await expect(card.getByRole('status').last()).toContainText(/(Robin Fox|Sam Berg): .* to /);
  expect(await card.getByRole('table', { name: 'Shifts of First line' }).getByRole('row').count()).toBeGreaterThan(2);
  for (const theme of ['dark', 'light'] as const) {
    await chooseTheme(window, theme);
    await window.keyboard.press('Control+4');
    await expect(card).toBeVisible();
    await looksRightIn(window, theme, `on-call/on-call-${theme}`);
  }
});

test('[D27] a schedule that is not known says why and what to do, and others stand beside it', async ({ stage }) => {
  const calendar = join(stage.profile, 'duty.ics');
  const now = new Date();
  const day = (by: number): string => new Date(now.getTime() + by * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const event = (uid: number, from: number, to: number, name: string): string =>
    `BEGIN:VEVENT\nUID:${uid}\nDTSTART;VALUE=DATE:${day(from)}\nDTEND;VALUE=DATE:${day(to)}\nSUMMARY:${name}\nEND:VEVENT\n`;
  const events = event(1, -1, 4, 'Robin Fox') + event(2, -1, 2, 'Kim Stranger') + event(3, 4, 9, 'Sam Berg');
  writeFileSync(calendar, `BEGIN:VCALENDAR\nVERSION:2.0\n${events}END:VCALENDAR\n`);
  const rotation = { kind: 'rotation', people: ['robin', 'sam'], startDate: '2026-01-05', timeZone: 'Europe/Berlin', rrule: 'FREQ=DAILY' };
  const settings = {
    people: [
      { id: 'robin', name: 'Robin Fox', timeZone: 'America/New_York' },
      { id: 'sam', name: 'Sam Berg' },
    ],
    schedules: [
      { id: 'first', name: 'First line', from: rotation },
      { id: 'calendar', name: 'Database duty', from: { kind: 'ical', source: calendar } },
      { id: 'gone', name: 'Network duty', from: { kind: 'ical', source: join(stage.profile, 'none.ics') } },
    ],
  };
  const { window } = await stage.open({ config: watchConfig({ urls: ['http://127.0.0.1:9'], settings }) });
  await expect(foot(window).getByRole('button', { name: /^On call: / })).toBeVisible({ timeout: 20_000 });
  await window.keyboard.press('Control+4');
  const unknown = window.getByRole('region', { name: 'Schedule Network duty' });
  await expect(unknown).toContainText(/There is no file .*none\.ics\. Check its path and permissions\./, { timeout: 20_000 });
  const known = window.getByRole('region', { name: 'Schedule Database duty' });
  await expect(known.getByRole('list', { name: 'On call now in Database duty' })).toContainText(/for them .* (GMT-[45]|E[SD]T)/);
  await expect(known).toContainText('not among your people');
  await expect(
    window.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /On call 1 not known for sure/ }),
  ).toBeVisible();
  await picture(window, 'on-call/on-call-unknown');
  expect(await graveViolations(window)).toEqual([]);
});
