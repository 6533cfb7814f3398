// Who reads what of a restricted incident outside this window: chosen in a dialog that says it beforehand, proved at real sinks.

import { startAlertmanager } from '../harness/alertmanager';
import { looksRight, picture } from '../harness/looks';
import { startMessageSink } from '../harness/message-sink';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incidentTab, rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const labels = { alertname: 'KeyLeaked', severity: 'critical', service: 'vault' };

function settings(anaUrl: string, opsUrl: string) {
  return {
    person: { id: 'robin', name: 'Robin' },
    channels: [
      { id: 'ana-pager', kind: 'webhook', name: 'Ana’s pager', config: { url: anaUrl } },
      { id: 'ops', kind: 'webhook', name: 'Ops room', config: { url: opsUrl } },
    ],
    people: [
      { id: 'ana', name: 'Ana', reach: [{ channel: 'ana-pager' }] },
      { id: 'bo', name: 'Bo', reach: [{ channel: 'ops' }] },
      { id: 'cy', name: 'Cy', reach: [{ channel: 'ops' }] },
    ],
    audiences: [{ id: 'all', name: 'All', members: [{ person: 'ana' }, { person: 'bo' }] }],
    routing: [{ name: 'taken', at: ['acknowledged'], to: ['all'], how: 'send' }],
  };
}

test('[H8] a member reads everything at a place of their own, number and severity at a shared one; the dialog says so before', async ({
  stage,
}) => {
  test.setTimeout(90_000);
  const server = stage.keep(await startAlertmanager());
  const [ana, ops] = [stage.keep(await startMessageSink()), stage.keep(await startMessageSink())];
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: settings(ana.url, ops.url) }) });
  await watches(window);
  await server.post([{ labels }]);
  await expect(rowOf(window, 1)).toContainText('KeyLeaked');
  const panel = await select(window, 1);
  await window.keyboard.press('Shift+K');
  const dialog = window.getByRole('dialog');
  for (const name of ['Ana', 'Bo']) await dialog.getByRole('checkbox', { name }).check();
  await expect(dialog).toContainText('full form: Ana needs to know');
  await expect(dialog).toContainText('short form: Ops room is shared with Cy');
  await looksRight(window, 'need-to-know/dialog');
  await dialog.getByRole('button', { name: 'Restrict' }).click();
  await expect(dialog).toHaveCount(0);
  await rowOf(window, 1).click();
  await window.keyboard.press('a');
  await expect.poll(() => [ana.taken.length, ops.taken.length], { timeout: 20_000 }).toEqual([1, 1]);
  expect(ana.taken[0]?.text).toMatch(/KeyLeaked\n.*vault/);
  expect(ops.taken[0]?.subject).toContain('INC-1');
  expect(JSON.stringify(ops.taken)).not.toMatch(/KeyLeaked|vault/);
  await incidentTab(window, 'Response').click();
  await panel.getByText('Send an update…').click();
  await expect(panel.getByRole('form', { name: 'New message' })).toContainText(
    'INC-1 is restricted. Everybody named here gets these same words',
  );
  await picture(window, 'need-to-know/compose');
});
