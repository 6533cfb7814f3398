// Walks over the words of a sentence by character codes: it is done for every sentence of a document, so it makes nothing but the words.

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 191;
const APOSTROPHE = 39;

/** Words of letters, with an apostrophe within (`didn't`), as they stand. Stops when `visit` says true. */
export function eachWord(sentence: string, visit: (word: string) => boolean): boolean {
  const end = sentence.length;
  for (let at = 0; at < end; at++) {
    if (!isLetter(sentence.charCodeAt(at))) continue;
    const from = at;
    at += 1;
    while (at < end && isLetter(sentence.charCodeAt(at))) at += 1;
    const isShortened = sentence.charCodeAt(at) === APOSTROPHE && isLetter(sentence.charCodeAt(at + 1));
    if (isShortened) {
      at += 1;
      while (at < end && isLetter(sentence.charCodeAt(at))) at += 1;
    }
    if (visit(sentence.slice(from, at))) return true;
  }
  return false;
}
