// `npm run sign-update` signs only what is so, with a key that the console knows; what it signs the console takes.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readSignedRelease } from '../../../electron/shell/update/signed-release';
import { areTwins, makeKeys, PUBLIC_KEY } from '../../../scripts/update/keys.mjs';
import { signFolder } from '../../../scripts/update/sign-folder.mjs';
import { metadataOf } from '../../fakes/update-server';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'dogwatch-sign-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

const RELEASE = {
  ...{ version: '0.2.0', package: Buffer.from('a package'), fileName: 'dogwatch_0.2.0_amd64.deb', notes: '' },
  ...{ metadataName: 'latest-linux.yml', elsewhere: '' },
};

function aRelease(): string {
  const made = folder();
  writeFileSync(join(made, RELEASE.fileName), RELEASE.package);
  writeFileSync(join(made, RELEASE.metadataName), metadataOf(RELEASE));
  return made;
}

it('[U31] what the script signs the console takes', () => {
  const [root, safe, release] = [folder(), folder(), aRelease()];
  makeKeys(root, join(safe, 'key.pem'));
  const privateKey = readFileSync(join(safe, 'key.pem'), 'utf8');
  const publicKey = readFileSync(join(root, PUBLIC_KEY), 'utf8');
  expect(areTwins(privateKey, publicKey)).toBe(true);
  expect(signFolder(release, privateKey)).toEqual(['latest-linux.yml']);
  const read = (name: string): string => readFileSync(join(release, name), 'utf8');
  const taken = readSignedRelease({
    ...{ publicKey, fileName: 'latest-linux.yml' },
    ...{ text: read('latest-linux.yml'), signature: read('latest-linux.yml.sig') },
  });
  expect(taken.version).toBe('0.2.0');
});

it('[U31] the private key is for its owner only, never in the checkout, and no key is replaced', () => {
  const [root, safe] = [folder(), folder()];
  expect(() => makeKeys(root, join(root, 'key.pem'))).toThrow(/is in the checkout/);
  makeKeys(root, join(safe, 'key.pem'));
  if (process.platform !== 'win32') expect(statSync(join(safe, 'key.pem')).mode & 0o777).toBe(0o600);
  expect(() => makeKeys(root, join(safe, 'other.pem'))).toThrow(/is there/);
  const other = folder();
  expect(() => makeKeys(other, join(safe, 'key.pem'))).toThrow(/EEXIST/);
  expect(areTwins(readFileSync(join(safe, 'key.pem'), 'utf8'), readFileSync(join(root, PUBLIC_KEY), 'utf8'))).toBe(true);
});

it('[U31] metadata that tells of another package is not signed', () => {
  const [root, safe, release] = [folder(), folder(), aRelease()];
  makeKeys(root, join(safe, 'key.pem'));
  const privateKey = readFileSync(join(safe, 'key.pem'), 'utf8');
  writeFileSync(join(release, RELEASE.fileName), 'b package');
  expect(() => signFolder(release, privateKey)).toThrow(/is not the package that latest-linux.yml tells of/);
  rmSync(join(release, RELEASE.fileName));
  expect(() => signFolder(release, privateKey)).toThrow(/which is not in/);
  expect(existsSync(join(release, 'latest-linux.yml.sig'))).toBe(false);
  expect(() => signFolder(safe, privateKey)).toThrow(/holds no latest/);
});
