// What a person does at the source from the window, against a real Icinga: comment, downtime, check now; also while it is away.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type Icinga, startIcinga } from '../harness/icinga';
import { graveViolations } from './parts/axe';
import { expect, test } from './parts/stage';
import { rowOf, select, watches } from './parts/window';

test.skip(process.platform !== 'linux', 'needs a real Icinga and a private session bus');

const FOLDER = 'test-results/source';

function configFor(server: Icinga): string {
  const login = { username: 'oncall', password: server.password('oncall') };
  const config = { url: server.url, caPem: server.caPem, tlsServerName: 'localhost', timeoutSeconds: 2, ...login };
  const feed = { id: 'icinga', kind: 'icinga', name: 'Icinga', intervalSeconds: 1, config };
  return stringify({ version: 1, person: { name: 'Robin' }, feeds: [feed] });
}

async function texts(server: Icinga, type: 'comments' | 'downtimes', field: 'text' | 'comment'): Promise<string[]> {
  const { body } = await server.call('GET', `/v1/objects/${type}`);
  return (body as { results: { attrs: Record<string, string> }[] }).results.map(({ attrs }) => `${attrs.author}: ${attrs[field]}`);
}

test('[W3] a downtime, a comment and a check now at the source, each told and seen there; a comment made while it is away arrives', async ({
  stage,
}) => {
  test.setTimeout(150_000);
  mkdirSync(FOLDER, { recursive: true });
  const server = stage.keep(await startIcinga());
  await server.submit('web1!file', 2, 'CRITICAL - no file');
  const { window } = await stage.open({ config: configFor(server) });
  await watches(window);
  await expect(rowOf(window, 1)).toContainText('file');
  const panel = await select(window, 1);
  const dialog = window.getByRole('dialog');

  await window.keyboard.press('Shift+D');
  await expect(dialog.getByRole('checkbox', { name: 'web1 · file' })).toBeChecked();
  await expect(dialog.getByRole('button', { name: 'Set the downtime' })).toBeDisabled();
  await dialog.getByLabel('Why').fill('disk swap');
  for (const scheme of ['dark', 'light'] as const) {
    await window.evaluate((s) => document.documentElement.setAttribute('data-mantine-color-scheme', s), scheme);
    await window.screenshot({ path: join(FOLDER, `downtime-${scheme}.png`) });
    expect(await graveViolations(window), scheme).toEqual([]);
  }
  await dialog.getByRole('button', { name: 'Set the downtime' }).click();
  await expect(dialog.getByRole('status')).toContainText('✓ Confirmed');
  await window.screenshot({ path: join(FOLDER, 'confirmed.png') });
  expect(await texts(server, 'downtimes', 'comment')).toEqual(['Robin: disk swap']);
  await window.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);

  server.setFile(1, 'WARNING - half a file');
  await panel.getByRole('button', { name: 'More acts' }).click();
  await window.getByRole('menuitem', { name: /Check now at the source/ }).click();
  await dialog.getByRole('button', { name: 'Check now' }).click();
  await expect(dialog.getByRole('status')).toContainText('✓ Confirmed');
  await window.keyboard.press('Enter');

  await server.kill();
  await window.keyboard.press('Shift+C');
  await dialog.getByLabel('Comment').fill('written on the train');
  await window.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('status')).toContainText('Waits in the outbox', { timeout: 15_000 });
  await window.screenshot({ path: join(FOLDER, 'waits.png') });
  await window.keyboard.press('Enter');
  await server.start();
  await expect.poll(() => texts(server, 'comments', 'text'), { timeout: 90_000 }).toContain('Robin: written on the train');
});
