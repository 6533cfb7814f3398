// Writes the bill of materials of a package (CycloneDX 1.6, JSON): what it holds, in which version, from where, with the hash that the lock
// file holds it to. Nothing in it changes from one making to the next.
import fs from 'node:fs';
import path from 'node:path';
import { shippedLicences } from './licences.mjs';

/** @param {string} name @param {string} version */
const purlOf = (name, version) => `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

/** An SPDX expression stands as it is; other words are a name. @param {string} licence */
function licenceOf(licence) {
  return /^[\w.+-]+( (OR|AND|WITH) [\w.+-]+)+$/.test(licence) ? { expression: licence } : { license: { name: licence } };
}

/**
 * @param {string | undefined} integrity as lock files write it
 * @returns {{ hashes?: { alg: string, content: string }[] }}
 */
function hashesOf(integrity) {
  const sha512 = /^sha512-([\w+/=]+)$/.exec(integrity ?? '')?.[1];
  return sha512 ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] } : {};
}

/**
 * @param {string} root the checkout
 * @param {{ version: string }} electron the runtime that is packed
 */
export function billOfMaterials(root, electron) {
  const own = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const components = shippedLicences(root).map(({ name, version, licence, source, dir }) => {
    const at = path.relative(root, dir).split(path.sep).join('/');
    return {
      ...{ type: 'library', 'bom-ref': at, name, version, purl: purlOf(name, version), licenses: [licenceOf(licence)] },
      ...hashesOf(packages[at]?.integrity),
      ...(source && { externalReferences: [{ type: 'vcs', url: source }] }),
    };
  });
  const runtime = {
    type: 'framework',
    'bom-ref': 'electron',
    name: 'electron',
    version: electron.version,
    purl: purlOf('electron', electron.version),
  };
  const itself = {
    type: 'application',
    'bom-ref': own.name,
    name: own.name,
    version: own.version,
    licenses: [{ license: { id: own.license } }],
  };
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
    metadata: { component: itself },
    components: [runtime, ...components],
  };
}

/**
 * @param {string} root the checkout
 * @param {{ version: string }} electron
 * @param {string} file where to write
 */
export function writeBill(root, electron, file) {
  const bill = billOfMaterials(root, electron);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
  return bill.components.length;
}
