// `npm run build`: builds the three rooms with electron-vite and marks the result as whole.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBuildStale, stampBuild } from './setup/freshness.mjs';
import { root, toolEnvironment } from './setup/places.mjs';

/**
 * Builds everything; its talk goes to stderr. Throws when the build fails.
 */
export function build() {
  const startedAt = Date.now();
  fs.rmSync(path.join(root, 'out', '.built'), { force: true });
  const tool = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const ran = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env: toolEnvironment(),
    stdio: ['ignore', 2, 2],
  });
  if (ran.status !== 0) throw new Error('the build failed, see above');
  stampBuild(startedAt);
}

/**
 * Builds only when a source is newer than the last whole build.
 * @param {(line: string) => void} say
 */
export function buildIfStale(say) {
  if (!isBuildStale()) return;
  const startedAt = Date.now();
  build();
  say(`built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(fs.realpathSync(process.argv[1])).href) {
  try {
    build();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
