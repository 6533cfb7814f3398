// Lets root run the app as a normal user, where Chromium's sandbox is really on: a copy that everybody may read,
// and a launcher that gives up root. Playwright stays root and speaks to the app over loopback.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface NormalUserApp {
  /** To be handed to `launchApp`. */
  readonly executable: string;
  readonly appDir: string;
  /** A profile folder that belongs to the normal user. */
  readonly profile: string;
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/** Debian's `nobody`: on every machine, owner of nothing. */
const nobody = 65_534;
const checkout = resolve(import.meta.dirname, '..', '..');

/** Why the app can't run as a normal user here, in words; null when it can. */
export function whyNoNormalUser(): string | null {
  if (process.platform !== 'linux') return 'only told apart on Linux';
  if (process.getuid?.() !== 0) return 'this is a normal user already, so every end-to-end test runs with the sandbox on';
  const tried = spawnSync('setpriv', [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', 'unshare', '--user', 'true'], {
    encoding: 'utf8',
  });
  if (tried.status === 0) return null;
  return `this kernel gives a normal user no namespaces, so Chromium has no sandbox: ${tried.stderr?.trim() || tried.error?.message}`;
}

/** Copies `appDir` (its package.json, out/, assets/ and runtime dependencies) and the runtime; about a second. */
export function prepareNormalUserApp(appDir = checkout): NormalUserApp {
  const dir = mkdtempSync(join(tmpdir(), 'dogwatch-normal-user-'));
  chmodSync(dir, 0o755);
  const app = join(dir, 'app');
  const runtime = join(dir, 'electron');
  mkdirSync(app);
  for (const part of ['package.json', 'out', 'assets', ...runtimeDependencies(appDir)]) copy(join(appDir, part), join(app, part));
  linkOrCopy(realpathSync(dirname(createRequire(import.meta.url)('electron') as string)), runtime);
  execFileSync('chmod', ['-R', 'a+rX', dir]);
  const home = ownFolder(join(dir, 'home'));
  const executable = join(dir, 'launch');
  const give = `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups --inh-caps=-all`;
  writeFileSync(executable, `#!/bin/sh\nexec ${give} "${join(runtime, 'electron')}" "$@"\n`, { mode: 0o755 });
  return {
    executable,
    appDir: app,
    profile: ownFolder(join(dir, 'profile')),
    env: {
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
      XDG_RUNTIME_DIR: ownFolder(join(dir, 'run')),
      TMPDIR: '/tmp',
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function copy(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/** The runtime is 260 MB: hard links where the disk is the same. */
function linkOrCopy(from: string, to: string): void {
  if (spawnSync('cp', ['-a', '--link', from, to]).status === 0) return;
  rmSync(to, { recursive: true, force: true });
  copy(from, to);
}

function ownFolder(folder: string): string {
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, nobody, nobody);
  return folder;
}

/** Folders of what the lock file installs for running, not for building. */
function runtimeDependencies(appDir: string): string[] {
  const lock = join(appDir, 'package-lock.json');
  if (!existsSync(lock)) return [];
  const { packages } = JSON.parse(readFileSync(lock, 'utf8')) as { packages: Record<string, { dev?: boolean; devOptional?: boolean }> };
  return Object.keys(packages).filter((name) => name.startsWith('node_modules/') && !packages[name]?.dev && !packages[name]?.devOptional);
}
