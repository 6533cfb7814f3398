// Blanks out what is not the author's own sentence, without moving anything: code, addresses, comments, quoted speech.

const filler = '\u2022';
const notOwnWords = new RegExp(
  [
    '`+[^`]*`+',
    '<!--[\\s\\S]*?-->',
    '(?<=\\])\\([^)\\s]*(?:\\s+"[^"]*")?\\)',
    '(?<=\\])\\[[^\\]]*\\]',
    '\\b(?:https?|ftp|mailto|dogwatch):[^\\s<>)\\]]+',
    '<[a-zA-Z/][^>]*>',
    '[\\w.+-]+@[\\w-]+\\.[\\w.-]+',
    '"[^"\\n]*(?:\\n[^"\\n]+){0,4}"',
    '\u201c[^\u201d]*\u201d',
    '\u00ab[^\u00bb]*\u00bb',
  ].join('|'),
  'g',
);
const mayHold = /[`<(["\u201c\u00ab@:]/;

/** Text of the same length; soft line breaks become spaces, typographic apostrophes plain ones. */
export function maskMarkdown(text: string): string {
  const masked = mayHold.test(text) ? text.replace(notOwnWords, (found) => filler.repeat(found.length)) : text;
  return masked
    .replace(/[\n\r\t]/g, ' ')
    .replace(/\u2019/g, "'")
    .replace(/[*_]/g, keepsPlace);
}

/** Emphasis is dropped from words, not from their places: `**should** have` is still two words. */
function keepsPlace(): string {
  return ' ';
}
