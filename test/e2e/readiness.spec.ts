// Being ready, in the real Electron on a real Alertmanager: a due policy waits in the queue and goes when it was reviewed; a service has
// a score with reasons, and an act raises it.

import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { foot, queue, queueTab, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const settings = {
  people: [{ id: 'ana', name: 'Ana Lima' }],
  policies: [
    {
      ...{ id: 'access', name: 'Access to production', owner: 'ana', link: 'https://wiki.example/access', lastReview: '2025-05-01' },
      governs: { matchers: ['service="shop"'] },
    },
    { id: 'breach', name: 'Breach response', owner: 'Security team', governs: { isSecurity: true }, lastReview: '2025-01-31' },
  ],
};

const alerts = [
  { labels: { alertname: 'RequestLatencyHigh', service: 'shop', severity: 'warning' }, annotations: { summary: 'p99 is 4 s' } },
  { labels: { alertname: 'LoginsFromNowhere', service: 'auth', severity: 'warning', team: 'security' }, annotations: {} },
];

test('[Y7] [Y8] a due review waits in the queue, does not page, and goes when a person reviewed', async ({ stage }) => {
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings }) });
  await watches(window);
  const reviews = queue(window).getByRole('row', { name: /policy review/ });
  await expect(reviews).toHaveCount(2);
  await expect(foot(window).getByRole('button', { name: /^Watching 1 feed/ })).toBeVisible();
  const access = reviews.filter({ hasText: 'Access to production' });
  await access.click();
  const policy = window.getByRole('region', { name: 'Policy', exact: true });
  await expect(policy).toContainText('owner Ana Lima, last reviewed 2025-05-01');
  await expect(window.getByText(/never pages/).first()).toBeVisible();
  await looksRight(window, 'readiness/review-in-queue');
  await policy.getByRole('button', { name: 'Reviewed: Access to production' }).click();
  await window.keyboard.type('two names less');
  await looksRight(window, 'readiness/review-form');
  await window.keyboard.press('Enter');
  await expect(access).toContainText('Resolved');
  await queueTab(window, 'Resolved').click();
  await expect(reviews).toHaveCount(1);
  await expect(access).toHaveCount(1);
  await queueTab(window, 'Open').click();
  await expect(reviews).toHaveCount(1);
  await expect(access).toHaveCount(0);
  expect(stage.daemon.received.filter((n) => /policy/i.test(n.summary))).toEqual([]);
});

test('[Y9] [Y10] a service has a score with reasons, and a review raises it; the policy stands beside the incident', async ({ stage }) => {
  test.setTimeout(90_000);
  const server = stage.keep(await startAlertmanager());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings }) });
  await watches(window);
  await server.post(alerts);
  await expect(queue(window).getByRole('row', { name: /LoginsFromNowhere/ })).toBeVisible();
  await queue(window)
    .getByRole('row', { name: /LoginsFromNowhere/ })
    .click();
  await expect(window.getByRole('region', { name: 'Policy', exact: true })).toContainText('Breach response');
  await looksRight(window, 'readiness/security-incident');
  await queue(window)
    .getByRole('row', { name: /RequestLatencyHigh/ })
    .click();
  await expect(window.getByRole('tabpanel')).toContainText('Access to production');
  await looksRight(window, 'readiness/incident');

  await window.keyboard.press('Control+9');
  const table = window.getByRole('table', { name: 'Readiness of services' });
  const shop = table.getByRole('button', { name: 'shop' });
  await expect(table.getByRole('row', { name: /shop 20 .*not ready/ })).toBeVisible();
  await shop.focus();
  await window.keyboard.press('Enter');
  const reasons = table.getByRole('list', { name: 'Why shop has 20 of 100' });
  await expect(reasons.getByRole('listitem').filter({ hasText: 'Policy fresh' })).toContainText('0 of 10');
  await expect(reasons.getByRole('button', { name: 'Open the feed' })).toBeVisible();
  await looksRight(window, 'readiness/services');
  await reasons.getByRole('button', { name: 'Go to the policy' }).click();
  const policies = window.getByRole('list', { name: 'Policies' });
  await policies.getByRole('button', { name: 'Reviewed: Access to production' }).click();
  await policies.getByRole('button', { name: 'I read it, it stands' }).click();
  await expect(table.getByRole('row', { name: /shop 30 .*not ready/ })).toBeVisible();
  await expect(policies.getByRole('listitem').filter({ hasText: 'Access to production' })).toContainText('fresh until');
  await looksRight(window, 'readiness/raised');
});

test('[Y7] a policy is kept in the settings; never reviewed, it is due once it is written', async ({ stage }) => {
  test.setTimeout(90_000);
  const { window } = await stage.open();
  await window.getByRole('button', { name: 'Watch the demo' }).click();
  await window.keyboard.press('Control+9');
  await window.getByRole('button', { name: 'Add a policy' }).click();
  await window.getByRole('button', { name: 'Add a policy' }).click();
  await window.getByLabel('Name of new-policy').fill('Keys of production');
  await window.getByLabel('Owner of Keys of production').fill('Security team');
  await window.getByLabel('Link of Keys of production').fill('http://wiki.example/keys');
  await expect(window.getByRole('alert').filter({ hasText: 'such as https://wiki.corp.example/policy' })).toBeVisible();
  await window.getByLabel('Link of Keys of production').fill('https://wiki.example/keys');
  await window.getByLabel('Review Keys of production every').fill('90');
  await window.getByLabel('Days or months, of Keys of production').selectOption('days');
  await window.getByRole('group', { name: 'What Keys of production governs' }).getByLabel('Security').selectOption('security only');
  await looksRight(window, 'readiness/settings');
  await expect(window.getByText('✓ Saved')).toBeVisible();
  await window.keyboard.press('Control+1');
  await expect(queue(window).getByRole('row', { name: /policy review, Review the policy “Keys of production”/ })).toContainText(
    'never reviewed; every 90 days, owner Security team',
    { timeout: 30_000 },
  );
});
