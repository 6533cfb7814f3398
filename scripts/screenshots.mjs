// `npm run screenshots [FOLDER]`: a picture of every view of the demo, dark and light, into docs/images or the folder that is given.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { root, toolEnvironment } from './setup/places.mjs';
import { setUp } from './setup.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(root, 'docs', 'images'));

await setUp('tests');
buildIfStale((line) => console.log(line));
const ran = spawnSync('playwright', ['test', '--config', path.join('test', 'pictures', 'playwright.config.ts')], {
  cwd: root,
  env: { ...toolEnvironment(), DOGWATCH_PICTURES: folder },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (ran.status === 0) console.log(`pictures are in ${folder}`);
process.exitCode = ran.status ?? 1;
