// Signs what a folder of packages says of itself: each `latest*.yml`, after every file it names was found there with the hash and size it tells.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { signMetadata } from './keys.mjs';

/**
 * Writes `latest*.yml.sig` beside each; throws when one tells what is not so, before anything is written.
 * @param {string} folder
 * @param {string} privateKey PEM
 * @returns {string[]} names of what was signed
 */
export function signFolder(folder, privateKey) {
  const names = fs.readdirSync(folder).filter((name) => /^latest[\w-]*\.yml$/.test(name));
  if (names.length === 0) throw new Error(`${folder} holds no latest*.yml: make the packages first (npm run package)`);
  const texts = names.map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }));
  for (const { name, text } of texts) checkFiles(folder, name, parse(text));
  for (const { name, text } of texts) fs.writeFileSync(path.join(folder, `${name}.sig`), `${signMetadata(privateKey, name, text)}\n`);
  return names;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {{ files?: { url: string, sha512: string, size: number }[] }} told
 */
function checkFiles(folder, name, { files = [] }) {
  if (files.length === 0) throw new Error(`${name} names no package`);
  for (const { url, sha512, size } of files) {
    const file = path.join(folder, path.basename(url));
    if (!fs.existsSync(file)) throw new Error(`${name} names ${url}, which is not in ${folder}`);
    const bytes = fs.readFileSync(file);
    const isSame = bytes.length === size && createHash('sha512').update(bytes).digest('base64') === sha512;
    if (!isSame) throw new Error(`${url} is not the package that ${name} tells of: make the packages again`);
  }
}
