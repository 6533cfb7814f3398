// From an incident to a fix that landed, in the real window: sixty entries of a timeline, a postmortem by one's own template, blameless
// words, actions on the board and as tickets, the insights that count them, and what policies and readiness say. Each view is pictured.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startGithubFake } from '../fakes/github-fake';
import { startAlertmanager } from '../harness/alertmanager';
import { graveViolations } from '../harness/looks';
import { startPostmortem, textOf, wholeText, writeNotes } from './parts/postmortem';
import { expect, test } from './parts/stage';
import { pictureView } from './parts/views';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, queue, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const NOTES = 58;
const BLAME = 'Raj Patel should have noticed the full queue.';
const SERVICES = ['checkout', 'auth', 'search', 'mail', 'invoices-and-refunds'];
const ACTIONS = [
  'Alert when the queue of checkout is 80 % full (owner: @raj, due: 2099-01-31, kind: detect)',
  'Cap the retries of checkout at three (owner: @anna, due: 2099-02-14, kind: prevent)',
  'Shed load from the queue by a switch in the runbook (owner: @raj, due: 2025-02-01, kind: mitigate)',
  'Test the restore of the queue every quarter, with the times written down where everybody on call finds them (owner: @anna, kind: process)',
  'Be more careful',
];
const FIRST = /^Alert when the queue of checkout is 80 % full/;

const settings = (templateFolder: string, tracker: Readonly<Record<string, unknown>>) => ({
  people: [
    { id: 'anna', name: 'Anna' },
    { id: 'raj', name: 'Raj Patel' },
  ],
  trackers: [{ id: 'shop', kind: 'github', name: 'acme/shop', config: tracker }],
  actions: { pollMinutes: 0.05, isReminded: false },
  postmortem: { templateFolder },
  policies: [
    {
      ...{ id: 'access', name: 'Access to production', owner: 'anna', link: 'https://wiki.example/access', lastReview: '2025-05-01' },
      governs: { matchers: ['service="checkout"'] },
    },
    { id: 'breach', name: 'Breach response', owner: 'Security team', governs: { isSecurity: true }, lastReview: '2025-01-31' },
    { id: 'keys', name: 'Keys of production and who may read them', owner: 'raj', lastReview: '2026-11-01' },
  ],
});

function ownTemplate(folder: string): string {
  mkdirSync(folder);
  const head = '---\nname: Checkout team\nservices: [checkout]\n---\n# {{number}}: {{title}}\n\n';
  writeFileSync(join(folder, 'checkout.md'), `${head}## Timeline\n\n{{timeline}}\n\n## Contributing factors\n\n## Actions\n`);
  return folder;
}

async function board(window: Page) {
  await window.keyboard.press('Control+7');
  await window.getByRole('toolbar', { name: 'Actions' }).waitFor();
}

