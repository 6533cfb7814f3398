// Is it still the file that was read so far? Its last bytes before that place tell: they are the same in a renamed, copied or packed file,
// and others in one that was emptied and written anew.
import type { FeedContext } from '../../../../shared/feed';
import type { Reading } from '../../../../shared/feed-files';

export interface Mark {
  readonly length: number;
  readonly digest: string;
}

const LENGTH = 256;
export const NO_MARK: Mark = { length: 0, digest: '' };

async function bytesBefore(reading: Reading, offset: number, length: number): Promise<Buffer | null> {
  const bytes = Buffer.alloc(length);
  for (let got = 0; got < length; ) {
    const read = await reading.read(bytes.subarray(got), offset - length + got);
    if (read === null || read === 0) return null;
    got += read;
  }
  return bytes;
}

/** Of what lies before `offset`; null: it can not be read. */
export async function markAt(ctx: FeedContext, reading: Reading, offset: number): Promise<Mark | null> {
  const length = Math.min(LENGTH, offset);
  if (length === 0) return NO_MARK;
  const bytes = await bytesBefore(reading, offset, length);
  return bytes && { length, digest: ctx.digest(bytes) };
}

/** Goes the file on after `offset` from what was read? */
export async function goesOn(ctx: FeedContext, reading: Reading, offset: number, mark: Mark): Promise<boolean> {
  if (mark.length === 0) return offset === 0;
  const bytes = await bytesBefore(reading, offset, mark.length);
  return bytes !== null && ctx.digest(bytes) === mark.digest;
}
