// `npm run screenshots [FOLDER]`: a picture of every view, dark and light, into FOLDER (test-results/pictures/views), and the best of
// them, which the README shows, into docs/images.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { buildIfStale } from './build.mjs';
import { root, toolEnvironment } from './setup/places.mjs';
import { setUp } from './setup.mjs';

/** Picture in docs/images -> view it is taken from. */
const chosen = {
  'queue-dark': 'incident-dark',
  'incident-light': 'incident-light',
  'timeline-dark': 'incident-timeline-dark',
  'runbook-dark': 'incident-runbook-dark',
  'response-light': 'incident-response-light',
  'silence-dark': 'silence-dialog-dark',
  'postmortem-dark': 'postmortem-dark',
  'insights-light': 'insights-light',
  'readiness-dark': 'readiness-dark',
  'palette-dark': 'palette-dark',
  'feeds-dark': 'feeds-not-well-dark',
  'settings-light': 'settings-paging-light',
  'first-run-light': 'first-run-light',
};

const images = path.join(root, 'docs', 'images');
const folder = path.resolve(process.argv[2] ?? path.join(root, 'test-results', 'pictures', 'views'));

await setUp('tests');
buildIfStale((line) => console.log(line));
const ran = spawnSync('playwright', ['test', '--config', path.join('test', 'pictures', 'playwright.config.ts')], {
  cwd: root,
  env: { ...toolEnvironment(), DOGWATCH_PICTURES: folder },
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
if (ran.status === 0) {
  fs.mkdirSync(images, { recursive: true });
  for (const [image, view] of Object.entries(chosen)) fs.copyFileSync(path.join(folder, `${view}.png`), path.join(images, `${image}.png`));
  console.log(`all views are in ${folder}, the chosen ones in ${path.relative(root, images)}`);
}
process.exitCode = ran.status ?? 1;
