// Text from a feed is hostile. These make it plain: no control, bidi-override or zero-width characters, and short.

/** More marks than any script stacks on one letter; text made of them paints over its neighbours. `$1` is what may stay. */
export const MARK_TOWER = /(\p{M}{8})\p{M}+/gu;

const HIDDEN =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence starts with one
const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** Half of a surrogate pair: nothing can encode it. */
const LONE = /\p{Cs}/gu;

/** Without terminal sequences, control, bidi-override and zero-width characters, towers of marks and half characters; newlines and tabs stay. */
export function stripHidden(text: string): string {
  return text.replace(ANSI, '').replace(HIDDEN, '').replace(LONE, '\ufffd').replace(MARK_TOWER, '$1');
}

/** One line of at most `max` characters, cut with an ellipsis; never splits a surrogate pair. */
export function oneLine(text: string, max: number): string {
  const line = stripHidden(text.length > max * 8 ? text.slice(0, max * 8) : text)
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
