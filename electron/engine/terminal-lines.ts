// What the engine writes on a terminal. Text of feeds may be in it: no byte of it may steer the terminal, and no sign may hide.
import { revealText } from '../../shared/domain/reveal-text';

/** What JSON leaves as it is and a terminal or a reader would take for more than text. */
const UNESCAPED = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Talk for people: lines stay lines. */
export function talk(text: string): string {
  return `${revealText(text)}\n`;
}

/** One line of JSON for programs; it reads back to the same value. */
export function jsonLine(value: unknown): string {
  const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value).replace(UNESCAPED, escaped)}\n`;
}
