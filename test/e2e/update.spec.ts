// A new version comes from a server on loopback to the packaged console: what was not signed is refused in words, what was is installed when a
// person says so. The system's package tools are stand-ins that only write down what they were asked.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { metadataName } from '../../shared/update/metadata';
import { type ReleaseFault, startUpdateServer } from '../fakes/update-server';
import { launchApp, type RunningApp } from '../harness/electron-app';
import { installedCopy } from '../harness/installed-copy';
import { looksRight } from '../harness/looks';
import { startVirtualDesktop } from '../harness/notification-daemon';
import { freshPackage } from '../harness/packaged-app';

test.skip(process.platform !== 'linux', 'the package of Linux');

const PACKAGE = randomBytes(300_000);
const HASH = createHash('sha512').update(PACKAGE).digest('hex');
const NOTES = 'Pages arrive sooner.\n<b>No markup</b> here, and a p\u0430yments look-alike.';

const REFUSED_BEFORE: readonly (readonly [ReleaseFault, string])[] = [
  ['foreign-key', 'is not that of the makers of this Dogwatch'],
  ['changed-metadata', 'is not that of the makers of this Dogwatch'],
  ['other-platform', 'is not that of the makers of this Dogwatch'],
  ['no-signature', 'has no signature'],
  ['page', 'answered with a web page'],
  ['endless-metadata', 'is larger than metadata can be'],
  ['metadata-elsewhere', 'sends on to another'],
  ['older', 'which is older than this'],
];
const REFUSED_PACKAGE: readonly (readonly [ReleaseFault, string])[] = [
  ['changed-package', 'is not what was signed'],
  ['cut-package', 'is not what was signed'],
  ['short-package', 'is not the one that was signed'],
  ['page-for-package', 'is not the one that was signed'],
  ['package-elsewhere', 'sends on to another'],
];

/** The next question of the shell is answered so; returns its words. */
async function answering({ app }: RunningApp, button: number): Promise<() => Promise<string>> {
  await app.evaluate(({ dialog }, response) => {
    const asked: string[] = [];
    Object.assign(globalThis, { askedWords: asked });
    dialog.showMessageBox = ((_window: unknown, { message, detail }: { message: string; detail: string }) => {
      asked.push(`${message}\n${detail}`);
      return Promise.resolve({ response, checkboxChecked: false });
    }) as unknown as typeof dialog.showMessageBox;
  }, button);
  return () => app.evaluate(() => (globalThis as unknown as { askedWords: string[] }).askedWords.join('\n'));
}

test('[U30] [U31] [U32] [U33] what is not signed whole is refused in words and nothing is run; what is signed is installed only after a yes', async () => {
  test.setTimeout(240_000);
  const made = freshPackage();
  const desktop = await startVirtualDesktop({ hasNotifications: true });
  const release = {
    ...{ version: '0.2.0', package: PACKAGE, fileName: 'dogwatch_0.2.0_amd64.deb', notes: NOTES },
    metadataName: metadataName('linux', process.arch),
  };
  const other = await startUpdateServer({ ...release, elsewhere: '' });
  const server = await startUpdateServer({ ...release, elsewhere: other.url });
  const copy = await installedCopy(made, server.publicKey, desktop.env);
  const running = await launchApp({ executable: copy.executable, appDir: copy.folder, env: copy.env });
  try {
    const { window } = running;
    await expect(window.getByRole('button', { name: 'Watch the demo' })).toBeVisible({ timeout: 30_000 });
    await window.keyboard.press('Control+,');
    await window.getByRole('navigation', { name: 'Settings sections' }).getByRole('button', { name: 'Updates' }).click();
    const part = window.getByRole('region', { name: 'Version' });
    await expect(part).toContainText('No update server is set.');
    await expect(part.getByRole('button', { name: 'Check for updates' })).toBeDisabled();
    const address = part.getByLabel('Update server');
    await address.fill('http://updates.example/');
    await address.press('Enter');
    await expect(part).toContainText('Updates come over https only');
    await address.fill(server.url.slice(0, -1));
    await address.press('Enter');
    await expect(part).toContainText('Not asked yet since the start.');
    expect(server.asked).toEqual([]);

    const check = async (fault: ReleaseFault): Promise<void> => {
      server.fault = fault;
      await part.getByRole('button', { name: 'Check for updates' }).click();
    };
    for (const fault of ['down', 'busy'] as const) {
      await check(fault);
      await expect(part.getByRole('status')).toContainText('Dogwatch goes on as it is.');
    }
    for (const [fault, words] of REFUSED_BEFORE) {
      await check(fault);
      await expect(part.getByRole('alert'), fault).toContainText(words);
      await expect(part.getByRole('button', { name: 'Download' })).toBeHidden();
    }
    await looksRight(window, 'update-refused');
    for (const [fault, words] of REFUSED_PACKAGE) {
      await check(fault);
      await part.getByRole('button', { name: 'Download' }).click();
      await expect(part.getByRole('alert'), fault).toContainText(words);
    }
    expect(other.asked).toEqual([]);
    expect(existsSync(copy.toolsLog)).toBe(false);

    await check('none');
    await expect(part).toContainText('0.2.0 is there, signed by its makers.');
    const news = part.getByRole('region', { name: 'What’s new in 0.2.0' });
    await expect(news).toContainText('<b>No markup</b> here');
    await looksRight(window, 'update-found');
    await part.getByRole('button', { name: 'Download' }).click();
    await expect(part).toContainText('0.2.0 is downloaded and checked.');
    expect(server.headers.filter((name) => /staging|cookie|authorization/.test(name))).toEqual([]);

    const saidLater = await answering(running, 1);
    await part.getByRole('button', { name: 'Install and restart…' }).click();
    await expect.poll(saidLater).toContain('Install Dogwatch 0.2.0 and start it?');
    await expect(part).toContainText('It is installed when you say so.');
    expect(existsSync(copy.toolsLog)).toBe(false);

    // The new one is started by Electron once this one has ended; here nobody would end it again.
    await running.app.evaluate(({ app }) => {
      app.relaunch = () => process.stderr.write('would start anew\n');
    });
    await answering(running, 0);
    const ended = new Promise<void>((resolve) => running.app.process().once('exit', () => resolve()));
    await part.getByRole('button', { name: 'Install and restart…' }).click();
    await ended;
    const [asked = '', installed] = readFileSync(copy.toolsLog, 'utf8').trim().split('\n');
    expect(asked).toMatch(/^dpkg -i .*dogwatch_0\.2\.0_amd64\.deb$/);
    expect(installed).toBe(HASH);
    expect(running.output()).toContain('would start anew');
  } finally {
    await running.close();
    await copy.stop();
    await server.stop();
    await other.stop();
    await desktop.stop();
  }
});
