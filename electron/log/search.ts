// Finds incidents by words: turns what a person typed into a query of the index, takes the newest matches, and shows each
// with the text that holds the word.
import { oneLine } from '../../shared/domain/plain-text';
import type { LogEvent } from '../../shared/log/event';
import type { SearchHit } from './log';
import type { EventReader } from './read-events';
import type { SearchParts } from './search-parts';
import { visitSearchTexts } from './search-texts';
import { fold, type QueryWord, queryWords } from './search-words';

const MAX_QUERY_WORDS = 12;
/** Matching events that are looked at for one answer: enough to get past an incident that fills the whole index. */
const MAX_SCANNED = 5000;
const SNIPPET_CHARS = 160;
const SNIPPET_LEAD = 60;

/** Quoted, so that nothing a person or a feed wrote is ever read as syntax of a query. */
function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}

/** Names with joiners are found by their beginning everywhere in a query: `10.0.0.7` stands for `10.0.0.7:9100`. */
function isName(whole: string): boolean {
  return /[^\p{L}\p{N}]/u.test(whole);
}

function beginning(word: string): string {
  return `${quote(word)} *`;
}

function express({ whole, parts }: QueryWord, isLast: boolean): string {
  const ways: string[] = [];
  if (whole !== null) ways.push(isLast || isName(whole) ? beginning(whole) : quote(whole));
  const lastPart = parts.length - 1;
  if (lastPart >= 0) ways.push(`(${parts.map((part, i) => (isLast && i === lastPart ? beginning(part) : quote(part))).join(' AND ')})`);
  return `(${ways.join(' OR ')})`;
}

/** Incidents whose events hold all words of `text`, newest first, each with its newest matching event. */
export function findIncidents(index: SearchParts, reader: EventReader, text: string, limit: number): SearchHit[] {
  const words = queryWords(text).slice(0, MAX_QUERY_WORDS);
  const found = matching(index, words, limit);
  const events = new Map(reader.listedEvents([...found.values()]).map((e) => [e.seq, e]));
  return [...found].map(([incident, seq]) => ({ incident, seq, snippet: snippetOf(events.get(seq) as LogEvent, words) }));
}

/** The same incidents by id alone: no event is read. */
export function incidentsWith(index: SearchParts, text: string, limit: number): string[] {
  return [...matching(index, queryWords(text).slice(0, MAX_QUERY_WORDS), limit).keys()];
}

/** Incident -> seq of its newest match. */
function matching(index: SearchParts, words: readonly QueryWord[], limit: number): Map<string, number> {
  const found = new Map<string, number>();
  if (words.length === 0) return found;
  const query = words.map((word, i) => express(word, i === words.length - 1)).join(' AND ');
  const exact = words.slice(0, -1).flatMap(({ whole }) => (whole === null || isName(whole) ? [] : [quote(whole)]));
  let scanned = 0;
  for (const { seq, incident } of index.matches(query, exact.join(' AND '))) {
    if (!found.has(incident)) found.set(incident, seq);
    if (found.size >= limit || ++scanned >= MAX_SCANNED) break;
  }
  return found;
}

function snippetOf(event: LogEvent, words: readonly QueryWord[]): string {
  const needles = words.flatMap((w) => (w.whole === null ? w.parts : [w.whole, ...w.parts]));
  let best: string | undefined;
  let first: string | undefined;
  visitSearchTexts(event, null, (text, label) => {
    first ??= text;
    if (best !== undefined) return;
    const folded = fold(text);
    for (const needle of needles) {
      const at = folded.indexOf(needle);
      if (at < 0) continue;
      best = `${label ? `${label}: ` : ''}${at <= SNIPPET_LEAD ? text : `…${text.slice(at - SNIPPET_LEAD)}`}`;
      return;
    }
  });
  return oneLine(best ?? first ?? '', SNIPPET_CHARS);
}
