// Where an Electron runtime lives: in the package, in the per-user cache, and what its executable is called.
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fallback } from './pins.mjs';

const require = createRequire(import.meta.url);

/** Folder and pinned version of the installed `electron` npm package. Throws when dependencies are missing. */
export function electronPackage() {
  const manifest = require.resolve('electron/package.json');
  return { dir: path.dirname(manifest), wanted: /** @type {string} */ (require(manifest).version) };
}

/** The executable's path inside a distribution folder. */
export function executableName(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Per-user cache for converted runtimes; DOGWATCH_ELECTRON_CACHE moves it. */
export function cacheRoot() {
  const { DOGWATCH_ELECTRON_CACHE: own, LOCALAPPDATA: local, XDG_CACHE_HOME: xdg } = process.env;
  if (own) return own;
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', 'dogwatch-electron');
  if (process.platform === 'win32') return path.join(local ?? os.homedir(), 'dogwatch-electron');
  return path.join(xdg || path.join(os.homedir(), '.cache'), 'dogwatch-electron');
}

/** Final folder of the converted fallback; it exists only when it is whole. */
export function fallbackFolder() {
  const digest = fallback.integrity.slice(7, 15).replace(/[+/]/g, '_');
  return path.join(cacheRoot(), `electron-${fallback.electron}-${fallback.platform}-${fallback.arch}-r${fallback.recipe}-${digest}`);
}
