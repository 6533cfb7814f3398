// Reads a Markdown file from elsewhere as the text of a postmortem: front matter becomes a title, pictures beside it become attachments.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import type { ImportedPostmortem } from '../../shared/contract/publish';
import { fileType } from '../../shared/domain/file-type';
import { msg } from '../../shared/words/words';
import { withoutFrontMatter } from './page';

export type ImportResult =
  | { readonly ok: true; readonly imported: ImportedPostmortem }
  | { readonly ok: false; readonly kind: 'unreadable' | 'too-large' | 'not-text'; readonly what: string; readonly remedy: string };

const MAX_BYTES = 4_000_000;
const MAX_PICTURE_BYTES = 10 * 1024 * 1024;
/** Each part is bounded: a text of nothing but beginnings of pictures must not be looked through again from each of them. */
const picture = /!\[([^\]\n]{0,1000})\]\(\s{0,9}<?([^)\s>]{1,1000})>?(?:\s{1,9}"[^"\n]{0,1000}")?\s{0,9}\)/g;

/** `keep` makes bytes durable and returns their SHA-256. Only pictures in the file's own folder or below it are taken. */
export function importMarkdown(file: string, keep: (bytes: Uint8Array) => string): ImportResult {
  let bytes: Buffer;
  try {
    if (statSync(file).size > MAX_BYTES)
      return {
        ok: false,
        kind: 'too-large',
        what: msg`The file is larger than ${MAX_BYTES / 1e6} MB.`,
        remedy: msg`Is it the right file?`,
      };
    bytes = readFileSync(file);
  } catch (error) {
    const what = msg`The file could not be read: ${error instanceof Error ? error.message : error}.`;
    return { ok: false, kind: 'unreadable', what, remedy: msg`Check that it is there and that you may read it.` };
  }
  if (bytes.includes(0)) return { ok: false, kind: 'not-text', what: msg`The file is no text.`, remedy: msg`Choose a Markdown file.` };
  const source = new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
  const left: string[] = [];
  const folder = realpathSync(dirname(file));
  const text = withoutFrontMatter(source).replace(picture, (whole, words: string, address: string) => {
    const taken = takePicture(folder, address, keep);
    if (taken.sha256 !== null) return `![${words}](attachment:${taken.sha256})`;
    left.push(`${address}: ${taken.why}`);
    return whole;
  });
  return { ok: true, imported: { text, title: titleIn(source), left } };
}

type Taken = { readonly sha256: string } | { readonly sha256: null; readonly why: string };

function takePicture(folder: string, address: string, keep: (bytes: Uint8Array) => string): Taken {
  if (/^attachment:[0-9a-f]{64}$/.test(address)) return { sha256: address.slice('attachment:'.length) };
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) return { sha256: null, why: msg`it is elsewhere and is not fetched` };
  try {
    const file = realpathSync(resolve(folder, decodeURIComponent(address)));
    if (!file.startsWith(folder + sep)) return { sha256: null, why: msg`it is outside of the folder` };
    if (statSync(file).size > MAX_PICTURE_BYTES) return { sha256: null, why: msg`it is too large` };
    const bytes = readFileSync(file);
    return fileType(bytes).startsWith('image/') ? { sha256: keep(bytes) } : { sha256: null, why: msg`it is no picture` };
  } catch {
    return { sha256: null, why: msg`it is not there` };
  }
}

function titleIn(source: string): string | null {
  const front = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source)?.[1];
  if (front === undefined) return null;
  try {
    const read: unknown = parse(front, { maxAliasCount: 10 });
    const title = typeof read === 'object' && read !== null && 'title' in read ? read.title : null;
    return typeof title === 'string' && title.trim() !== '' ? title.trim().slice(0, 300) : null;
  } catch {
    return null;
  }
}
