// Everything a fresh machine needs before the console can start or be tested. Uses only what Node brings along.
import fs from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureSystemPackages, testPackages, windowPackages } from './setup/system-packages.mjs';

/** @typedef {'engine' | 'window' | 'tests'} Purpose */

/**
 * Brings the machine to the point where `purpose` can run; quick when it is there already. Throws with words when it can't.
 * @param {Purpose} purpose `engine`: dependencies only; `window`: also the system's libraries and Electron; `tests`: also the test servers
 * @param {(line: string) => void} [say]
 */
export async function setUp(purpose, say = (line) => console.log(`set-up: ${line}`)) {
  const startedAt = Date.now();
  const did = [];
  if (purpose !== 'engine') {
    did.push(ensureSystemPackages(purpose === 'tests' ? [...windowPackages, ...testPackages] : windowPackages, say));
  }
  did.push(ensureDependencies(say) ? 'dependencies installed' : 'dependencies as locked');
  if (purpose !== 'engine') {
    const { ensureElectron } = await import('./ensure-electron.mjs');
    const electron = await ensureElectron();
    did.push(`Electron ${electron.version} ${electron.how}`);
  }
  say(`${did.join('; ')} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) {
  try {
    await setUp('tests');
  } catch (error) {
    console.error(`set-up: ${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}
