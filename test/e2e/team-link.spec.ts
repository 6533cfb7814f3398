// The link to the team is watched like a feed: a bridge's feed and the foot tell how it stands; while NATS is away all goes on, and says so.

import { startAlertmanager } from '../harness/alertmanager';
import { looksRight, picture } from '../harness/looks';
import { startNats } from '../harness/nats';
import { link, showSharing } from './parts/sharing';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager, a real NATS server and a private session bus');

test('[T7] the foot and the feeds tell how the team’s link stands; while it is away an acknowledgement counts here', async ({ stage }) => {
  test.setTimeout(120_000);
  const server = stage.keep(await startAlertmanager());
  const nats = stage.keep(await startNats());
  const sharing = { isOn: true, space: 'ops', servers: [nats.url], deskName: 'Ana’s desk' };
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: { person: { name: 'Ana' }, sharing } }) });
  await watches(window);
  const foot = window.getByRole('contentinfo', { name: 'Status' });
  await expect(foot).toContainText('Team: not let in yet');
  await showSharing(window);
  await window.getByRole('button', { name: 'Found “ops”' }).click();
  await expect(link(window)).toContainText('✓ Connected');
  await expect(foot).toContainText('Team: 1 of 1 desk here');

  await nats.kill();
  await expect(foot).toContainText('Team away');
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'checkout' } }]);
  await window.keyboard.press('Control+1');
  await expect(rowOf(window, 1)).toContainText('CheckoutSlow');
  await select(window, 1);
  await window.keyboard.press('a');
  await expect(rowOf(window, 1)).toContainText('Ana');

  await foot.getByRole('button', { name: 'Team away' }).click();
  const team = window.getByRole('region', { name: 'Link to the team' });
  await expect(team).toContainText('Everything goes on here');
  await looksRight(window, 'team-link/away');
  await nats.start();
  await expect(team).toContainText('Team: 1 of 1 desk here', { timeout: 20_000 });
  await picture(window, 'team-link/back');
});