test('[G7] [B3] [J3] [J5] [J6] [Q11] sixty entries become a blameless postmortem, its actions tickets, and their end a number', async ({
  stage,
}) => {
  test.setTimeout(180_000);
  const [server, github] = [stage.keep(await startAlertmanager()), stage.keep(await startGithubFake())];
  await server.post(
    SERVICES.map((service) => ({ labels: { alertname: `Full:${service}`, severity: 'critical', service }, annotations: {} })),
  );
  const config = watchConfig({ urls: [server.url], settings: settings(ownTemplate(join(stage.profile, 'templates')), github.config) });
  const running = await stage.open({ config });
  const { window } = running;
  await watches(window);
  const checkout = queue(window).getByRole('row', { name: /^INC-.*checkout/ });
  await expect(checkout).toBeVisible({ timeout: 20_000 });
  const number = Number(/INC-(\d+)/.exec(await checkout.ariaSnapshot())?.[1]);
  await select(window, number);
  await writeNotes(window, NOTES, number);
  await expect(incidentTab(window, 'Timeline')).toHaveText(/[6-9]\d/);

  const panel = await startPostmortem(window, number);
  const text = (): Promise<string> => wholeText(window);
  await expect.poll(text).toContain(`# INC-${number}: `);
  expect(await text()).toContain(`Queue depth is ${NOTES * 100}`);
  await textOf(panel).click();
  await window.keyboard.press('Control+End');
  await window.keyboard.insertText(`\n${ACTIONS.map((line) => `- [ ] ${line}`).join('\n')}\n\n## What we saw\n\n${BLAME}\n`);
  const words = panel.getByRole('region', { name: 'Words' });
  const named = words.getByRole('listitem').filter({ hasText: 'Raj Patel' }).first();
  await expect(named).toBeVisible();
  await expect(words.getByText(/more careful/).first()).toBeVisible();
  await pictureView(running, 'editor');
  await named.getByRole('button').nth(1).click();
  await expect.poll(text).not.toContain(BLAME);
  await window.keyboard.press('Control+Alt+r');
  await expect(panel.getByRole('region', { name: 'Section' })).toBeVisible();
  await pictureView(running, 'reading');
  await window.keyboard.press('Escape');

  await board(window);
  const row = (name: RegExp) => window.getByRole('button', { name });
  for (const line of ACTIONS) await expect(row(new RegExp(`^${line.split(' (')[0]}`))).toBeVisible();
  await row(FIRST).click();
  await window.getByRole('button', { name: 'Push to acme/shop' }).click();
  await expect(row(FIRST)).toContainText('acme/shop #1: open', { timeout: 45_000 });
  await row(/^Cap the retries/).click();
  await window.getByRole('button', { name: 'Push to acme/shop' }).click();
  await expect(row(/^Cap the retries/)).toContainText('acme/shop #2: open', { timeout: 45_000 });
  expect(github.issues.map(({ title }) => title)).toEqual([expect.stringMatching(/80 % full/), expect.stringMatching(/^Cap/)]);
  await pictureView(running, 'board');
  expect(await graveViolations(window)).toEqual([]);
  await window.getByRole('button', { name: 'Close the action' }).click();
  await pictureView(running, 'board-closed');
  github.move('1', 'done', 'Dana');
  await expect(row(FIRST)).toBeHidden({ timeout: 20_000 });

  await window.keyboard.press('Control+8');
  const counted = window.getByRole('region', { name: 'Actions by kind' });
  await counted.scrollIntoViewIfNeeded();
  await expect(counted.getByRole('button', { name: 'Done in time 1' })).toBeVisible();
  await expect(counted.getByRole('button', { name: 'Overdue 1' })).toBeVisible();
  await pictureView(running, 'insights');
  await counted.getByRole('button', { name: 'Done in time 1' }).click();
  const behind = window.getByRole('complementary', { name: 'Incidents behind the number' });
  await behind.getByRole('button', { name: new RegExp(`INC-${number} `) }).press('Enter');
  await expect(incident(window, number)).toBeVisible();
  await incidentTab(window, 'Postmortem').click();
  await expect.poll(text).toMatch(/- \[x\] Alert when the queue of checkout is 80 % full/);

  await window.keyboard.press('Control+Backslash');
  await expect(rowOf(window, number)).toBeVisible();
  await queue(window)
    .getByRole('row', { name: /policy review/ })
    .first()
    .click();
  await incidentTab(window, 'Postmortem').click();
  await expect(window.getByText('A review needs no postmortem')).toBeVisible();
  await pictureView(running, 'policy-review');
  await window.keyboard.press('Control+9');
  const table = window.getByRole('table', { name: 'Readiness of services' });
  await table.getByRole('button', { name: 'checkout' }).click();
  await pictureView(running, 'readiness');
  await window.getByRole('list', { name: 'Policies' }).scrollIntoViewIfNeeded();
  await pictureView(running, 'policies');
  expect(await graveViolations(window)).toEqual([]);
});
