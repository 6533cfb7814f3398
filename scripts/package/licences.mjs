// Writes the licences of everything that a package holds: runtime dependencies, and what the bundler copies into the window.
import fs from 'node:fs';
import path from 'node:path';

/** @typedef {{ name: string, version: string, licence: string, text: string, source: string, dir: string }} Licence `source`: where its source is, '' if it does not say */

const IMPORT = /(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?\w[\w.-]*)(?:\/[^']*)?'/g;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * Names of the packages that a source tree imports.
 * @param {string} folder
 * @returns {Set<string>}
 */
function importedBy(folder) {
  /** @type {Set<string>} */
  const names = new Set();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
    const source = fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
    for (const [, name] of source.matchAll(IMPORT)) if (name) names.add(name);
  }
  return names;
}

/**
 * @param {string} dir folder of an installed package
 * @returns {Licence}
 */
function licenceOf(dir) {
  const { name, version, license, repository, homepage } = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'));
  const files = fs.readdirSync(dir).filter((file) => LICENCE_FILE.test(file));
  const texts = files.sort().map((file) => fs.readFileSync(path.join(dir, file), 'utf8').trim());
  const said = Array.isArray(license) ? license.join(' OR ') : (license?.type ?? license);
  const source = (repository?.url ?? repository ?? homepage ?? '').replace(/^git\+/, '');
  return { name, version, licence: said ?? 'not stated', text: texts.join('\n\n'), source, dir };
}

/**
 * Where Node finds `name` from `from`; null for built-in modules and for optional packages of other platforms.
 * @param {string} root @param {string} from @param {string} name
 */
function findPackage(root, from, name) {
  for (let dir = from; dir.startsWith(root); dir = path.dirname(dir)) {
    const at = path.join(dir, 'node_modules', name);
    if (fs.existsSync(path.join(at, 'package.json'))) return at;
  }
  return null;
}

/**
 * Every package reachable from `names`, optional ones included.
 * @param {string} root @param {Iterable<string>} names
 */
function reachable(root, names) {
  /** @type {Set<string>} */
  const seen = new Set();
  const queue = [...names].map((name) => findPackage(root, root, name));
  while (queue.length > 0) {
    const dir = queue.pop();
    if (!dir || seen.has(dir)) continue;
    seen.add(dir);
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'));
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) queue.push(findPackage(root, dir, name));
  }
  return seen;
}

/**
 * The licences of the shipped packages, by name. Electron's and Chromium's own lie beside the executable.
 * @param {string} root the checkout
 * @returns {Licence[]}
 */
export function shippedLicences(root) {
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const bundled = importedBy(path.join(root, 'renderer'));
  const dirs = reachable(root, [...Object.keys(dependencies), ...bundled]);
  return [...dirs].map(licenceOf).sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * @param {string} root the checkout
 * @param {string} file where to write
 */
export function writeLicences(root, file) {
  const own = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const licences = shippedLicences(root);
  const list = licences.map(({ name, version, licence, source }) => `${name} ${version}: ${licence}${source && `, source at ${source}`}`);
  const texts = licences.map(
    ({ name, version, licence, text }) => `== ${name} ${version} (${licence})\n\n${text || 'The package carries no licence text.'}`,
  );
  const head = `${own.productName} ${own.version}: ${own.license}, ${own.author}\n\nIt contains these packages, unchanged, and the source of each where it says; their licences follow.`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${[head, list.join('\n'), ...texts].join('\n\n')}\n`);
  return licences.length;
}
