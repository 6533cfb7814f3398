// fpm's command line, as far as electron-builder uses it (app-builder-lib, targets/FpmTarget.js).

/**
 * @typedef {object} PackageRequest
 * @property {'deb' | 'rpm'} type
 * @property {string} name
 * @property {string} version
 * @property {string} architecture in the package format's own word, e.g. amd64
 * @property {string} maintainer
 * @property {string} output the package file to write
 * @property {string} summary one line
 * @property {string} description without the summary; may have several lines
 * @property {string[]} depends
 * @property {string[]} recommends
 * @property {Record<string, string>} scripts path of a maintainer script by fpm's word, e.g. `after-install`
 * @property {Record<string, string>} rest every other option by its name
 * @property {{ from: string, to: string }[]} mappings
 */

const FLAGS = new Set(['--force', '--debug']);
const SCRIPTS = ['before-install', 'after-install', 'before-remove', 'after-remove'];
const KNOWN = new Set([
  ...[
    's',
    't',
    'architecture',
    'name',
    'version',
    'iteration',
    'package',
    'maintainer',
    'vendor',
    'url',
    'license',
    'description',
    'category',
    'log',
  ],
  ...['deb-priority', 'deb-compression', 'rpm-summary', 'rpm-compression', 'rpm-os'],
  ...SCRIPTS,
]);

/** @param {string} text `from=to`; the last = divides, since a build folder may have one in its name */
function mappingOf(text) {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new Error(`"${text}" is no mapping of the form from=to`);
  return { from: text.slice(0, at), to: text.slice(at + 1) };
}

/** @param {string[]} argv */
function sorted(argv) {
  /** @type {Record<string, string>} */
  const options = {};
  /** @type {{ d: string[], 'deb-recommends': string[] }} */
  const lists = { d: [], 'deb-recommends': [] };
  const mappings = [];
  for (let i = 0; i < argv.length; i += 1) {
    const arg = argv[i] ?? '';
    if (FLAGS.has(arg)) continue;
    if (!arg.startsWith('-')) {
      mappings.push(mappingOf(arg));
      continue;
    }
    const name = arg.replace(/^-+/, '').replace(/^depends$/, 'd');
    i += 1;
    const value = argv[i];
    if (value === undefined) throw new Error(`${arg} needs a value`);
    if (name === 'd' || name === 'deb-recommends') lists[name].push(value);
    else if (KNOWN.has(name)) options[name] = value;
    else throw new Error(`the option ${arg} is not known here; use a real fpm (USE_SYSTEM_FPM=true)`);
  }
  return { options, lists, mappings };
}

/**
 * Throws with words for everything unknown or missing.
 * @param {string[]} argv
 * @returns {PackageRequest}
 */
export function readArguments(argv) {
  const { options, lists, mappings } = sorted(argv);
  /** @param {string} name */
  const need = (name) => {
    const value = options[name];
    if (!value) throw new Error(`--${name} is missing`);
    return value;
  };
  const type = need('t');
  if (type !== 'deb' && type !== 'rpm') throw new Error(`packages of the type ${type} are not known here`);
  const [first = '', ...lines] = (options.description ?? '').trim().split('\n');
  return {
    type,
    name: need('name'),
    version: need('version'),
    architecture: need('architecture'),
    maintainer: need('maintainer'),
    output: need('package'),
    summary: (options['rpm-summary'] ?? first) || need('name'),
    description: lines.map((line) => line.trim()).join('\n') || first,
    depends: lists.d,
    recommends: lists['deb-recommends'],
    scripts: Object.fromEntries(SCRIPTS.flatMap((name) => (options[name] ? [[name, options[name]]] : []))),
    rest: options,
    mappings,
  };
}
