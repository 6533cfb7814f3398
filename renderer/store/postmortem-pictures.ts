// Pictures of a postmortem: kept by the engine under the hash of their bytes, named in the text as `attachment:<sha256>`, shown by an
// address that only this window knows.
import { ATTACHMENT_BYTES } from '../../shared/contract/evidence';
import { msg } from '../../shared/words/words';
import { toBase64 } from './base64';
import type { Ask } from './postmortem-doc';
import type { PostmortemDoc } from './postmortem-types';

const REFERENCE = /^attachment:([0-9a-f]{64})$/;
/** Pictures kept in memory, over all documents. */
const KEPT = 40;

const urls = new Map<string, string>();

export async function attachToPostmortem(
  ask: Ask,
  incident: string,
  file: Blob,
  name: string,
  caption: string,
): ReturnType<PostmortemDoc['attach']> {
  if (file.size > ATTACHMENT_BYTES) {
    const what = msg`“${name}” has more than ${ATTACHMENT_BYTES / 1024 / 1024} MB.`;
    return { ok: false, error: { kind: 'refused', what, remedy: msg`Make it smaller, or link to where it is.` } };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const reply = await ask('attach-to-postmortem', { incident, file: { name, base64: toBase64(bytes) }, caption });
  return reply.ok ? { ok: true, markdown: reply.value.markdown } : { ok: false, error: reply.error };
}

/** The engine verifies the hash; what is no picture by its first bytes is never shown as one. */
export async function pictureUrl(ask: Ask, incident: string, reference: string): ReturnType<PostmortemDoc['pictureUrl']> {
  const sha256 = REFERENCE.exec(reference)?.[1];
  if (sha256 === undefined) return { url: null, why: msg`Only attached pictures are shown.` };
  const known = urls.get(sha256);
  if (known !== undefined) return { url: known, why: '' };
  const reply = await ask('get-attachment', { id: incident, sha256 });
  if (!reply.ok) return { url: null, why: `${reply.error.what} ${reply.error.remedy}`.trim() };
  if (!reply.value.isPicture) return { url: null, why: msg`This file is no picture.` };
  const url = `data:${reply.value.mime};base64,${reply.value.base64}`;
  urls.set(sha256, url);
  const [oldest] = urls.keys();
  if (urls.size > KEPT && oldest !== undefined) urls.delete(oldest);
  return { url, why: '' };
}
