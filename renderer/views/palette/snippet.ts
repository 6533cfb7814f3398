// A snippet of the full-text search marks its hits; a single line of the palette shows plain words.

/** Without marks of any kind (`<b>`, `[…]` markers, control characters), on one line. The result is text, never markup. */
export function plainSnippet(snippet: string): string {
  return snippet
    .replace(/<\/?(?:b|mark|em)>/g, '')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
