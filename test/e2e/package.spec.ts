// The package as a person gets it: it opens and ends, its switches are burned in, and it holds what it must and nothing else.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { fusesFor } from '../../scripts/package/fuses.mjs';
import { hasDisplay } from '../../scripts/setup/places.mjs';
import { startVirtualDesktop } from '../../scripts/virtual-desktop.mjs';
import { freshPackage, launchPackaged, type Package } from '../harness/packaged-app';

test.skip(process.platform !== 'linux', 'the package of this platform is checked where it can be made');
test.describe.configure({ timeout: 300_000 });

let made: Package;

test.beforeAll(() => {
  made = freshPackage();
});

const run = (file: string, ...args: string[]) => execFileSync(file, args, { encoding: 'utf8', maxBuffer: 64_000_000 });

test('the packaged console opens its queue, shows the demo, and ends with 0', async () => {
  const desktop = hasDisplay() ? null : await startVirtualDesktop({ hasNotifications: true });
  const console = await launchPackaged(made.executable, desktop?.env);
  try {
    await expect(console.window).toHaveTitle(/Dogwatch/);
    await console.window.getByRole('button', { name: 'Watch the demo' }).click({ timeout: 20_000 });
    const queue = console.window.getByRole('grid', { name: 'Incident queue' });
    await expect(queue).toBeVisible({ timeout: 20_000 });
    await expect(queue.getByRole('row', { name: /^INC-\d+/ }).first()).toBeVisible({ timeout: 30_000 });
    expect(await console.end()).toEqual({ code: 0, signal: null });
  } finally {
    await console.close();
    await desktop?.stop();
  }
});

test('the fuses are flipped as the table says', async () => {
  const wire = await getCurrentFuseWire(made.executable);
  const { version: _version, ...wanted } = fusesFor('linux', false);
  for (const [fuse, isOn] of Object.entries(wanted)) {
    expect([fuse, wire[Number(fuse) as keyof typeof wire]]).toEqual([fuse, isOn ? FuseState.ENABLE : FuseState.DISABLE]);
  }
});

test('neither ELECTRON_RUN_AS_NODE nor NODE_OPTIONS turns it into Node', () => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nonexistent.cjs', DISPLAY: '', WAYLAND_DISPLAY: '' };
  const ended = spawnSync(made.executable, ['-e', 'console.log("I am node")', '--no-sandbox'], { env, encoding: 'utf8', timeout: 20_000 });
  expect(ended.stdout + ended.stderr).not.toContain('I am node');
  expect(ended.stderr).not.toContain('nonexistent.cjs');
});

test('the asar holds the built rooms and runtime dependencies, no sources, tests or tools', () => {
  const files = listPackage(join(made.dir, 'resources/app.asar'), { isPack: false });
  for (const wanted of [
    '/package.json',
    '/out/main/main.cjs',
    '/out/main/host.cjs',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
  ]) {
    expect(files).toContain(wanted);
  }
  expect(
    files.filter((file) => !/^\/(package\.json|out(\/(main|preload|renderer)(\/.*)?)?|(assets|node_modules)(\/.*)?)$/.test(file)),
  ).toEqual([]);
  const unwanted =
    /\.(ts|tsx|map)$|\/(test|tests|__tests__)\/|^\/node_modules\/(electron|vitest|vite|react|typescript|@playwright|@types|@biomejs)(\/|$)/;
  expect(files.filter((file) => unwanted.test(file))).toEqual([]);
  expect(files.length).toBeLessThan(2_000);
});

test('what must be loaded as a shared library lies beside the asar: the store and the terminal of runs', () => {
  const unpacked = readdirSync(join(made.dir, 'resources/app.asar.unpacked/node_modules'), { recursive: true, encoding: 'utf8' });
  const libraries = unpacked.filter((file) => file.endsWith('.node'));
  expect(libraries.filter((file) => file.startsWith('@lydell/node-pty-linux-'))).toHaveLength(1);
  expect(libraries.filter((file) => file.startsWith('@libsql/linux-'))).toHaveLength(1);
});

test('the licences lie beside the asar', () => {
  const licences = readFileSync(join(made.dir, 'resources/licences.txt'), 'utf8');
  for (const name of ['libsql', 'react', 'zod']) expect(licences).toContain(`\n== ${name} `);
  const bill = JSON.parse(readFileSync(join(made.dir, 'resources/sbom.cdx.json'), 'utf8')) as { components: { name: string }[] };
  for (const name of ['electron', 'libsql', 'react']) expect(bill.components.map((one) => one.name)).toContain(name);
  expect(readFileSync(join(made.dir, 'LICENSES.chromium.html'), 'utf8').length).toBeGreaterThan(100_000);
});

test('the .deb installs a desktop entry, icons, the link handler and the licences, and no development files', () => {
  const info = run('dpkg-deb', '-I', made.deb);
  for (const line of ['Package: dogwatch', 'Architecture: amd64', 'Maintainer: The Dogwatch team', 'Section: net', 'libgtk-3-0']) {
    expect(info).toContain(line);
  }
  const files = run('dpkg-deb', '-c', made.deb)
    .split('\n')
    .map((line) => line.replace(/^.*? \.\//, '/'));
  for (const wanted of [
    ...['/opt/Dogwatch/dogwatch', '/opt/Dogwatch/resources/app.asar'],
    ...['/usr/share/applications/dogwatch.desktop', '/usr/share/doc/dogwatch/copyright'],
    ...[16, 48, 256, 512].map((size) => `/usr/share/icons/hicolor/${size}x${size}/apps/dogwatch.png`),
  ]) {
    expect(files).toContain(wanted);
  }
  expect(files.filter((file) => /\/(electron|renderer|shared|test|scripts)\/.*\.(ts|tsx|mjs)$/.test(file))).toEqual([]);
});

test('the desktop entry is valid and takes dogwatch: links', () => {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-deb-'));
  try {
    run('dpkg-deb', '-x', made.deb, dir);
    const file = join(dir, 'usr/share/applications/dogwatch.desktop');
    const entry = readFileSync(file, 'utf8');
    for (const line of [
      'MimeType=x-scheme-handler/dogwatch;',
      'Exec=/opt/Dogwatch/dogwatch %U',
      'Icon=dogwatch',
      'StartupWMClass=dogwatch',
    ]) {
      expect(entry).toContain(line);
    }
    const checked = spawnSync('desktop-file-validate', ['--no-hints', file], { encoding: 'utf8' });
    if (!checked.error) expect(checked.stdout).toBe('');
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
