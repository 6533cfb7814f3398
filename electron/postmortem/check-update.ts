// An update from outside is hostile until it is read: only plain text and deletions in the one text may come in by it.
import * as Y from 'yjs';
import { POSTMORTEM_UPDATE_BYTES } from '../../shared/domain/postmortem';
import { msg } from '../../shared/words/words';

export interface UpdateRefusal {
  readonly kind: 'too-big' | 'unreadable' | 'not-text' | 'too-early';
  readonly what: string;
  readonly remedy: string;
}

/** Items that hold neither text nor a deletion (formats, embeds, other types) would be invisible to every reader of the text. */
function isPlain(struct: unknown): boolean {
  if (!(struct instanceof Y.Item)) return true;
  return struct.content instanceof Y.ContentString || struct.content instanceof Y.ContentDeleted;
}

/** Null: it can be read, and holds nothing but text. Whether it fits the document only the document can say. */
export function refuseUpdate(update: Uint8Array): UpdateRefusal | null {
  if (update.length > POSTMORTEM_UPDATE_BYTES)
    return { kind: 'too-big', what: msg`This edit is too big.`, remedy: msg`Paste less at once.` };
  try {
    const { structs } = Y.decodeUpdate(update);
    if (structs.every(isPlain)) return null;
    return { kind: 'not-text', what: msg`This edit holds more than text.`, remedy: msg`Only Markdown can be written here.` };
  } catch {
    return {
      kind: 'unreadable',
      what: msg`This edit can’t be read: it is no update of the document.`,
      remedy: msg`Close the postmortem and open it again.`,
    };
  }
}
