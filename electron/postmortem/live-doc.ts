// A postmortem's document in memory: takes edits only as a whole, and never keeps what is not also in the log.
import * as Y from 'yjs';
import { POSTMORTEM_TEXT, POSTMORTEM_TEXT_CHARS } from '../../shared/domain/postmortem';
import { msg } from '../../shared/words/words';
import { refuseUpdate, type UpdateRefusal } from './check-update';
import { type TextChange, textChanges } from './text-change';

export type Taken =
  /** `update` is what was new in it. */
  | { readonly ok: true; readonly update: Uint8Array | null }
  /** `isSpoilt`: the document may hold a part of it and is to be thrown away. */
  | { readonly ok: false; readonly refusal: UpdateRefusal; readonly isSpoilt: boolean };

const TOO_LONG: UpdateRefusal = {
  kind: 'too-big',
  what: msg`A postmortem may have ${POSTMORTEM_TEXT_CHARS.toLocaleString('en')} characters.`,
  remedy: msg`Attach what is long as a file.`,
};
const TOO_EARLY: UpdateRefusal = {
  kind: 'too-early',
  what: msg`This edit builds on edits that are not here.`,
  remedy: msg`Send all that this desk lacks.`,
};

export class LiveDoc {
  private readonly doc = new Y.Doc();
  private readonly text: Y.Text;

  constructor() {
    this.text = this.doc.getText(POSTMORTEM_TEXT);
  }

  /** Puts in what was checked before it was kept. */
  load(updates: Iterable<Uint8Array>): void {
    this.doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.doc, update);
    });
  }

  /** Puts in what was checked before it was kept, and returns the one update that all of it makes; null: nothing new. */
  loadAsOne(updates: Iterable<Uint8Array>): Uint8Array | null {
    return this.newsOf(() => this.load(updates));
  }

  /** Was this update written on a text that began as this one did? An empty document began as every other did. */
  isKin(update: Uint8Array): boolean {
    const clients = this.doc.store.clients;
    return clients.size === 0 || Y.decodeUpdate(update).structs.some(({ id }) => clients.has(id.client));
  }

  /** Puts in an update from outside. Nothing is kept of one that is refused, unless `isSpoilt`. */
  take(update: Uint8Array): Taken {
    const refusal = refuseUpdate(update);
    if (refusal) return { ok: false, refusal, isSpoilt: false };
    let fresh: Uint8Array | null;
    try {
      fresh = this.newsOf(() => Y.applyUpdate(this.doc, update));
    } catch {
      return spoilt({
        kind: 'unreadable',
        what: msg`This edit does not fit the document.`,
        remedy: msg`Close the postmortem and open it again.`,
      });
    }
    if (this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null) return spoilt(TOO_EARLY);
    if (this.doc.share.size > 1) return spoilt({ kind: 'not-text', what: msg`This edit holds more than the text.`, remedy: '' });
    if (this.text.length > POSTMORTEM_TEXT_CHARS) return spoilt(TOO_LONG);
    return { ok: true, update: fresh };
  }

  /** Makes the text another one by the smallest changes; the update, or null where nothing changes. */
  become(text: string): Uint8Array | null {
    const changes = textChanges(this.toString(), text);
    return this.newsOf(() => {
      this.doc.transact(() => this.apply(changes));
    });
  }

  /** What these changes would bring in; the document stays as it is until that is in the log. Null: nothing. */
  updateOf(changes: readonly TextChange[]): Uint8Array | null {
    const copy = new LiveDoc();
    copy.load([this.since(null)]);
    const update = copy.newsOf(() => copy.doc.transact(() => copy.apply(changes)));
    copy.end();
    return update;
  }

  private apply(changes: readonly TextChange[]): void {
    for (const { at, remove, insert } of changes) {
      if (remove > 0) this.text.delete(at, remove);
      if (insert !== '') this.text.insert(at, insert);
    }
  }

  /** What `change` brings into the document, as an update; null: nothing. */
  private newsOf(change: () => void): Uint8Array | null {
    let fresh: Uint8Array | null = null;
    const see = (news: Uint8Array): void => {
      fresh = news;
    };
    this.doc.on('update', see);
    try {
      change();
    } finally {
      this.doc.off('update', see);
    }
    return fresh;
  }

  /** All that a holder of `known` (a state vector; null: nothing) lacks. Throws when `known` is none. */
  since(known: Uint8Array | null): Uint8Array {
    return known === null ? Y.encodeStateAsUpdate(this.doc) : Y.encodeStateAsUpdate(this.doc, known);
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  toString(): string {
    return this.text.toString();
  }

  end(): void {
    this.doc.destroy();
  }
}

function spoilt(refusal: UpdateRefusal): Taken {
  return { ok: false, refusal, isSpoilt: true };
}

/**
 * The update that begins a document with this text. The same text of the same postmortem gives the same update on every desk, so that
 * two that start apart from each other start the same document.
 */
export function firstUpdate(postmortem: string, text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = seedOf(`${postmortem}\n${text}`);
  doc.getText(POSTMORTEM_TEXT).insert(0, text);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** FNV-1a, 32 bits. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
