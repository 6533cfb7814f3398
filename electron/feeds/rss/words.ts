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

const LETTER = /[\p{L}\p{N}]/u;
const LEVELS = ['critical', 'error', 'info'] as const;

const startsWith = (text: string, words: readonly string[]) =>
  words.some((word) => text.startsWith(word) && !LETTER.test(text.charAt(word.length)));

/** Judges items by their words. */
export interface Judge {
  /** By the title's own label (`[RESOLVED] ...`, `... - Resolved`), else by the first line of the text that begins with a state. */
  readonly isOver: (title: string, text: string) => boolean;
  /** The longest word that is found decides: "partial outage" before "outage". */
  readonly severityOf: (title: string, text: string) => AlertSeverity;
}

/** One judge for all items of a poll. */
export function judgeBy(words: StatusWords): Judge {
  const { clear } = words;
  const long = clear.filter((word) => word.includes(' '));
  const levels = LEVELS.flatMap((level) => words[level].filter((word) => word !== '').map((word) => ({ level, word })));
  levels.sort((a, b) => b.word.length - a.word.length);
  return {
    isOver(title, text) {
      const said = title.toLowerCase();
      if (isLabelled(said, clear) || startsWith(said.trim(), long)) return true;
      const lines = firstLines(text, LINES_READ).toLowerCase().split('\n');
      for (const line of lines) {
        const begun = line.trim();
        if (startsWith(begun, clear)) return true;
        if (startsWith(begun, OPEN_WORDS)) return false;
      }
      const first = lines.find((line) => line.trim() !== '') ?? '';
      return /has been |have been |is now /.test(first) && clear.some((word) => isSaidOver(first, word));
    },
    severityOf(title, text) {
      const said = ` ${title} ${firstLines(text, 3).replaceAll('\n', ' ')} `.toLowerCase();
      return levels.find(({ word }) => hasWord(said, word))?.level ?? 'warning';
    },
  };
}

const isSaidOver = (line: string, word: string): boolean =>
  line.includes(`has been ${word}`) || line.includes(`have been ${word}`) || line.includes(`is now ${word}`);

function isLabelled(title: string, clear: readonly string[]): boolean {
  if (!clear.some((word) => title.includes(word))) return false;
  return title.split(SEPARATOR).some((part) => clear.includes(part.trim()));
}

/** The text up to its `count`-th end of a line. */
export function firstLines(text: string, count: number): string {
  let end = -1;
  for (let line = 0; line < count; line++) {
    end = text.indexOf('\n', end + 1);
    if (end === -1) return text;
  }
  return text.slice(0, end);
}

function hasWord(said: string, word: string): boolean {
  for (let at = said.indexOf(word); at !== -1; at = said.indexOf(word, at + 1))
    if (!LETTER.test(said.charAt(at - 1)) && !LETTER.test(said.charAt(at + word.length))) return true;
  return false;
}
