// The hidden mark by which a ticket is found again: an HTML comment that nobody sees and that survives edits of the words around it.

/** `body` is Markdown already. */
export function markedBody(body: string, mark: string): string {
  return `${body}\n\n<!-- dogwatch:${mark} -->`;
}

/** Exactly this mark: one action's id may begin with another's. */
export function hasMark(body: string, mark: string): boolean {
  return body.includes(`<!-- dogwatch:${mark} -->`);
}
