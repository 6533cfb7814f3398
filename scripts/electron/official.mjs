// Runs the official installer of the electron package, with a limit, and never through our own link.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Downloads the official build into the package.
 * @param {string} packageDir
 * @returns {string | null} null when it worked, else why not.
 */
export function downloadOfficial(packageDir) {
  const dist = path.join(packageDir, 'dist');
  if (fs.lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink()) fs.rmSync(dist);
  fs.rmSync(path.join(packageDir, 'path.txt'), { force: true });
  const limitMs = Number(process.env.DOGWATCH_ELECTRON_DOWNLOAD_TIMEOUT_MS ?? 180_000);
  const env = { ...process.env };
  delete env.ELECTRON_OVERRIDE_DIST_PATH;
  const ran = spawnSync(process.execPath, [path.join(packageDir, 'install.js')], {
    env,
    encoding: 'utf8',
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  if (ran.status === 0) return null;
  if (ran.error && 'code' in ran.error && ran.error.code === 'ETIMEDOUT') return `no answer in ${limitMs} ms`;
  return (ran.stderr ?? '').trim().split('\n')[0] || `its installer ended with ${ran.status ?? ran.signal}`;
}
