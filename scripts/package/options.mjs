// The words that `npm run package` understands.
import { parseArgs } from 'node:util';

/** What can be built without a download on each platform; everything else must be asked for by name. */
const DEFAULT_TARGETS = { linux: ['dir', 'deb'], darwin: ['dmg', 'zip'], win32: ['nsis'] };

/** @typedef {{ targets: string[], isBuilt: boolean, isQuick: boolean, isEndToEnd: boolean, output: string }} PackageOptions */

/**
 * Throws with words for an unknown option.
 * @param {string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @returns {PackageOptions}
 */
export function readOptions(argv, env) {
  const { values } = parseArgs({
    args: argv,
    options: { targets: { type: 'string' }, 'no-build': { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
  });
  const platform = /** @type {keyof typeof DEFAULT_TARGETS} */ (process.platform);
  const isEndToEnd = env.DOGWATCH_E2E_BUILD === '1';
  return {
    targets: values.targets?.split(',').filter(Boolean) ?? DEFAULT_TARGETS[platform] ?? ['dir'],
    isBuilt: values['no-build'] === true,
    isQuick: values.quick === true,
    isEndToEnd,
    output: isEndToEnd ? 'release/e2e' : 'release',
  };
}
