// Where a person reads what a feed really sent, nothing may hide: controls, direction overrides, invisible characters (Unicode TR9,
// TR36) and letters that pass for others are shown as signs, so that no label passes for another. `plain-text` strips where room is short.
import { codeSign, markLookAlikes } from './look-alikes';
import { MARK_TOWER } from './plain-text';

const SUSPECT =
  /[\p{Cc}\p{Cs}\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\p{M}{9}/u;
const EACH =
  /[\p{Cc}\p{Cs}\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

function sign(character: string): string {
  if (character === '\n' || character === '\t') return character;
  const code = character.codePointAt(0) ?? 0xfffd;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return codeSign(character);
}

/**
 * Text of several lines: line ends become `\n`, tabs stay, every other control, direction override, invisible character, lone
 * surrogate or letter that passes for a Latin one becomes a sign (`␀`, `‹U+202E›`, `‹U+0430›`), and towers of combining marks are
 * cut at eight. Stable when done twice.
 */
export function revealText(text: string): string {
  return markLookAlikes(withoutHidden(text));
}

function withoutHidden(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(EACH, sign)
    .replace(MARK_TOWER, '$1');
}

/** The same for one line: every run of white space, line ends included, becomes one space; the ends are trimmed. */
export function revealLine(text: string): string {
  return revealText(text).replace(/\s+/g, ' ').trim();
}
