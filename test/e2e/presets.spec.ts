// A source that the console does not know, from its raw answer to alerts: the mapping is written in the feed's form and tried on an
// answer that is asked for once; mistakes stand marked in the text; presets of one's own are kinds beside the shipped ones.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startJsonSource } from '../fakes/json-source';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { rowOf } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a private session bus');

const HOSTILE = '<img src=x onerror="document.title=1"><b>bold</b>';
const SECRET = 'a-secret-of-this-test';

const presetOf = (name: string, severity = 'level'): string => `version: 1
name: ${name}
docs: https://example.com/api
fields:
  - { name: url, label: Address, hint: Of the shop., type: url, required: true }
  - { name: token, label: Token, hint: Read only., type: secret, required: true }
auth: { type: bearer, token: "{{token}}" }
request: { url: "{{url}}/api/problems" }
rows: problems
mapping:
  key: [host, check]
  name: check
  summary: text
  severity: ${severity}
  startsAt: since
  labels: { host: host }
`;

function problemsOf(count: number): unknown {
  return {
    owner: SECRET,
    problems: Array.from({ length: count }, (_, n) => ({
      host: `web-${n}`,
      check: n === 1 ? HOSTILE : 'disk',
      text: n === 1 ? 'ends \u202egnp.exe' : `Disk of web-${n} is full`,
      level: n % 2 === 0 ? 'critical' : 'warning',
      since: '2026-11-23T03:00:00Z',
    })),
  };
}

async function choose(window: Page, form: Locator, kind: string): Promise<void> {
  await form.getByRole('combobox', { name: 'Kind' }).click();
  await window.getByRole('option', { name: kind }).click();
}

test('a mapping is tried on one answer, and its mistakes are marked where they stand', async ({ stage }) => {
  test.setTimeout(120_000);
  const source = stage.keep(await startJsonSource(() => ({ body: problemsOf(3) })));
  const { window } = await stage.open();
  await window.getByRole('button', { name: 'Watch the demo' }).click();
  await window.getByRole('button', { name: 'Connect my Alertmanager' }).click();
  const form = window.getByRole('dialog', { name: 'Add a feed' });
  await choose(window, form, 'Any JSON over HTTP');
  await form.getByRole('textbox', { name: 'Preset' }).fill(presetOf('Shop'));
  await form.getByRole('textbox', { name: 'Values of its fields' }).fill(`url = ${source.url}`);
  await form.getByLabel('Secret', { exact: true }).fill(SECRET);
  await form.getByRole('button', { name: 'Try it' }).click();

  const pane = window.getByRole('dialog', { name: 'Try the preset' });
  const alerts = pane.getByRole('list', { name: 'Alerts' }).locator(':scope > li');
  const answer = pane.getByRole('region', { name: 'What the source said' });
  await expect(alerts).toHaveCount(3);
  await expect(answer).toContainText('"host": "web-0"');
  await expect(answer, 'marks of direction are written out').toContainText('ends \\u{202e}gnp.exe');
  await expect(answer, 'no secret is shown').not.toContainText(SECRET);
  await expect(alerts.nth(1)).toContainText(HOSTILE);
  await expect(pane.locator('img, li b b')).toHaveCount(0);
  await looksRight(window, 'presets/tried');

  const preset = pane.getByRole('textbox', { name: 'Preset' });
  await preset.fill(presetOf('Shop', '$number(level)'));
  const faults = pane.getByRole('list', { name: 'Faults of the preset' });
  await expect(faults).toContainText('(row 1 and 2 more)');
  await expect(faults.getByRole('button', { name: 'Line 14, column 13' })).toBeVisible();
  await expect(pane.locator('mark')).toHaveText('$number');
  await looksRight(window, 'presets/faulty');
  await faults.getByRole('button').click();
  await expect(preset).toBeFocused();
  await preset.fill(presetOf('Shop', '(level ='));
  await expect(faults.getByRole('button', { name: /^Line 14, column/ })).toBeVisible();
  await preset.fill(presetOf('Shop', `'"info"'`));
  await expect(alerts.nth(0)).toContainText('info');
  await expect(faults.getByRole('listitem')).toHaveCount(0);
  expect(source.asked, 'one request for all of it').toHaveLength(1);

  source.answer = () => ({ body: problemsOf(2000) });
  await pane.getByRole('button', { name: 'Ask the source again' }).click();
  await expect(pane.getByText('The first 100 of 2,000 alerts.')).toBeVisible();
  await expect(answer.getByText(/only its first 100,000 characters are shown, all of it is mapped/)).toBeVisible();
  await looksRight(window, 'presets/large');
  source.answer = () => ({ status: 503, body: 'away' });
  await pane.getByRole('button', { name: 'Ask the source again' }).click();
  await expect(pane.getByRole('alert')).toContainText('503');
  await window.keyboard.press('Escape');
  await expect(form.getByRole('textbox', { name: 'Preset' })).toHaveValue(presetOf('Shop', `'"info"'`));
});

test('presets of one’s own are kinds beside the shipped ones; one that is wrong says where', async ({ stage }) => {
  test.setTimeout(120_000);
  const source = stage.keep(await startJsonSource(() => ({ body: problemsOf(2) })));
  const folder = join(stage.profile, 'presets');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'shop.yml'), presetOf('Shop monitor'));
  writeFileSync(join(folder, 'stock.yml'), presetOf('Stock', '$sum(('));
  const { window } = await stage.open();
  await window.getByRole('button', { name: 'Watch the demo' }).click();
  await window.getByRole('button', { name: 'Connect my Alertmanager' }).click();
  const form = window.getByRole('dialog', { name: 'Add a feed' });
  await expect(form.getByRole('alert')).toContainText(/presets\/stock\.yml, line 14, column \d+: mapping\.severity/);
  await choose(window, form, 'Shop monitor (presets/shop.yml)');
  await form.getByRole('textbox', { name: 'Address' }).fill(source.url);
  await form.getByLabel(/^Token/).fill(SECRET);
  await looksRight(window, 'presets/own');
  await form.getByRole('button', { name: 'Try it' }).click();
  const pane = window.getByRole('dialog', { name: 'Try the preset' });
  await expect(pane.getByRole('textbox', { name: 'Preset' })).toHaveValue(presetOf('Shop monitor'));
  await pane.getByRole('textbox', { name: 'Preset' }).fill(presetOf('Shop monitor', `'"error"'`));
  await expect(pane.getByRole('list', { name: 'Alerts' }).locator(':scope > li').nth(0)).toContainText('error');
  expect(source.asked).toHaveLength(1);
  await pane.getByRole('button', { name: 'Back to the form' }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toBeHidden();
  await window.keyboard.press('Control+1');
  await expect(rowOf(window, 1)).toContainText('disk', { timeout: 30_000 });
});
