// What happens when nobody takes an incident, as a person sees it: the ladder in the Now tab and the policies in the settings.

import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { startMessageSink } from '../harness/message-sink';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const labels = { alertname: 'DiskFilling', severity: 'critical', service: 'payments', cluster: 'eu-west-1a' };

function settings(sinkUrl: string) {
  return {
    channels: [{ id: 'ops', kind: 'webhook', name: 'Ops', config: { url: sinkUrl } }],
    people: [
      { id: 'ana', name: 'Ana', reach: [{ channel: 'ops' }] },
      { id: 'bo', name: 'Bo', reach: [] },
    ],
    escalation: {
      policies: [
        {
          id: 'grave',
          name: 'Grave ones',
          when: { severityAtLeast: 2 },
          steps: [
            { afterMinutes: 0.03, does: 'page-again' },
            { afterMinutes: 0.06, does: 'tell-person', to: 'bo' },
            { afterMinutes: 0.06, does: 'tell-channel', to: 'ops' },
            { afterMinutes: 15, does: 'tell-person', to: 'ana' },
            { afterMinutes: 20, does: 'page-louder' },
          ],
        },
      ],
    },
  };
}

test('[E2] [E3] [E5] the ladder tells who was paged, who is next and in how long, and why it ended', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const sink = stage.keep(await startMessageSink());
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: settings(sink.url) }) });
  await watches(window);
  await server.post([{ labels, annotations: { summary: '/var/lib/data of payments is 97 % full' } }]);
  await expect(rowOf(window, 1)).toContainText('DiskFilling');
  const panel = await select(window, 1);
  const ladder = panel.getByRole('list', { name: 'Escalation Grave ones' });
  const rungs = ladder.getByRole('listitem');
  await expect.poll(() => sink.taken.length, { timeout: 30_000 }).toBe(1);
  await expect(rungs).toHaveText([
    /^paged: you\d/,
    /^paged: you again/,
    /^passed over: Bo/,
    /^paged: Ops/,
    /^next: Anain 14m/,
    /^later: you, louder/,
  ]);
  await looksRight(window, 'escalation/ladder');
  await rowOf(window, 1).click();
  await window.keyboard.press('a');
  await expect(rungs.last()).toContainText(/^Robin has it.*2 steps not needed$/);
  await looksRight(window, 'escalation/ended');

  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Escalation' }).click();
  await window.getByRole('list', { name: 'Steps of Grave ones' }).scrollIntoViewIfNeeded();
  await looksRight(window, 'escalation/settings');
});
