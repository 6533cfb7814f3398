// Telling people, whole: an incident opens, its message waits, is edited and confirmed, arrives at a real sink; a conflict asks; the
// network is away and comes back; the settings' own section. Every state dark and light, with axe.

import { startAlertmanager } from '../harness/alertmanager';
import { freePort } from '../harness/free-port';
import { looksRight } from '../harness/looks';
import { type MessageSink, startMessageSink } from '../harness/message-sink';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { foot, incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const labels = { alertname: 'DiskFilling', severity: 'critical', service: 'payments', namespace: 'prod', cluster: 'eu-west-1a' };

function settings(sinkUrl: string, deadUrl: string) {
  return {
    channels: [
      { id: 'support', kind: 'webhook', name: 'Support desk', config: { url: sinkUrl } },
      { id: 'duty', kind: 'pagerduty', name: 'Duty pager', isEnabled: false, config: { routingKey: 'c'.repeat(32) } },
      { id: 'away', kind: 'webhook', name: 'Far away', config: { url: deadUrl } },
    ],
    audiences: [
      { id: 'customer-support', name: 'Customer support', members: [{ channel: 'support' }] },
      { id: 'engineers', name: 'Engineers', members: [{ channel: 'away' }] },
      { id: 'upper-management', name: 'Upper management', members: [{ channel: 'duty' }] },
    ],
    routing: [
      { name: 'support hears of grave ones', when: { severityAtLeast: 2 }, at: ['opened', 'acknowledged'], to: ['customer-support'] },
      { name: 'engineers at once', at: ['opened'], to: ['engineers'], how: 'send' },
    ],
    templates: [{ id: 'over', name: 'It is over', moment: 'resolved', subject: '{{number}} is over', text: '{{title}} is over.' }],
    bridge: { url: 'https://meet.example/inc-{{number}}', name: 'War room' },
  };
}

async function arrives(sink: MessageSink, count: number): Promise<void> {
  await expect.poll(() => sink.taken.length, { timeout: 15_000 }).toBe(count);
}

test('[O8] [O2] [C25] a message waits, is edited, confirmed and sent; a conflict asks; what is away waits', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const sink = stage.keep(await startMessageSink());
  const dead = await freePort();
  const config = watchConfig({ urls: [server.url], settings: settings(sink.url, `http://127.0.0.1:${dead}/`) });
  const { window } = await stage.open({ config });
  await watches(window);
  await server.post([{ labels, annotations: { summary: '/var/lib/data of payments is 97 % full' } }]);
  await expect(rowOf(window, 1)).toContainText('DiskFilling');
  await expect(foot(window)).toContainText('1 waits for you', { timeout: 15_000 });

  const panel = await select(window, 1);
  await incidentTab(window, 'Response').click();
  const messages = panel.getByRole('region', { name: 'Messages' });
  await expect(messages).toContainText('Next update in 60 min');
  const waiting = messages.getByRole('listitem', { name: /^Message to Support desk.*Waits for your yes/ });
  await expect(waiting.getByLabel('Subject')).toHaveValue('INC-1: we are looking into a problem');
  await looksRight(window, 'telling/waits');
  expect(sink.taken).toEqual([]);
  await waiting.getByLabel('Subject').fill('Payments may be slow');
  await waiting.getByLabel('Text').fill('A disk of payments fills up. We are on it.');
  await waiting.getByRole('button', { name: 'Send' }).click();
  await arrives(sink, 1);
  expect(sink.taken[0]).toMatchObject({ subject: 'Payments may be slow', text: 'A disk of payments fills up. We are on it.' });
  await expect(messages.getByRole('list', { name: 'What went out' })).toContainText('Payments may be slow');

  await messages.getByRole('button', { name: 'Open a bridge' }).click();
  await expect(messages).toContainText('War room: https://meet.example/inc-1');
  await messages.getByRole('button', { name: 'Send an update…' }).click();
  const compose = messages.getByRole('form', { name: 'New message' });
  await expect(compose.getByLabel('Subject')).toHaveValue('Update on INC-1');
  await expect(compose).toContainText('Goes to Support desk.');
  await looksRight(window, 'telling/compose');
  await compose.getByRole('button', { name: 'Send' }).click();
  await arrives(sink, 2);

  await rowOf(window, 1).click();
  await window.keyboard.press('a');
  const acked = messages.getByRole('listitem', { name: /Waits for your yes/ });
  await expect(acked.getByLabel('Subject')).toHaveValue('INC-1: somebody is working on it');
  await window.keyboard.press('Shift+A');
  await expect(acked).toContainText('was reopened or given back');
  await acked.getByRole('button', { name: 'Send' }).click();
  await messages.getByRole('button', { name: 'Decide…' }).click();
  const dialog = window.getByRole('dialog');
  await expect(dialog).toContainText('INC-1 was reopened or given back since this was written.');
  await looksRight(window, 'telling/conflict');
  await dialog.getByRole('button', { name: 'Send anyway' }).click();
  await arrives(sink, 3);

  await window
    .getByRole('navigation', { name: 'Places' })
    .getByRole('button', { name: /^Outbox/ })
    .click();
  const main = window.getByRole('main');
  await expect(main.getByRole('listitem', { name: /^Message to Far away.*Will be tried again/ })).toContainText('refuses connections');
  await expect(main).toContainText('Far away waits:');
  await expect(main.getByRole('region', { name: 'Lately' })).toContainText('Payments may be slow');
  await looksRight(window, 'telling/outbox');
  stage.keep(await startMessageSink(() => 0, dead));
  await main.getByRole('button', { name: 'Send now' }).click();
  await expect(main.getByRole('region', { name: 'Lately' })).toContainText('Message to Far away');

  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Telling people' }).click();
  await expect(window.getByRole('group', { name: 'Preview' })).toContainText('Checkout answers slowly is over.');
  await expect(window.getByLabel('Customer support: address of member 1')).toHaveAttribute('placeholder', /any word/);
  await expect(window.getByLabel('Upper management: member 1')).toHaveValue('channel duty');
  await expect(window.getByLabel('Upper management: address of member 1')).toHaveCount(0);
  await looksRight(window, 'telling/settings');
});
