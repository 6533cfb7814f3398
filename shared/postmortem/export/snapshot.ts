// The text as it was when somebody said publish: what goes out later is exactly that, whatever was written since.
import type { ExportDocument } from './document';

export function writeSnapshot(document: ExportDocument): string {
  return JSON.stringify(document);
}

/** Null: it is not what `writeSnapshot` writes. */
export function readSnapshot(text: string): ExportDocument | null {
  try {
    const read: unknown = JSON.parse(text);
    const isWhole = typeof read === 'object' && read !== null && 'text' in read && typeof read.text === 'string' && 'incident' in read;
    return isWhole ? (read as ExportDocument) : null;
  } catch {
    return null;
  }
}

/** Id and address at a place as one word of the log: `1000 https://...`. */
export function placeRef(ref: string, url: string | null): string {
  return url === null ? ref : `${ref} ${url}`;
}

export function readPlaceRef(text: string): { readonly ref: string; readonly url: string | null } {
  const cut = text.indexOf(' ');
  return cut < 0 ? { ref: text, url: null } : { ref: text.slice(0, cut), url: text.slice(cut + 1) };
}
