// Reads a gzip file as if it were not packed, from its beginning on and never more at a time than is asked for.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { Reading } from '../../shared/feed-files';

/** Rejects when the file is not there; a file that is no gzip, or cut off, reads to where it breaks and then as null. */
export async function openPacked(path: string): Promise<Reading> {
  const first = await stat(path);
  const source = createReadStream(path, { highWaterMark: 256 * 1024 });
  const unpacked = source.pipe(createGunzip({ chunkSize: 256 * 1024 }));
  source.on('error', (error) => unpacked.destroy(error));
  const chunks = unpacked[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let rest: Uint8Array = new Uint8Array(0);
  let place = 0;

  const more = async (): Promise<boolean> => {
    const next = await chunks.next();
    rest = next.done ? new Uint8Array(0) : next.value;
    return !next.done;
  };
  return {
    async read(into, at) {
      try {
        while (place < at) {
          if (rest.length === 0 && !(await more())) return 0;
          const skipped = Math.min(rest.length, at - place);
          rest = rest.subarray(skipped);
          place += skipped;
        }
        if (rest.length === 0 && !(await more())) return 0;
        const taken = Math.min(rest.length, into.length);
        into.set(rest.subarray(0, taken));
        rest = rest.subarray(taken);
        place += taken;
        return taken;
      } catch {
        return null;
      }
    },
    stat: async () => ({ path, file: `${first.dev}:${first.ino}`, size: first.size, changedAt: first.mtimeMs }),
    close: async () => {
      unpacked.destroy();
      source.destroy();
    },
  };
}
