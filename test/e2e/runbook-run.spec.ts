// Running steps of a runbook in the real window: what would run is shown, a press runs it, output comes live, a long one is cancelled,
// a dangerous one asks twice, an approval is waited for, a query of a real Prometheus is a chart.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { startPrometheus } from '../harness/prometheus';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const BOOK = `---
alerts: [CheckoutSlow]
params: { lines: { type: number, label: How many lines, default: 3 } }
---
# Checkout slow

\`\`\`sh
echo "pod is $ALERT_LABEL_pod"; seq {{lines}}
\`\`\`

\`\`\`sh
echo begun; sleep 300
\`\`\`

\`\`\`promql
disk_used_percent{service="{{service}}"}
\`\`\`

## Mend

Approval: the incident manager agrees

\`\`\`sh
rm -rf "/nonexistent/dogwatch-$ALERT_LABEL_pod"
\`\`\`
`;

test('[R30][R31][R33][R35][R36][R40] steps run in the window', async ({ stage }) => {
  const folder = join(stage.profile, 'my-runbooks');
  mkdirSync(folder);
  writeFileSync(join(folder, 'CheckoutSlow.md'), BOOK);
  const server = stage.keep(await startAlertmanager());
  const prometheus = stage.keep(await startPrometheus(server.url));
  prometheus.set('payments', 42);
  const runbooks = { sources: [{ kind: 'folder', id: 'ops', path: folder }], run: { prometheusUrl: prometheus.url } };
  const { window } = await stage.open({ config: watchConfig({ urls: [server.url], settings: { runbooks } }) });
  await watches(window);
  const pod = 'web-1; touch /tmp/dogwatch-pwned "$(id)"';
  await server.post([{ labels: { alertname: 'CheckoutSlow', severity: 'critical', service: 'payments', pod }, annotations: {} }]);
  await rowOf(window, 1).click();
  await incidentTab(window, 'Runbook').click();
  const panel = incident(window, 1);

  await panel.getByRole('button', { name: /^Run… echo "pod is/ }).click();
  const plan = panel.getByRole('dialog', { name: /^What would run/ });
  await expect(plan.getByRole('region', { name: 'Exactly what runs' })).toContainText('seq "${PARAM_lines}"');
  await expect(plan).toContainText('touch /tmp/dogwatch-pwned');
  await plan.getByRole('textbox', { name: 'How many lines' }).fill('x');
  await expect(plan).toContainText('must be a number');
  await expect(plan.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  await plan.getByRole('textbox', { name: 'How many lines' }).fill('5');
  await expect(plan.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await looksRight(window, 'runbook-run/run-plan');
  await window.keyboard.press('Control+Enter');
  await expect(panel).toContainText('exit code 0');
  await expect(panel.getByRole('region', { name: /^Output of/ })).toContainText(`pod is ${pod}`);
  await panel.getByRole('button', { name: 'Mark the step done' }).click();

  await panel.getByRole('region', { name: /^Text of/ }).focus();
  await window.keyboard.press('j');
  await window.keyboard.press('r');
  await expect(plan.getByRole('region', { name: 'Exactly what runs' })).toContainText('sleep 300');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel.getByRole('region', { name: 'Output of echo begun; sleep 300' })).toContainText('begun');
  await looksRight(window, 'runbook-run/run-live');
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel).toContainText('cancelled after');

  // What was measured a moment ago may not be in Prometheus yet: a person asks again.
  await expect(async () => {
    await panel.getByRole('button', { name: /^Ask…/ }).click();
    await panel.getByRole('button', { name: 'Ask', exact: true }).click();
    await expect(panel.getByRole('img', { name: /^Chart of 1 series/ })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 40_000 });
  await looksRight(window, 'runbook-run/run-chart');

  await panel.getByRole('region', { name: /^Text of/ }).focus();
  await window.keyboard.press('End');
  await panel.getByRole('button', { name: /^Run… rm -rf/ }).click();
  await expect(plan).toContainText('Waits for a person’s yes');
  await plan.getByRole('button', { name: 'Don’t' }).click();
  await panel.getByRole('button', { name: 'Approve' }).click();
  await expect(panel).toContainText('Approved by Robin');
  await panel.getByRole('button', { name: /^Run… rm -rf/ }).click();
  await expect(plan).toContainText('is on your list of dangerous commands');
  await expect(plan.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
  await plan.getByRole('textbox', { name: /^Type “run”/ }).fill('run');
  await looksRight(window, 'runbook-run/run-dangerous');
  await plan.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(panel.getByRole('status').filter({ hasText: 'exit code 0' }).last()).toBeVisible();
  await incidentTab(window, 'Timeline').click();
  await expect(panel).toContainText('Command approved');
  await expect(panel).toContainText('Run was cancelled');
});
