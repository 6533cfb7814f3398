// What a file is by its first bytes; its name is what somebody says. Only four kinds of picture are ever shown in the window.

/** Shown in place. SVG is not among them: it can hold scripts and links. */
export const PICTURE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const ASCII = (text: string): readonly number[] => [...text].map((c) => c.charCodeAt(0));

/** First bytes, and where they stand; all of them must fit. */
const MAGIC: readonly (readonly [mime: string, ...parts: readonly (readonly [at: number, bytes: readonly number[]])[]])[] = [
  ['image/png', [0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]],
  ['image/jpeg', [0, [0xff, 0xd8, 0xff]]],
  ['image/gif', [0, ASCII('GIF87a')]],
  ['image/gif', [0, ASCII('GIF89a')]],
  ['image/webp', [0, ASCII('RIFF')], [8, ASCII('WEBP')]],
  ['application/pdf', [0, ASCII('%PDF-')]],
  ['application/zip', [0, [0x50, 0x4b, 0x03, 0x04]]],
  ['application/gzip', [0, [0x1f, 0x8b]]],
];
const LOOKED_AT = 4096;

/** The MIME type; `text/plain` for bytes that hold no NUL, `application/octet-stream` for the rest. */
export function fileType(bytes: Uint8Array): string {
  const known = MAGIC.find(([, ...parts]) => parts.every(([at, magic]) => magic.every((byte, i) => bytes[at + i] === byte)));
  if (known) return known[0];
  return bytes.length > 0 && !bytes.subarray(0, LOOKED_AT).includes(0) ? 'text/plain' : 'application/octet-stream';
}
