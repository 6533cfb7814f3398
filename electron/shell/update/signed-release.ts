// Reads what a release says of itself, once its signature was checked with the key that was built in; nothing is read before that.
import { verify } from 'node:crypto';
import { parse } from 'yaml';
import { type ReleaseMetadata, releaseMetadata, signedText } from '../../../shared/update/metadata';
import { msg } from '../../../shared/words/words';
import { UpdateRefused } from './refusal';

export interface SignedRelease {
  /** PEM of the Ed25519 public key. */
  readonly publicKey: string;
  readonly fileName: string;
  readonly text: string;
  /** Base64, as the file beside it holds it. */
  readonly signature: string;
}

const looksLikePage = (text: string): boolean => /^\s*<(!doctype|html|\?xml|head|body)/i.test(text);

/** The release's metadata. Throws `UpdateRefused` for anything that was not signed whole by the key's owner. */
export function readSignedRelease({ publicKey, fileName, text, signature }: SignedRelease): ReleaseMetadata {
  if (looksLikePage(text) || looksLikePage(signature)) {
    throw new UpdateRefused(
      msg`The update server answered with a web page where ${fileName} should be: a login page or a proxy stands in between.`,
      msg`Sign in to the network, or correct the address in the settings; then check again.`,
    );
  }
  if (!isSigned(publicKey, signedText(fileName, text), signature)) {
    throw new UpdateRefused(msg`The signature of ${fileName} is not that of the makers of this Dogwatch.`);
  }
  const release = releaseMetadata.safeParse(parsed(text));
  if (!release.success) {
    const first = release.error.issues[0];
    throw new UpdateRefused(msg`${fileName} is signed and not understood: ${first?.path.join('.') ?? ''}: ${first?.message ?? ''}.`);
  }
  return release.data;
}

function isSigned(publicKey: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature.trim(), 'base64');
  try {
    return bytes.length === 64 && verify(null, Buffer.from(text, 'utf8'), publicKey, bytes);
  } catch {
    // A key that is none proves nothing.
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 0, logLevel: 'error' });
  } catch {
    return null;
  }
}
