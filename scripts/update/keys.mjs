// The key that signs releases: Ed25519. Its public half is built into the console, its private half never lies in the checkout.
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const PUBLIC_KEY = 'assets/update/public-key.pem';

/**
 * Makes a pair: the private half to `file` (readable by its owner only), the public half into the checkout. Nothing is replaced.
 * @param {string} root
 * @param {string} file
 */
export function makeKeys(root, file) {
  const kept = path.resolve(file);
  const publicFile = path.join(root, PUBLIC_KEY);
  if (!path.relative(root, kept).startsWith('..'))
    throw new Error(`${file} is in the checkout: keep the private key elsewhere, and a copy in a safe place`);
  if (fs.existsSync(publicFile))
    throw new Error(`${PUBLIC_KEY} is there: consoles with it take no release that another key signed. Remove it first if that is meant`);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  fs.writeFileSync(kept, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  fs.mkdirSync(path.dirname(publicFile), { recursive: true });
  fs.writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }));
}

/**
 * What is signed stands in `shared/update/metadata.ts`, which the console checks by: the same two lines in front of the text.
 * @param {string} privateKey PEM
 * @param {string} name of the metadata file
 * @param {string} text
 * @returns {string} base64
 */
export function signMetadata(privateKey, name, text) {
  return sign(null, Buffer.from(`dogwatch update 1\n${name}\n${text}`, 'utf8'), privateKey).toString('base64');
}

/**
 * True when the private key belongs to the public one that is built in.
 * @param {string} privateKey PEM
 * @param {string} publicKey PEM
 */
export function areTwins(privateKey, publicKey) {
  const own = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  return own.toString().trim() === publicKey.trim();
}
