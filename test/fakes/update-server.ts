// A server of releases on loopback: signed metadata and a package beside it, as `npm run package` and `npm run sign-update` lay them out, and
// every way in which such a server can lie or fail.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedText } from '../../shared/update/metadata';

export type ReleaseFault =
  | 'none'
  | 'foreign-key'
  | 'changed-metadata'
  | 'other-platform'
  | 'no-signature'
  | 'page'
  | 'endless-metadata'
  | 'metadata-elsewhere'
  | 'older'
  | 'down'
  | 'busy'
  | 'changed-package'
  | 'short-package'
  | 'cut-package'
  | 'page-for-package'
  | 'package-elsewhere';

export interface UpdateServer {
  /** Folder of the releases, with a slash at its end. */
  readonly url: string;
  readonly publicKey: string;
  /** Paths that were asked, and headers that name a machine. */
  readonly asked: string[];
  readonly headers: string[];
  fault: ReleaseFault;
  stop(): Promise<void>;
}

export interface Release {
  readonly version: string;
  readonly package: Buffer;
  readonly fileName: string;
  readonly notes: string;
  readonly metadataName: string;
  /** Where a redirect leads. */
  readonly elsewhere: string;
}

const PAGE = '<!doctype html><title>Sign in</title><p>Welcome to the hotel.</p>';

export const metadataOf = ({ version, fileName, notes, package: bytes }: Release): string => {
  const sha512 = createHash('sha512').update(bytes).digest('base64');
  return `version: ${version}
files:
  - url: ${fileName}
    sha512: ${sha512}
    size: ${bytes.length}
path: ${fileName}
sha512: ${sha512}
releaseNotes: ${JSON.stringify(notes)}
releaseDate: '2026-11-20T09:00:00.000Z'
`;
};

export const signatureOf = (key: KeyObject, name: string, text: string): string =>
  sign(null, Buffer.from(signedText(name, text)), key).toString('base64');

/** Serves `release` at /releases/ on a port of 127.0.0.1. */
export async function startUpdateServer(release: Release): Promise<UpdateServer> {
  const own = generateKeyPairSync('ed25519');
  const foreign = generateKeyPairSync('ed25519');
  const { metadataName: name } = release;
  const text = metadataOf(release);
  const older = metadataOf({ ...release, version: '0.0.9' });
  const asked: string[] = [];
  const headers: string[] = [];

  const metadata = (response: ServerResponse): void => {
    if (state.fault === 'metadata-elsewhere') response.writeHead(302, { location: `${release.elsewhere}${name}` }).end();
    else if (state.fault === 'busy') response.writeHead(503).end('later');
    else if (state.fault === 'endless-metadata') response.end(`${text}# ${'x'.repeat(400_000)}\n`);
    else if (state.fault === 'page') response.end(PAGE);
    else if (state.fault === 'changed-metadata') response.end(text.replace(release.version, '99.0.0'));
    else response.end(state.fault === 'older' ? older : text);
  };
  const signature = (response: ServerResponse): void => {
    if (state.fault === 'no-signature') response.writeHead(404).end();
    else if (state.fault === 'foreign-key') response.end(signatureOf(foreign.privateKey, name, text));
    else if (state.fault === 'other-platform') response.end(signatureOf(own.privateKey, 'latest-other.yml', text));
    else response.end(signatureOf(own.privateKey, name, state.fault === 'older' ? older : text));
  };
  const file = (response: ServerResponse): void => {
    const { package: bytes } = release;
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    if (state.fault === 'package-elsewhere') response.writeHead(302, { location: `${release.elsewhere}${release.fileName}` }).end();
    else if (state.fault === 'page-for-package') response.writeHead(200, { 'content-length': PAGE.length }).end(PAGE);
    else if (state.fault === 'short-package') response.writeHead(200, { 'content-length': bytes.length - 9 }).end(bytes.subarray(9));
    else if (state.fault === 'cut-package') {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    } else response.writeHead(200, { 'content-length': bytes.length }).end(state.fault === 'changed-package' ? changed : bytes);
  };

  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    headers.push(...Object.keys(request.headers));
    const path = request.url ?? '';
    if (state.fault === 'down') request.socket.destroy();
    else if (path === `/releases/${name}`) metadata(response);
    else if (path === `/releases/${name}.sig`) signature(response);
    else if (path === `/releases/${release.fileName}`) file(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const state: UpdateServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases/`,
    publicKey: own.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    asked,
    headers,
    fault: 'none',
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return state;
}
