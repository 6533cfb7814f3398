// Working by a runbook in the real window: the right one opens beside a real alert, steps are marked by keys, all of it survives a
// restart, a missing one is written into the folder, and a huge one scrolls.

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startAlertmanager } from '../harness/alertmanager';
import { looksRight } from '../harness/looks';
import { expect, test } from './parts/stage';
import { watchConfig } from './parts/watch-config';
import { incident, incidentTab, rowOf, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Alertmanager and a private session bus');

const fixtures = resolve('test/fixtures/runbooks/prometheus-operator');

const labels = (alertname: string) => ({ alertname, severity: 'critical', service: 'payments', namespace: 'prod' });

const OURS = `# CheckoutSlow
## Look
- [ ] Is it the database? See **the** [board](https://grafana.example/d/1)
- [ ] Is it the cache?
\`\`\`bash
kubectl get pods -n "$NAMESPACE"
\`\`\`
## Mend
Approval: the incident manager agrees
- [ ] Restart <script>alert(1)</script> one pod

![picture](https://evil.example/x.png)

| pod | what |
|-----|------|
| a   | \`b\`  |
`;

test('[R5][R8] the runbook of an alert opens, steps are marked by keys, and all stands there after a restart', async ({ stage }) => {
  const folder = join(stage.profile, 'my-runbooks');
  cpSync(fixtures, folder, { recursive: true });
  writeFileSync(join(folder, 'CheckoutSlow.md'), OURS);
  const server = stage.keep(await startAlertmanager());
  const config = watchConfig({ urls: [server.url], settings: { runbooks: { sources: [{ kind: 'folder', id: 'ops', path: folder }] } } });
  const console = await stage.open({ config });
  const { window } = console;
  await watches(window);
  await server.post([{ labels: labels('CheckoutSlow'), annotations: { summary: 'p99 is 4 s', description: 'Slow since the release.' } }]);
  await rowOf(window, 1).click();
  await window.keyboard.press('Shift+R');
  const panel = incident(window, 1);
  await expect(panel).toContainText('its file is named like the alert CheckoutSlow');
  const text = panel.getByRole('region', { name: 'Text of CheckoutSlow' });
  await expect(text).toContainText('Restart <script>alert(1)</script> one pod');
  await expect(text.locator('img')).toHaveCount(0);
  await text.focus();
  for (const key of ['j', 'j', 'j', 'x', 's']) await window.keyboard.press(key, { delay: 250 });
  await expect(panel).toContainText('1 of 5 done, 1 skipped');
  await window.keyboard.press('f');
  await expect(panel).toContainText('1 failed');
  await window.keyboard.press('n');
  await panel.getByRole('textbox', { name: /^Note at/ }).fill('nobody answers <b>');
  await window.keyboard.press('Enter');
  await expect(text).toContainText('nobody answers <b>');
  await expect(text).toBeFocused();
  await window.keyboard.press('i');
  await panel.getByRole('textbox', { name: 'What should be better in this runbook?' }).fill('name the pod');
  await window.keyboard.press('Enter');
  await looksRight(window, 'runbook-work/runbook-tab');
  await incidentTab(window, 'Timeline').click();
  await expect(panel).toContainText('Step failed');
  await incidentTab(window, 'Runbook').click();
  await console.close();

  const again = await stage.open({ config });
  await watches(again.window);
  await rowOf(again.window, 1).click();
  await incidentTab(again.window, 'Runbook').click();
  const after = incident(again.window, 1);
  await expect(after).toContainText('1 of 5 done, 1 skipped, 1 failed');
  await expect(after).toContainText('nobody answers <b>');
  await expect(after.locator('[data-current]')).toContainText('the incident manager agrees');

  await again.window.keyboard.press('Control+b');
  const list = again.window.getByRole('listbox', { name: 'Runbooks, 4' });
  await expect(list.getByRole('option', { name: /CheckoutSlow/ })).toContainText('used 1×');
  await again.window.getByRole('textbox', { name: 'Search in all runbooks' }).fill('database cache');
  await expect(again.window.getByRole('listbox', { name: 'Runbooks, 1' })).toBeVisible();
  await expect(again.window.getByRole('region', { name: 'Evidence of use' })).toContainText('name the pod');
  await looksRight(again.window, 'runbook-work/library');
  await again.window.getByRole('button', { name: 'Sources' }).click();
  await expect(again.window.getByRole('region', { name: 'Sources' })).toContainText('4 runbooks');
  await looksRight(again.window, 'runbook-work/library-sources');
  await again.window.getByRole('button', { name: 'To improve' }).click();
  await expect(again.window.getByRole('region', { name: 'To improve' })).toContainText('CheckoutSlow: name the pod');
  await looksRight(again.window, 'runbook-work/library-remarks');
});

test('[R6] a missing runbook is one key away, filled in, saved and open', async ({ stage }) => {
  const folder = join(stage.profile, 'my-runbooks');
  mkdirSync(folder);
  const huge = Array.from({ length: 2000 }, (_, i) => `## Part ${i}\n\nSome words about part ${i}.\n\n- [ ] Do ${i}`).join('\n');
  writeFileSync(join(folder, 'Huge.md'), `---\nalerts: [HugeOne]\n---\n${huge}`);
  const server = stage.keep(await startAlertmanager());
  const config = watchConfig({ urls: [server.url], settings: { runbooks: { sources: [{ kind: 'folder', id: 'ops', path: folder }] } } });
  const { window } = await stage.open({ config });
  await watches(window);
  await server.post([
    { labels: labels('QueueStuck'), annotations: { description: 'No message since 10 min.', dashboard: 'https://g.example/d/2' } },
  ]);
  await rowOf(window, 1).click();
  await incidentTab(window, 'Runbook').click();
  await expect(incident(window, 1)).toContainText('No runbook fits this incident yet');
  await looksRight(window, 'runbook-work/runbook-missing');
  await window.keyboard.press('Shift+N');
  const dialog = window.getByRole('dialog', { name: 'New runbook' });
  await expect(dialog.getByRole('textbox', { name: 'File' })).toHaveValue('QueueStuck.md');
  await expect(dialog.getByRole('textbox', { name: 'Text (Markdown)' })).toHaveValue(
    /alerts: \["QueueStuck"\][\s\S]*No message since 10 min/,
  );
  await looksRight(window, 'runbook-work/runbook-new');
  await window.keyboard.press('Control+Enter');
  await expect(incident(window, 1).getByRole('region', { name: 'Text of QueueStuck' })).toContainText('No message since 10 min');
  expect(existsSync(join(folder, 'QueueStuck.md'))).toBe(true);
  expect(readFileSync(join(folder, 'QueueStuck.md'), 'utf8')).toContain('services: ["payments"]');

  await server.post([{ labels: labels('HugeOne'), annotations: {} }]);
  await rowOf(window, 1).click();
  await window.getByRole('status', { name: 'Pages' }).filter({ hasText: 'HugeOne' }).waitFor({ state: 'attached' });
  await window.keyboard.press('n');
  await rowOf(window, 2).click();
  await incidentTab(window, 'Runbook').click();
  const text = incident(window, 2).getByRole('region', { name: 'Text of Part 0' });
  await expect(text).toContainText('Do 3');
  await text.focus();
  await window.keyboard.press('End');
  await expect(text).toContainText('Do 1999');
  expect(await text.locator('[data-index]').count()).toBeLessThan(120);
  await window.keyboard.press('x');
  await expect(incident(window, 2)).toContainText('1 of 2000 done');
  await looksRight(window, 'runbook-work/runbook-huge');
});
