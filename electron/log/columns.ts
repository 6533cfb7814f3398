// Typed arrays of one length in one run of bytes, with what is text beside them as JSON: a hundred thousand rows are read by few copies.

type Numbers = Float64Array | Uint32Array | Uint16Array;
type Maker<T extends Numbers> = new (buffer: ArrayBuffer, offset: number, length: number) => T;

const ALIGN = 8;
const HEAD_BYTES = 8;

const padded = (bytes: number): number => Math.ceil(bytes / ALIGN) * ALIGN;

/** `texts` is what `JSON.stringify` can write. Numbers are in the byte order of this machine: the log never leaves it. */
export function joinColumns(length: number, texts: unknown, columns: readonly Numbers[]): Buffer {
  const json = Buffer.from(JSON.stringify(texts));
  const sizes = columns.map((column) => padded(column.byteLength));
  const joined = Buffer.alloc(HEAD_BYTES + padded(json.length) + sizes.reduce((sum, size) => sum + size, 0));
  joined.writeUInt32LE(length, 0);
  joined.writeUInt32LE(json.length, 4);
  json.copy(joined, HEAD_BYTES);
  let at = HEAD_BYTES + padded(json.length);
  columns.forEach((column, i) => {
    Buffer.from(column.buffer, column.byteOffset, column.byteLength).copy(joined, at);
    at += sizes[i] ?? 0;
  });
  return joined;
}

/** Reads columns in the order in which they were joined. */
export class ColumnReader {
  readonly length: number;
  private readonly buffer: ArrayBuffer;
  private readonly json: Buffer;
  private at: number;

  constructor(bytes: Buffer) {
    this.buffer = new ArrayBuffer(bytes.length);
    const copy = Buffer.from(this.buffer);
    bytes.copy(copy);
    this.length = copy.readUInt32LE(0);
    this.json = copy.subarray(HEAD_BYTES, HEAD_BYTES + copy.readUInt32LE(4));
    this.at = HEAD_BYTES + padded(this.json.length);
  }

  texts(): unknown {
    return JSON.parse(this.json.toString());
  }

  next<T extends Numbers>(Of: Maker<T>): T {
    const column = new Of(this.buffer, this.at, this.length);
    this.at += padded(column.byteLength);
    return column;
  }
}
