// Pictures in a text are named by their SHA-256; outside of the console they need the name of a file.

/** The words are bounded: a text of nothing but brackets must not be looked through again from each of them. */
const reference = /(!?)\[([^\]\n]{0,1000})\]\(attachment:([0-9a-f]{64})\)/g;
const endings: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif', 'image/webp': 'webp' };

/** SHA-256 of all files that the text names, each once, by first place. */
export function attachmentsOf(text: string): string[] {
  return [...new Set([...text.matchAll(reference)].map(([, , , sha256 = '']) => sha256))];
}

/** Each `attachment:` address replaced by `nameOf`; where that is null only the words stay, with a note that the file is missing. */
export function withFiles(text: string, nameOf: (sha256: string) => string | null): string {
  return text.replace(reference, (_whole, mark: string, words: string, sha256: string) => {
    const name = nameOf(sha256);
    return name === null ? `*${words || 'a file'} (the file is missing)*` : `${mark}[${words}](${name})`;
  });
}

/** `pictures/3fa2b1c09d4e.png`; null: not a kind of picture that is shown. */
export function pictureName(sha256: string, mime: string): string | null {
  const ending = endings[mime];
  return ending === undefined ? null : `pictures/${sha256.slice(0, 12)}.${ending}`;
}
