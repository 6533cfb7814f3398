// A step in a terminal, in the real window: chosen where the plan is shown, typed into, a password hidden and kept nowhere, interrupted.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { graveViolations } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const BOOK = `---
alerts: [CheckoutSlow]
---
# Checkout slow

\`\`\`sh
[ -t 0 ] && stty size; printf "Go on? "; read -r yes; echo "<$yes>"; printf "Password: "; stty -echo; read -r p; stty echo; echo thanks; echo "got $p"; cat
\`\`\`
`;

test('[R41] a step runs in a terminal: it asks, a person answers, a password shows nowhere', async ({ stage }) => {
  const folder = join(stage.profile, 'my-runbooks');
  mkdirSync(folder);
  writeFileSync(join(folder, 'CheckoutSlow.md'), BOOK);
  const server = stage.keep(await startAlertmanager());
  const runbooks = { sources: [{ kind: 'folder', id: 'ops', path: folder }] };
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: { runbooks } }) });
  await watches(window);
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical' }, annotations: {} }]);
  await rowOf(window, 1).click();
  await incidentTab(window, 'Runbook').click();
  const panel = incident(window, 1);
  await panel.getByRole('button', { name: /^Run… / }).click();
  const plan = panel.getByRole('dialog', { name: /^What would run/ });
  await plan.getByRole('checkbox', { name: /^In a terminal/ }).check();
  await expect(plan.getByRole('checkbox', { name: /^In a terminal/ })).toBeChecked();
  await plan.getByRole('button', { name: 'Run', exact: true }).click();

  const output = panel.getByRole('region', { name: /^Output of/ });
  const line = panel.getByRole('textbox', { name: /^Type into/ });
  await expect(output).toContainText('Go on?');
  await expect(line).toHaveAttribute('type', 'text');
  expect(await graveViolations(window)).toEqual([]);
  await line.fill('yes $(id)');
  await line.press('Enter');
  await expect(output).toContainText('<yes $(id)>');
  await expect(output).toContainText('Password:');
  await expect(line).toHaveAttribute('type', 'password');
  await line.fill('corr3cthorse');
  await line.press('Enter');
  await expect(output).toContainText('got ***');
  await line.fill('to cat');
  await line.press('Enter');
  await expect(output.getByText('to cat')).toHaveCount(2);
  await line.press('Control+d');
  await expect(panel).toContainText('exit code 0');
  await expect(line).toBeHidden();
  await expect(output).not.toContainText('corr3cthorse');
  await incidentTab(window, 'Timeline').click();
  await expect(panel).toContainText('in a terminal');
  await expect(panel).not.toContainText('corr3cthorse');
});
