// Reads one answer's body: size limit and digest while it streams, compressed or not, and a body that broke off is told as such.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import type { FeedFailure } from '../../shared/feed';
import { msg } from '../../shared/words/words';

export interface Body {
  readonly chunks: readonly Buffer[];
  readonly length: number;
  /** SHA-256 of the decoded bytes. */
  readonly digest: string;
}

/** Thrown by `readBody` when the answer is not whole or not acceptable. */
export class BodyError extends Error {
  readonly failure: FeedFailure;
  constructor(failure: FeedFailure) {
    super(failure.what);
    this.failure = failure;
  }
}

function tooLarge(maxBytes: number): BodyError {
  const megabytes = maxBytes / 1_000_000;
  return new BodyError({
    kind: 'bad-answer',
    what: msg`The answer is larger than ${megabytes} MB.`,
    remedy: msg`Narrow the feed with filters, or raise "Largest answer".`,
  });
}

function decoded(raw: Readable, encoding: string): Readable {
  if (encoding === '' || encoding === 'identity') return raw;
  if (encoding !== 'gzip' && encoding !== 'x-gzip' && encoding !== 'deflate') {
    throw new BodyError({
      kind: 'bad-answer',
      what: msg`The answer is packed as "${encoding.slice(0, 30)}", which was not asked for.`,
      remedy: msg`Look at the proxy in front of the server.`,
    });
  }
  const unpack = encoding === 'deflate' ? createInflate() : createGunzip();
  raw.once('error', (error) => unpack.destroy(error));
  return raw.pipe(unpack);
}

/** Without the mark with which some servers begin UTF-8. */
function unmarked(chunk: Buffer): Buffer {
  return chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
}

/** Reads the whole body. Throws `BodyError` for a body over the limit or in an unknown packing; errors of the stream pass through. */
export async function readBody(raw: Readable, encoding: string, contentLength: number | null, maxBytes: number): Promise<Body> {
  try {
    if (contentLength !== null && contentLength > maxBytes) throw tooLarge(maxBytes);
    const hash = createHash('sha256');
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of decoded(raw, encoding.trim().toLowerCase()) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      chunks.push(chunks.length === 0 ? unmarked(chunk) : chunk);
    }
    return { chunks, length: chunks.reduce((sum, chunk) => sum + chunk.length, 0), digest: hash.digest('hex') };
  } finally {
    if (!raw.destroyed) raw.once('error', () => undefined).destroy();
  }
}

/** A body that ended before its time, after its headers had come. */
export function brokenBody(host: string): FeedFailure {
  return {
    kind: 'bad-answer',
    what: msg`The answer of ${host} broke off before its end.`,
    remedy: msg`Look at the server and at the proxy or network in between.`,
  };
}
