// A person connects a Slack channel in the settings of the real console and tries it, against a sink that answers as Slack does.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { slackSays, startSlack } from '../fakes/vendor-sinks';
import { graveViolations } from '../harness/looks';
import { expect, test } from './parts/stage';

const SECRET = 'T0AB12CD3/B0EF45GH6/s3cr3tW0rdOfTheHook';

async function atChannels(window: Page): Promise<void> {
  await window.keyboard.press('Control+,');
  await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Channels', exact: true }).click();
  await expect(window.getByRole('heading', { name: 'Channels', level: 3 })).toBeVisible();
}

test('[C9] a Slack channel is added and sends a test message; refusals are told in words; its address outlives a restart unseen', async ({
  stage,
}) => {
  const slack = stage.keep(await startSlack());
  const first = await stage.open();
  const { window } = first;
  await window.getByRole('button', { name: 'Watch the demo' }).click({ timeout: 20_000 });
  await atChannels(window);
  await window.getByRole('button', { name: 'Add a channel' }).click();
  const dialog = window.getByRole('dialog', { name: 'Add a channel' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('War room');

  slack.answer(({ path }) => ({ status: 410, body: `channel_is_archived ${path}` }));
  await dialog.getByLabel('Webhook URL').fill(`${slack.url}/services/${SECRET}`);
  await dialog.getByRole('button', { name: 'Send a test message' }).click();
  await expect(dialog.getByRole('status')).toContainText(
    'The Slack channel of this webhook is archived or gone (410): “channel_is_archived ***”.',
  );
  await expect(dialog.getByRole('status')).toContainText('Make a new incoming webhook');

  slack.answer(slackSays);
  await dialog.getByRole('button', { name: 'Send a test message' }).click();
  await expect(dialog.getByRole('status')).toContainText('Sent. Slack has posted it.');
  expect(slack.got.at(-1)?.body).toContain('tries the channel “War room”');
  expect(await graveViolations(window)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('list', { name: 'Channels' })).toContainText('War room');
  await first.close();

  for (const name of ['log.db', 'log.db-wal']) {
    const bytes = readIfThere(join(stage.profile, name));
    expect(bytes.includes('s3cr3tW0rdOfTheHook'), name).toBe(false);
  }
  const again = await stage.open();
  await again.window
    .getByRole('button', { name: 'Watch the demo' })
    .or(again.window.getByRole('contentinfo', { name: 'Status' }))
    .first()
    .waitFor();
  const demo = again.window.getByRole('button', { name: 'Watch the demo' });
  if (await demo.isVisible()) await demo.click();
  await atChannels(again.window);
  const before = slack.got.length;
  await again.window.getByRole('button', { name: 'Test War room' }).click();
  await expect(again.window.getByRole('list', { name: 'Channels' })).toContainText('Sent. Slack has posted it.');
  expect(slack.got).toHaveLength(before + 1);
  await expect(again.window.locator('body')).not.toContainText('s3cr3tW0rdOfTheHook');
});

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
