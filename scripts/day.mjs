// `npm run day [FOLDER]`: a whole day in the console with real sources; each of its moments as a picture, in three sizes, dark and light, into
// FOLDER (test-results/pictures/day). DOGWATCH_RULES and DOGWATCH_RUNBOOKS name folders of Prometheus rules and runbooks to have as well.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { root, toolEnvironment } from './setup/places.mjs';
import { setUp } from './setup.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(root, 'test-results', 'pictures', 'day'));

await setUp('tests');
buildIfStale((line) => console.log(line));
const ran = spawnSync('playwright', ['test', '--config', path.join('test', 'day', 'playwright.config.ts')], {
  cwd: root,
  env: { ...toolEnvironment(), DOGWATCH_DAY: folder },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
console.log(`the pictures of the day are in ${folder}`);
process.exitCode = ran.status ?? 1;
