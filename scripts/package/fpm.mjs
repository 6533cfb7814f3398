// Decides which fpm makes the .deb and the .rpm: one that the person names, one on the path, or our own stand-in.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** @param {string} command */
function isRunnable(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

/**
 * Sets what electron-builder reads; returns one line that says what was chosen.
 * @param {NodeJS.ProcessEnv} env
 */
export function chooseFpm(env) {
  if (env.CUSTOM_FPM_PATH || env.USE_SYSTEM_FPM) return 'fpm as the environment says';
  if (isRunnable('fpm')) {
    env.USE_SYSTEM_FPM = 'true';
    return 'fpm from the path';
  }
  if (process.platform === 'linux' && isRunnable('dpkg-deb')) {
    env.CUSTOM_FPM_PATH = path.resolve(import.meta.dirname, '../fpm-shim/fpm.mjs');
    return 'fpm stand-in on dpkg-deb and rpmbuild';
  }
  return 'fpm that electron-builder downloads';
}
