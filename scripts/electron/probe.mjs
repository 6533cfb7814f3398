// Asks a runtime what it is by running it: a file that exists proves nothing.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { executableName } from './places.mjs';

/**
 * The Electron version that `dist` really runs, or null when it does not start.
 * @param {string} dist
 * @returns {string | null}
 */
export function probe(dist) {
  const file = path.join(dist, executableName());
  if (!fs.existsSync(file)) return null;
  const ran = spawnSync(file, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return ran.status === 0 ? ran.stdout.trim() || null : null;
}

/**
 * What the system lacks to start `dist`, in words (Linux: `ldd`), or an empty string when nothing is known.
 * @param {string} dist
 */
export function missingLibraries(dist) {
  if (process.platform !== 'linux') return '';
  const listed = spawnSync('ldd', [path.join(dist, executableName())], { encoding: 'utf8' });
  const names = [...(listed.stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((found) => found[1]);
  return names.length > 0 ? `system libraries are missing: ${names.join(', ')}` : '';
}
