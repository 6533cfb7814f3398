// What the words of a status page mean: is it over, and how bad is it. Providers have no field for either.
import type { AlertSeverity } from '../../../shared/domain/severity';

/** In lower case. */
export interface StatusWords {
  readonly clear: readonly string[];
  readonly critical: readonly string[];
  readonly error: readonly string[];
  readonly info: readonly string[];
}

export const DEFAULT_WORDS: StatusWords = {
  clear: ['resolved', 'completed', 'closed', 'recovered', 'operational', 'service is operating normally', 'postmortem'],
  critical: ['outage', 'major outage', 'unavailable', 'down', 'critical'],
  error: ['partial outage', 'degraded', 'degradation', 'elevated errors', 'elevated error rates', 'increased error rates', 'disruption'],
  info: ['maintenance', 'scheduled', 'informational', 'in progress'],
};

/** An update that begins with one of these is not the end, whatever stands below it. */
const OPEN_WORDS = ['investigating', 'identified', 'monitoring', 'update', 'in progress', 'scheduled', 'verifying', 'mitigated', 'ongoing'];
const SEPARATOR = /\s*(?:[[\]|:–—]|\s-\s)\s*/;
const LINES_READ = 12;

const startsWith = (text: string, words: readonly string[]) =>
  words.some((word) => text.startsWith(word) && !/[\p{L}\p{N}]/u.test(text.charAt(word.length)));

/** Over, by the title's own label (`[RESOLVED] ...`, `... - Resolved`), else by the first line of the text that begins with a state. */
export function isOver(title: string, text: string, words: StatusWords): boolean {
  const parts = title.toLowerCase().split(SEPARATOR);
  if (parts.some((part) => words.clear.includes(part.trim()))) return true;
  if (
    startsWith(
      title.toLowerCase().trim(),
      words.clear.filter((word) => word.includes(' ')),
    )
  )
    return true;
  const lines = text.toLowerCase().split('\n').slice(0, LINES_READ);
  const said = lines.map((line) => line.trim()).find((line) => startsWith(line, words.clear) || startsWith(line, OPEN_WORDS));
  if (said !== undefined) return startsWith(said, words.clear);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  return words.clear.some(
    (word) => first.includes(`has been ${word}`) || first.includes(`have been ${word}`) || first.includes(`is now ${word}`),
  );
}

/** The longest word that is found decides: "partial outage" before "outage". */
export function severityOf(title: string, text: string, words: StatusWords): AlertSeverity {
  const said = ` ${title} ${text.split('\n').slice(0, 3).join(' ')} `.toLowerCase();
  const levels = ['critical', 'error', 'info'] as const;
  const found = levels.flatMap((level) =>
    words[level].filter((word) => said.includes(word) && hasWord(said, word)).map((word) => ({ level, length: word.length })),
  );
  return found.reduce<{ level: AlertSeverity; length: number }>((best, one) => (one.length > best.length ? one : best), {
    level: 'warning',
    length: 0,
  }).level;
}

function hasWord(said: string, word: string): boolean {
  for (let at = said.indexOf(word); at !== -1; at = said.indexOf(word, at + 1)) {
    const [before, after] = [said.charAt(at - 1), said.charAt(at + word.length)];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}
