// What a release says of itself counts only as it was signed; servers are https, and the asking is bounded. The server is real, on loopback.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { fetchText } from '../../../../electron/shell/update/fetch-text';
import { UpdateRefused, UpdateUnreachable } from '../../../../electron/shell/update/refusal';
import { updateServer } from '../../../../electron/shell/update/server';
import { readSignedRelease } from '../../../../electron/shell/update/signed-release';
import { metadataName } from '../../../../shared/update/metadata';
import { metadataOf, type ReleaseFault, signatureOf, startUpdateServer } from '../../../fakes/update-server';

const RELEASE = {
  ...{ version: '0.2.0', package: Buffer.from('a package'), fileName: 'dogwatch_0.2.0_amd64.deb', notes: 'New.' },
  ...{ metadataName: 'latest-linux.yml', elsewhere: 'http://127.0.0.2:9/' },
};
const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const text = metadataOf(RELEASE);
const signed = (of: string, name = 'latest-linux.yml') => ({
  ...{ publicKey, fileName: 'latest-linux.yml', text: of },
  signature: signatureOf(keys.privateKey, name, of),
});

it('[U31] what the key signed is read', () => {
  expect(readSignedRelease(signed(text))).toMatchObject({ version: '0.2.0', releaseNotes: 'New.', files: [{ size: 9 }] });
});

it('[U31] no changed byte of text or signature passes', () => {
  const right = signed(text);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('#', 'x', '\n', '9'), (at, letter) => {
      fc.pre(text[at] !== letter);
      const changed = text.slice(0, at) + letter + text.slice(at + 1);
      expect(() => readSignedRelease({ ...right, text: changed })).toThrow(UpdateRefused);
    }),
  );
  const bytes = Buffer.from(right.signature, 'base64');
  fc.assert(
    fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ flip, at);
      expect(() => readSignedRelease({ ...right, signature: changed.toString('base64') })).toThrow(UpdateRefused);
    }),
  );
});

it('[U31] a signature for another platform, an empty one, or a key that is none proves nothing', () => {
  expect(() => readSignedRelease(signed(text, 'latest-mac.yml'))).toThrow(/not that of the makers/);
  expect(() => readSignedRelease({ ...signed(text), signature: '' })).toThrow(/not that of the makers/);
  expect(() => readSignedRelease({ ...signed(text), publicKey: 'no key' })).toThrow(/not that of the makers/);
});

const ODD = [
  ['a package elsewhere', text.replace(`url: ${RELEASE.fileName}`, 'url: https://evil.example/x.deb')],
  ['a package in another folder', text.replace(`url: ${RELEASE.fileName}`, 'url: ../x.deb')],
  ['no hash', text.replaceAll(/sha512: .*/g, 'sha512: none')],
  ['no size', text.replaceAll(/size: .*/g, '')],
  ['a version that is none', text.replace('version: 0.2.0', 'version: newest')],
  ['aliases', `a: &a [x]\nb: [*a, *a]\n${text}`],
] as const;
it.each(ODD)('[U31] signed metadata with %s is refused in words', (_what, odd) => {
  expect(() => readSignedRelease(signed(odd))).toThrow(/is signed and not understood/);
});

it('[U31] metadata is asked of the one server: a redirect, a missing signature, a flood and a failure are told apart', async () => {
  const server = await startUpdateServer(RELEASE);
  onTestFinished(server.stop);
  const ask = (fault: ReleaseFault, name = RELEASE.metadataName): Promise<string> => {
    server.fault = fault;
    return fetchText(fetch, `${server.url}${name}`);
  };
  expect(await ask('none')).toBe(text);
  await expect(ask('metadata-elsewhere')).rejects.toThrow(/sends on to another address/);
  await expect(ask('endless-metadata')).rejects.toThrow(/larger than metadata can be/);
  await expect(ask('no-signature', `${RELEASE.metadataName}.sig`)).rejects.toThrow(UpdateRefused);
  await expect(ask('busy')).rejects.toThrow(UpdateUnreachable);
  await expect(ask('none', 'latest-mac.yml')).rejects.toThrow(UpdateUnreachable);
});

it('[U31] a body without end is given up', async () => {
  const server = createServer((_request, response) => {
    const pour = (): void => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', pour);
    };
    pour();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await expect(fetchText(fetch, `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest.yml`)).rejects.toThrow(
    /larger than metadata can be/,
  );
});

it.each([
  ['', { ok: true, url: '' }],
  ['https://updates.example/dogwatch', { ok: true, url: 'https://updates.example/dogwatch/' }],
  [' http://127.0.0.1:8080/ ', { ok: true, url: 'http://127.0.0.1:8080/' }],
  ['http://[::1]:8080/a', { ok: true, url: 'http://[::1]:8080/a/' }],
])('[U30] “%s” is a server', (typed, server) => {
  expect(updateServer(typed)).toEqual(server);
});

const NO_SERVERS = [
  ['http://updates.example/', 'https only'],
  ['http://127.0.0.1.evil.example/', 'https only'],
  ['file:///etc/', 'https only'],
  ['https://me:secret@updates.example/', 'without a login'],
  ['https://updates.example/?a=1', 'folder only'],
  ['updates', 'no address'],
] as const;
it.each(NO_SERVERS)('[U30] “%s” is no server', (typed, words) => {
  const server = updateServer(typed);
  expect(server.ok ? '' : server.what).toContain(words);
});

it('[U31] each platform asks for its own metadata', () => {
  const names = [
    metadataName('linux', 'x64'),
    metadataName('linux', 'arm64'),
    metadataName('darwin', 'arm64'),
    metadataName('win32', 'x64'),
  ];
  expect(names).toEqual(['latest-linux.yml', 'latest-linux-arm64.yml', 'latest-mac.yml', 'latest.yml']);
});
