// Secrets stay where they were typed: a console that knows one of every sort works, fails, is killed and exports, and none of it is found anywhere.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { channelRegistry } from '../../electron/channels/registry';
import { secretFields } from '../../electron/channels/secrets-of';
import type { ShellArgs, ShellCall } from '../../shared/contract';
import { channelTargets } from '../fakes/channel-targets';
import { startHttpSink } from '../fakes/http-sink';
import { startAlertmanager } from '../harness/alertmanager';
import type { RunningApp } from '../harness/electron-app';
import { askEngine } from './parts/ask-engine';
import { expect, test } from './parts/stage';
import { filesUnder, found, heapText, processTexts } from './parts/told-places';
import { typeFeedSecrets, typeOtherSecrets } from './parts/typed-secrets';
import { rowOf } from './parts/window';

test.skip(process.platform !== 'linux', 'reads /proc, needs a real Alertmanager and a private session bus');

const PASSPHRASE = 'MARK-passphrase-four-calm-dogs';
const FILE_PASSPHRASE = 'MARK-file-passphrase-calm-dogs';
const PIN = 'MARK-pin-0815';
const FEED = { password: 'MARK-feed-pa55', proxyPassword: 'MARK-proxy-pa55' };
const SHARING = {
  password: 'MARK-nats-pa55',
  token: 'MARK-nats-token',
  nkeySeed: 'MARK-nats-seed',
  creds: 'MARK-nats-creds',
  keyPem: 'MARK-nats-key',
};

const shell = <C extends ShellCall>(window: Page, call: C, args: ShellArgs<C>): Promise<{ ok: boolean }> =>
  window.evaluate(
    ([name, given]) =>
      (window as unknown as { dogwatch: { invoke(call: string, args: unknown): Promise<{ ok: boolean }> } }).dogwatch.invoke(name, given),
    [call, args] as const,
  );

/** The person saves into `folder`, by the name that is suggested. */
async function savesInto({ app }: RunningApp, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, to) => {
    const answer = (...words: unknown[]) => {
      const { defaultPath = 'file' } = (words.at(-1) ?? {}) as { defaultPath?: string };
      return Promise.resolve({ canceled: false, filePath: `${to}/${defaultPath.split('/').at(-1)}` });
    };
    dialog.showSaveDialog = answer as unknown as typeof dialog.showSaveDialog;
  }, folder);
}

