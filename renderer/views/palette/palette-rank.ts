// The order of what the palette finds: every typed word must be somewhere, and the best place counts most.

/** What can be found: a title, more words that also count (number, service, synonyms), and where it belongs. */
export interface Rankable {
  readonly title: string;
  readonly words: readonly string[];
}

/** Higher is better; `null` = not found. Title start > start of a word > inside a word > letters in order. */
export function rank(entry: Rankable, query: string): number | null {
  const typed = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  const title = fold(entry.title);
  const more = entry.words.map(fold);
  let sum = 0;
  for (const word of typed) {
    const best = Math.max(scoreIn(title, word), ...more.map((text) => scoreIn(text, word) - 5));
    if (best <= 0) return null;
    sum += best;
  }
  return sum + (typed.length > 0 && title.startsWith(typed.join(' ')) ? 10 : 0);
}

/** The found ones, best first; equal ones keep their order. With nothing typed all stay as they are. */
export function ranked<T extends Rankable>(entries: readonly T[], query: string, limit: number): T[] {
  if (query.trim() === '') return entries.slice(0, limit);
  return entries
    .map((entry) => ({ entry, score: rank(entry, query) }))
    .filter((found): found is { entry: T; score: number } => found.score !== null)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((found) => found.entry);
}

function scoreIn(text: string, word: string): number {
  if (text === word) return 100;
  if (text.startsWith(word)) return 80;
  const at = text.indexOf(word);
  if (at > 0) return /[\s\-_/.:]/.test(text[at - 1] ?? '') ? 60 : 30;
  return word.length >= 3 && isInOrder(text, word) ? 12 : 0;
}

/** Are all letters there in this order, and close enough to each other to be meant? */
function isInOrder(text: string, word: string): boolean {
  let from = text.indexOf(word[0] ?? '');
  const start = from;
  for (const letter of word) {
    from = text.indexOf(letter, from);
    if (from < 0) return false;
    from += 1;
  }
  return from - start <= word.length * 2;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
