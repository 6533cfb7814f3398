// What a travelling profile holds, one entry after the other: a line that names it and says how long it is, then its bytes. Names are those
// of a short list, so that no file lands anywhere but where it belongs.
import { SealedFailure } from './sealed-stream';

/** The key first: all else is worth nothing without it. */
const NAME = /^(?:key|log\.db|attachments\/[0-9a-f]{64}|presets\/[A-Za-z0-9][\w-]{0,80}\.ya?ml)$/;
const LONGEST_LINE = 400;
const LINE_END = 10;

export interface EntryHead {
  readonly name: string;
  readonly bytes: number;
}

/** May a profile hold a file of this name? One plain name within its folder. */
export function isEntryName(name: string): boolean {
  return NAME.test(name);
}

export function headLine(head: EntryHead): Buffer {
  return Buffer.from(`${JSON.stringify(head)}\n`);
}

export interface EntryEars {
  begin(head: EntryHead): void;
  write(bytes: Buffer): void;
  end(): void;
}

/** Tells the entries of a stream that comes in pieces. Throws `SealedFailure` for what no profile holds. */
export function readEntries(pieces: Iterable<Buffer>, ears: EntryEars): void {
  let line = Buffer.alloc(0);
  let left: number | null = null;
  for (const piece of pieces) {
    let rest = piece;
    while (rest.length > 0) {
      if (left === null) {
        const at = rest.indexOf(LINE_END);
        line = Buffer.concat([line, rest.subarray(0, at < 0 ? rest.length : at)]);
        if (line.length > LONGEST_LINE) throw new SealedFailure('damaged');
        rest = rest.subarray(at < 0 ? rest.length : at + 1);
        if (at < 0) continue;
        const head = readHead(line);
        line = Buffer.alloc(0);
        left = head.bytes;
        ears.begin(head);
      } else {
        const part = rest.subarray(0, left);
        ears.write(part);
        left -= part.length;
        rest = rest.subarray(part.length);
      }
      if (left === 0) {
        ears.end();
        left = null;
      }
    }
  }
  if (left !== null || line.length > 0) throw new SealedFailure('damaged');
}

function readHead(line: Buffer): EntryHead {
  let head: Partial<EntryHead> | null;
  try {
    head = JSON.parse(line.toString('utf8')) as Partial<EntryHead> | null;
  } catch {
    throw new SealedFailure('damaged');
  }
  const { name, bytes } = head ?? {};
  if (typeof name !== 'string' || !isEntryName(name)) throw new SealedFailure('damaged');
  if (typeof bytes !== 'number' || !Number.isSafeInteger(bytes) || bytes < 0) throw new SealedFailure('damaged');
  return { name, bytes };
}