test('[C4] secrets of every sort are in no file, no output, no export, no process and no page', async ({ stage }) => {
  test.setTimeout(240_000);
  const server = stage.keep(await startAlertmanager());
  const exports = mkdtempSync(join(tmpdir(), 'dogwatch-exports-'));
  stage.keep({ stop: async () => rmSync(exports, { recursive: true, force: true }) });
  const secrets: string[] = [PASSPHRASE, FILE_PASSPHRASE, PIN, ...Object.values(FEED), ...Object.values(SHARING)];

  const first = await stage.open();
  const { window } = first;
  await window.getByRole('button', { name: 'Watch the demo' }).waitFor({ timeout: 20_000 });
  const feed = {
    ...{ id: 'main', kind: 'alertmanager', name: 'Main', intervalSeconds: 0.5 },
    config: { urls: [server.url], username: 'watch', restartGraceSeconds: 0 },
  };
  // A wrong proxy login is kept and sent nowhere, since no proxy is named.
  expect(await askEngine(window, 'save-feed', { feed, secrets: FEED })).toMatchObject({ ok: true });
  await server.post([{ labels: { alertname: 'DiskFilling', severity: 'critical', service: 'payments' } }]);
  // The first feed of one’s own ends the demo, and with it the engine.
  const services = async (): Promise<readonly (string | null)[]> => {
    const reply = await askEngine(window, 'subscribe', {});
    return reply.ok ? reply.value.rows.map((row) => row.service) : [];
  };
  await expect.poll(services, { timeout: 60_000 }).toEqual(['payments']);
  for (const [kind, start] of Object.entries(channelTargets)) {
    const target = stage.keep(await start('echo'));
    const names = secretFields(channelRegistry.get(kind)?.manifest ?? { fields: [] });
    const given = names.flatMap((name) => (typeof target.config[name] === 'string' ? [[name, String(target.config[name])] as const] : []));
    secrets.push(...given.map(([, text]) => text.replace(/^.*\/|^.*sig=|^[\w-]+: /, '')));
    const config = Object.fromEntries(Object.entries(target.config).filter(([name]) => !names.includes(name)));
    const channel = { id: kind, kind, name: kind, config };
    expect(await askEngine(window, 'save-channel', { channel, secrets: Object.fromEntries(given) }), kind).toMatchObject({ ok: true });
    // The target refuses and repeats all that it was told.
    const tried = await askEngine(window, 'test-channel', { channel });
    if (kind !== 'bridge') expect(tried, kind).toMatchObject({ ok: true, value: { isOk: false } });
  }
  const echo = stage.keep(
    await startHttpSink(({ path, headers, body }) => ({
      status: 403,
      body: `no: ${path} ${JSON.stringify(headers)} ${body.slice(0, 300)}`,
    })),
  );
  secrets.push(...(await typeFeedSecrets(window, echo)), ...(await typeOtherSecrets(window, echo)));
  expect(secrets.length).toBeGreaterThan(50);
  expect(await askEngine(window, 'save-sharing-secrets', { secrets: SHARING })).toMatchObject({ ok: true });
  expect(await shell(window, 'set-lock-word', { word: PIN })).toMatchObject({ ok: true });
  expect(await shell(window, 'set-passphrase', { passphrase: PASSPHRASE })).toMatchObject({ ok: true });
  expect(await shell(window, 'set-preferences', { hasSeenFirstRun: true })).toMatchObject({ ok: true });
  await first.close();

  // A page that was never given them: what it holds now came from the console.
  const second = await stage.open();
  await second.window.getByLabel('Passphrase').fill(PASSPHRASE);
  const opened = second.app.waitForEvent('window');
  await second.window.getByRole('button', { name: 'Open the log' }).click();
  const again = await opened;
  await expect(rowOf(again, 1)).toBeVisible({ timeout: 30_000 });
  for (const section of ['Channels', 'Sharing', 'Desktop']) {
    await again.keyboard.press('Control+,');
    await again.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: section, exact: true }).click();
    await expect(again.getByRole('heading', { name: section, level: 3 })).toBeVisible();
  }
  await savesInto(second, exports);
  const snapshot = await askEngine(again, 'subscribe', {});
  if (!snapshot.ok) throw new Error(snapshot.error.what);
  const id = snapshot.value.rows[0]?.id ?? '';
  expect(await shell(again, 'save-evidence', { incident: id, suggestedName: 'evidence.tar' })).toMatchObject({ ok: true });
  expect(await askEngine(again, 'start-postmortem', { incident: id, text: '# What happened' })).toMatchObject({ ok: true });
  expect(await shell(again, 'save-postmortem', { incident: id, format: 'html', suggestedName: 'postmortem.html' })).toMatchObject({
    ok: true,
  });
  expect(await shell(again, 'export-profile', { passphrase: FILE_PASSPHRASE })).toMatchObject({ ok: true });
  const yaml = await askEngine(again, 'export-settings', {});
  expect(yaml).toMatchObject({ ok: true });
  expect(filesUnder(exports).length).toBe(3);

  const heap = await heapText(again);
  expect(heap, 'what the page shows is found in it').toContain('DiskFilling');
  const told: Record<string, string[]> = {
    settings: found(secrets, JSON.stringify([yaml, snapshot])),
    page: found(secrets, heap),
    'storage of the page': found(
      secrets,
      await again.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])),
    ),
    'first output': found(secrets, first.output()),
  };
  for (const { pid, text } of processTexts(second.pid)) told[`process ${pid}`] = found(secrets, text);
  expect(Object.keys(told).length).toBeGreaterThan(5);
  // An engine and a page that crash leave what crashes leave.
  const pids = await second.app.evaluate(({ app, BrowserWindow }) => [
    app.getAppMetrics().find((metric) => metric.name === 'Dogwatch engine')?.pid ?? 0,
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  ]);
  for (const pid of pids) process.kill(pid, 'SIGSEGV');
  await expect.poll(() => second.output(), { timeout: 20_000 }).toContain('the engine ended');
  await second.close();
  told['second output'] = found(secrets, second.output());
  for (const file of [...filesUnder(stage.profile), ...filesUnder(exports)]) told[file] = found(secrets, readFileSync(file, 'latin1'));
  expect(Object.entries(told).filter(([, words]) => words.length > 0)).toEqual([]);
});
