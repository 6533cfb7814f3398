// The file in which the edits of a postmortem go from one desk to another: a line that says what it is and the SHA-256 of the rest, then
// the edits of each author in turn, with the files that the text names. The format is described in docs/postmortems.md.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { POSTMORTEM_UPDATE_BYTES } from '../../shared/domain/postmortem';
import { msg } from '../../shared/words/words';

const VERSION = 1;
export const EDITS_FILE_BYTES = 200_000_000;
const ATTACHED_BYTES = 20_000_000;

const name = z.string().min(1).max(120);
const at = z.number().int().min(0).max(8.64e15);
const base64 = (bytes: number) =>
  z
    .string()
    .max(Math.ceil(bytes / 3) * 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/);

const headSchema = z.strictObject({ dogwatch: z.literal('postmortem-edits'), version: z.number().int().min(1), sha256: z.string() });

const bodySchema = z.strictObject({
  incident: z.strictObject({ id: z.string().min(1).max(80), number: z.number().int().min(1), title: z.string().max(500) }),
  template: z.string().max(200),
  /** Name of the desk, and who saved the file there. */
  desk: name,
  by: name,
  at,
  /** In the order of that desk's log; `update` is a Yjs update, `at` when the last of it was written. */
  edits: z.array(z.strictObject({ by: name, at, update: base64(POSTMORTEM_UPDATE_BYTES) })).max(200_000),
  files: z.array(z.strictObject({ name: z.string().max(300), base64: base64(ATTACHED_BYTES) })).max(1_000),
});

export type EditsBody = z.infer<typeof bodySchema>;
export type WrittenEdit = EditsBody['edits'][number];

export type EditsRead =
  | { readonly ok: true; readonly body: EditsBody; readonly sha256: string }
  | { readonly ok: false; readonly kind: 'not-edits' | 'foreign-version' | 'damaged'; readonly what: string; readonly remedy: string };

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export function printEdits(body: EditsBody): Buffer {
  const rest = JSON.stringify(body);
  return Buffer.from(`${JSON.stringify({ dogwatch: 'postmortem-edits', version: VERSION, sha256: hashOf(rest) })}\n${rest}`);
}

/** Whatever is not exactly what `printEdits` wrote is refused; `sha256` is that of the whole file. */
export function readEdits(bytes: Buffer): EditsRead {
  const end = bytes.indexOf(0x0a);
  const head = end < 0 || end > 1_000 ? null : headSchema.safeParse(parsed(bytes.subarray(0, end)));
  if (!head?.success) {
    const what = msg`This file holds no edits of a postmortem.`;
    return { ok: false, kind: 'not-edits', what, remedy: msg`Choose a file that was made with “Save edits for another desk”.` };
  }
  if (head.data.version !== VERSION) {
    const what = msg`This file is of format ${head.data.version}; this Dogwatch reads format ${VERSION}.`;
    return { ok: false, kind: 'foreign-version', what, remedy: msg`Use the same version of Dogwatch on both desks.` };
  }
  const rest = bytes.subarray(end + 1);
  const body = hashOf(rest) === head.data.sha256 ? bodySchema.safeParse(parsed(rest)) : null;
  if (body?.success) return { ok: true, body: body.data, sha256: hashOf(bytes) };
  const what = msg`This file is damaged: it is not what the other desk wrote.`;
  return { ok: false, kind: 'damaged', what, remedy: msg`Copy it again, or save it again there.` };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
