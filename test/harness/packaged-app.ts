// The packaged console, made when it is older than what goes into it, and launched as it ships: with its inspector fused off.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { startChild } from '../../scripts/process/child.mjs';
import { isBuildStale } from '../../scripts/setup/freshness.mjs';
import { eventually } from './eventually';

export interface Package {
  /** Folder of the unpacked app. */
  readonly dir: string;
  readonly executable: string;
  readonly deb: string;
}

const checkout = resolve(import.meta.dirname, '..', '..');
const INGREDIENTS = ['out/.built', 'electron-builder.yml', 'package.json', 'scripts/package*/**', 'scripts/fpm-shim/**', 'assets/**/*'];

function changedAt(file: string): number {
  return statSync(join(checkout, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function isPackageStale(deb: string): boolean {
  const newest = Math.max(...INGREDIENTS.flatMap((pattern) => globSync(pattern, { cwd: checkout })).map(changedAt));
  return isBuildStale() || changedAt(deb) < newest || changedAt('release/linux-unpacked/dogwatch') === 0;
}

const MAKING = join(checkout, 'release/.making');
const MAKING_LIMIT_MS = 240_000;

/** What a dead worker left behind does not count. */
function isBeingMade(): boolean {
  const since = statSync(MAKING, { throwIfNoEntry: false })?.mtimeMs;
  return since !== undefined && Date.now() - since < MAKING_LIMIT_MS;
}

/** One worker at a time makes it. False: another one is at it. */
function mayMake(): boolean {
  if (isBeingMade()) return false;
  rmSync(MAKING, { recursive: true, force: true });
  mkdirSync(join(checkout, 'release'), { recursive: true });
  try {
    mkdirSync(MAKING);
    return true;
  } catch {
    return false;
  }
}

/** The package of this checkout; takes about 15 s when it must be made, and builds first when the sources are newer. */
export function freshPackage(): Package {
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
  const deb = `release/dogwatch_${version}_amd64.deb`;
  while (isBeingMade() || isPackageStale(deb)) {
    if (mayMake()) {
      try {
        execFileSync(process.execPath, ['scripts/package.mjs', '--quick'], { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] });
      } finally {
        rmSync(MAKING, { recursive: true, force: true });
      }
    } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
  const dir = join(checkout, 'release/linux-unpacked');
  return { dir, executable: join(dir, 'dogwatch'), deb: join(checkout, deb) };
}

export interface PackagedApp {
  readonly window: Page;
  readonly tail: () => string;
  /** Asks it to end (SIGTERM) and tells how it did; by force after ten seconds. */
  readonly end: () => Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Ends it in every case and removes its profile. */
  readonly close: () => Promise<void>;
}

const endLimitMs = 10_000;

/** A connection made before there is a page may never hear of it: so the page is waited for first. */
async function hasPage(host: string): Promise<boolean> {
  const targets = (await (await fetch(`http://${host}/json/list`)).json()) as { type: string; url: string }[];
  return targets.some((target) => target.type === 'page' && target.url.startsWith('app:'));
}

/** Launches it on the desktop of `env` with a new profile; resolves when it has a window. */
export async function launchPackaged(executable: string, env: NodeJS.ProcessEnv = process.env): Promise<PackagedApp> {
  const profile = mkdtempSync(join(tmpdir(), 'dogwatch-packaged-'));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, '--remote-debugging-port=0', '--profile', profile];
  const child = startChild({ name: 'packaged console', file: executable, args, env, cwd: profile });
  const end = async (): Promise<Awaited<typeof child.ended>> => {
    child.process.kill('SIGTERM');
    const timer = setTimeout(() => child.process.kill('SIGKILL'), endLimitMs);
    const how = await child.ended;
    clearTimeout(timer);
    return how;
  };
  const close = async (): Promise<void> => {
    await end();
    rmSync(profile, { recursive: true, force: true });
  };
  try {
    const line = await child.waitForLine(/DevTools listening on ws:/, 20_000);
    const address = line.replace(/^.*(?=ws:)/, '');
    await eventually('the packaged console opens a window', () => hasPage(new URL(address).host), { limitMs: 20_000 });
    const browser = await chromium.connectOverCDP(address);
    const window = await eventually('its page is there', () => browser.contexts()[0]?.pages()[0], { limitMs: 20_000 });
    return { window, tail: child.tail, end, close };
  } catch (error) {
    await close();
    throw new Error(`the packaged console opened no window; it said:\n${child.tail()}`, { cause: error });
  }
}
