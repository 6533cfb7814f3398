// Brings node_modules to exactly what the lock file says, and costs next to nothing when it is there already.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { npmCommand } from './npm.mjs';
import { root } from './places.mjs';

/**
 * Packages of the lock file that are missing or have another version. npm writes its own record (`.package-lock.json`) last,
 * so an interrupted install counts as missing.
 * @param {string} [at] the folder with the lock file
 * @returns {string[]}
 */
export function differingPackages(at = root) {
  const record = path.join(at, 'node_modules', '.package-lock.json');
  const wanted = read(path.join(at, 'package-lock.json')).packages;
  const got = fs.existsSync(record) ? read(record).packages : {};
  return Object.keys(wanted).filter((name) => name !== '' && !wanted[name]?.optional && got[name]?.version !== wanted[name]?.version);
}

/**
 * Runs `npm ci` when anything differs. Its talk goes to stderr, so that stdout stays free for the caller.
 * @param {(line: string) => void} say
 * @returns {boolean} true when it installed
 */
export function ensureDependencies(say) {
  const differing = differingPackages();
  if (differing.length === 0) return false;
  say(`installing dependencies from the lock file (npm ci; ${differing.length} packages differ or are missing)`);
  const npm = npmCommand(['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  const ran = spawnSync(npm.file, npm.args, { cwd: root, stdio: ['ignore', 2, 2], shell: npm.shell });
  if (ran.status !== 0)
    throw new Error(`npm ci failed (${ran.error?.message ?? `status ${ran.status}`}): is the package registry reachable?`);
  return true;
}

/**
 * @param {string} file
 * @returns {{ packages: Record<string, { version?: string, optional?: boolean } | undefined> }}
 */
function read(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
