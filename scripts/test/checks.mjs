// The list of checks that `npm test` runs, in order. One more check is one more entry.

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly string[]} groups names that `--only` knows
 * @property {readonly string[]} command run from the root with the tools of node_modules on the path
 * @property {boolean} needsDisplay
 * @property {string | null} report file with its JSON report, from the root; null: the check counts as one test
 */

const rooms = ['.', 'shared', 'electron', 'electron/tsconfig.preload.json', 'renderer', 'scripts', 'test'];

/** @type {readonly Check[]} */
export const checks = [
  ...rooms.map((room) => single(`types: ${room}`, ['tsc', '-p', room])),
  single('lint and format', ['biome', 'check', '--error-on-warnings']),
  {
    name: 'unit, contract, property, harness',
    groups: ['unit'],
    command: ['vitest', 'run'],
    needsDisplay: false,
    report: 'test-results/unit.json',
  },
  { ...single('build', ['node', 'scripts/build.mjs']), groups: ['e2e'] },
  {
    name: 'end to end',
    groups: ['e2e'],
    command: ['playwright', 'test', '--pass-with-no-tests'],
    needsDisplay: true,
    report: 'test-results/e2e.json',
  },
];

/**
 * @param {string} name
 * @param {readonly string[]} command
 * @returns {Check}
 */
function single(name, command) {
  return { name, groups: [], command, needsDisplay: false, report: null };
}
