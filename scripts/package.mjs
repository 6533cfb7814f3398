// `npm run package`: builds the three rooms where a source is newer, then the packages of this platform, without a network once dependencies are installed.
//   --targets dir,deb   what to make (Linux: dir, deb, rpm, AppImage; macOS: dmg, zip; Windows: nsis)
//   --no-build          use the out/ that is there
//   --quick             hardly compressed packages, for tests
// DOGWATCH_E2E_BUILD=1 makes the variant that Playwright's `_electron` can drive, in release/e2e: never a release.
import path from 'node:path';
import { build } from 'electron-builder';
import { buildIfStale } from './build.mjs';
import { ensureElectron } from './ensure-electron.mjs';
import { chooseFpm } from './package/fpm.mjs';
import { writeLicences } from './package/licences.mjs';
import { readOptions } from './package/options.mjs';
import { writeBill } from './package/sbom.mjs';
import { root } from './setup/places.mjs';

/** @param {string} line */
const say = (line) => console.log(`package: ${line}`);

/** @param {import('./package/options.mjs').PackageOptions} options */
async function makePackages({ targets, isBuilt, isQuick, output }) {
  const electron = await ensureElectron();
  if (!isBuilt) buildIfStale(say);
  say(`${writeLicences(root, path.join(root, 'out/licences.txt'))} licences listed`);
  say(`${writeBill(root, electron, path.join(root, 'out/sbom.cdx.json'))} parts in the bill of materials`);
  say(chooseFpm(process.env));
  if (isQuick) process.env.FPM_SHIM_QUICK = '1';
  /** @type {Partial<Record<NodeJS.Platform, 'linux' | 'mac' | 'win'>>} */
  const platforms = { linux: 'linux', darwin: 'mac', win32: 'win' };
  const made = await build({
    projectDir: root,
    [platforms[process.platform] ?? 'linux']: targets,
    publish: 'never',
    config: { electronDist: electron.dist, electronVersion: electron.version, directories: { output } },
  });
  say(`made with Electron ${electron.version} (${electron.how})`);
  for (const file of [...made, ...(targets.includes('dir') ? [path.join(root, output)] : [])]) say(path.relative(root, file));
}

try {
  await makePackages(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  console.error(`package: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
