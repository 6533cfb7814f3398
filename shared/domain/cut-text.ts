// Targets take so many characters or bytes; what is longer is cut, and the cut says so. Never splits a surrogate pair.

function whole(text: string): string {
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

function note(left: number): string {
  return `\n… cut here: ${left.toLocaleString('en')} more characters are in Dogwatch.`;
}

/** At most `max` characters, the note about the cut included. `max` below 80 leaves no room for a note: the text ends with an ellipsis. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 80) return `${whole(text.slice(0, Math.max(0, max - 1)))}…`;
  const room = max - note(text.length).length;
  const kept = whole(text.slice(0, room));
  return kept + note(text.length - kept.length);
}

/** The longest cut of `text` that `fits` still takes; `fits` must take every text shorter than one it takes. */
export function cutToFit(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  let low = 0;
  let high = text.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(cutText(text, middle))) low = middle;
    else high = middle - 1;
  }
  return cutText(text, low);
}

/** Length in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code <= 0xdbff && at + 1 < text.length) {
      bytes += 4;
      at += 1;
    } else bytes += 3;
  }
  return bytes;
}
