// Letters of other scripts that pass for Latin ones (Unicode TR39): “pаyments” with a Cyrillic а is another service than “payments”.
// They are shown as signs where a reader would take them for Latin; honest words of those scripts stay as they are.
import { oneLine } from './plain-text';

const SCRIPTS = '\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Armenian}\\p{Script=Cherokee}\\p{Script=Lisu}';
const CYRILLIC = 'аеорсухіјѕһԁԛԝӏүАВЕЅІЈКМНОРСТУХҮԌԚԜӀ';
const GREEK = 'ονριυαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ';
/** Armenian; Cherokee and Lisu, which look like capitals; IPA; Roman numerals; letters of formulas; wide letters. */
const OTHERS = 'օոսհցզ\\u13a0-\\u13ff\\ua4d0-\\ua4ff\\u0251\\u0261\\u2160-\\u217f\\u{1d400}-\\u{1d7cb}\\uff21-\\uff3a\\uff41-\\uff5a';
const LIKE = `[${CYRILLIC}${GREEK}${OTHERS}]`;

const anyLike = new RegExp(LIKE, 'u');
const eachLike = new RegExp(LIKE, 'gu');
const distinct = new RegExp(`(?!${LIKE})[${SCRIPTS}]`, 'u');
const word = /[\p{L}\p{M}\p{N}]+/gu;

/** `‹U+0430›`: stands for a character that must not be shown as it is. */
export function codeSign(character: string): string {
  const code = character.codePointAt(0) ?? 0xfffd;
  return `\u2039U+${code.toString(16).toUpperCase().padStart(4, '0')}\u203a`;
}

/**
 * A look-alike becomes its sign in a word that holds Latin letters besides, and in a text of that script in which nothing tells it from
 * Latin. A word with a letter that only the other script has is honest. Stable when done twice.
 */
export function markLookAlikes(text: string): string {
  if (!anyLike.test(text)) return text;
  const isTold = distinct.test(text);
  return text.replace(word, (letters) => {
    if (!anyLike.test(letters) || distinct.test(letters)) return letters;
    const isMixed = /[A-Za-z]/.test(letters);
    return isMixed || (!isTold && [...letters].length > 1) ? letters.replace(eachLike, codeSign) : letters;
  });
}

/** Where room is short: one line of at most `max` characters, hidden ones gone and look-alikes marked. */
export function markedLine(text: string, max: number): string {
  return oneLine(markLookAlikes(oneLine(text, max)), max);
}
