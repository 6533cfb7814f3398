// Typed arrays of one length in one run of bytes, with what is text beside them as JSON: a hundred thousand rows are read by few copies.

type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array;
type Maker<T extends Numbers> = new (buffer: ArrayBuffer, offset: number, length: number) => T;

const ALIGN = 8;
const WORD = 4;

const padded = (bytes: number): number => Math.ceil(bytes / ALIGN) * ALIGN;

/** `texts` are what `JSON.stringify` can write. Numbers are in the byte order of this machine: the log never leaves it. */
export function joinColumns(length: number, texts: readonly unknown[], columns: readonly Numbers[]): Buffer {
  const jsons = texts.map((text) => Buffer.from(JSON.stringify(text)));
  const head = Buffer.from(Uint32Array.of(length, jsons.length, ...jsons.map((json) => json.length)).buffer);
  const parts = [head, ...jsons, ...columns.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))];
  const joined = Buffer.alloc(parts.reduce((sum, part) => sum + padded(part.length), 0));
  let at = 0;
  for (const part of parts) {
    part.copy(joined, at);
    at += padded(part.length);
  }
  return joined;
}

/** Reads columns in the order in which they were joined, and texts when they are asked for. */
export class ColumnReader {
  readonly length: number;
  private readonly buffer: ArrayBuffer;
  private readonly texts: Buffer[] = [];
  private at: number;

  constructor(bytes: Buffer) {
    this.buffer = new ArrayBuffer(bytes.length);
    const copy = Buffer.from(this.buffer);
    bytes.copy(copy);
    const [length = 0, count = 0] = new Uint32Array(this.buffer, 0, 2);
    this.length = length;
    this.at = padded((2 + count) * WORD);
    for (const size of new Uint32Array(this.buffer, 2 * WORD, count)) {
      this.texts.push(copy.subarray(this.at, this.at + size));
      this.at += padded(size);
    }
  }

  /** The text at that place, parsed anew each time. */
  text(place: number): unknown {
    return JSON.parse(String(this.texts[place]));
  }

  next<T extends Numbers>(Of: Maker<T>): T {
    const column = new Of(this.buffer, this.at, this.length);
    this.at += padded(column.byteLength);
    return column;
  }
}
