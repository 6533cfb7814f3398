// Which texts of an event can be found: titles, notes, alerts with their labels and words. Addresses of pages are left out.
import type { LogEvent, OfKind } from '../../shared/log/event';
import type { PackedAlerts, PackedTexts } from './packed-alerts';
import { addText } from './search-words';
import { WordSet } from './word-set';

type Texts = Readonly<Record<string, string>>;
type WithAlerts = OfKind<LogEvent, 'alert.fired' | 'incident.absorbed'>;
type Visit = (text: string, label?: string) => void;

const LINK = /^https?:\/\//i;

function visitTexts(texts: Texts, visit: Visit): void {
  for (const key in texts) visit(texts[key] as string, key);
}

function visitOpened({ data }: OfKind<LogEvent, 'incident.opened'>, visit: Visit): void {
  visit(data.title);
  visit(data.summary);
  if (data.service !== null) visit(data.service);
  visitTexts(data.labels, visit);
  visit(`INC-${data.number}`);
}

function visitAlerts({ data }: WithAlerts, visit: Visit): void {
  for (const alert of data.alerts) {
    visit(alert.name);
    visit(alert.summary);
    visitTexts(alert.labels, visit);
    visitTexts(alert.annotations, visit);
  }
}

function visitPackedTexts({ one, each }: PackedTexts, visit: Visit): void {
  visitTexts(one, visit);
  for (const key in each) for (const text of each[key] as readonly (string | null)[]) if (text !== null) visit(text, key);
}

function visitPacked({ one, each, texts }: PackedAlerts, visit: Visit): void {
  for (const field of ['name', 'summary']) {
    const shared = one[field];
    if (typeof shared === 'string') visit(shared);
    for (const text of each[field] ?? []) if (typeof text === 'string') visit(text);
  }
  for (const field in texts) visitPackedTexts(texts[field] as PackedTexts, visit);
}

/** Calls `visit` for every text of the event that search knows; texts of labels and annotations with their name. */
export function visitSearchTexts(event: LogEvent, packed: PackedAlerts | null, visit: Visit): void {
  const unlessLink: Visit = (text, label) => {
    if (text !== '' && !LINK.test(text)) visit(text, label);
  };
  if (event.kind === 'incident.opened') visitOpened(event, unlessLink);
  else if (event.kind === 'incident.noted') unlessLink(event.data.text);
  else if (event.kind === 'alert.fired' || event.kind === 'incident.absorbed') {
    if (packed) visitPacked(packed, unlessLink);
    else visitAlerts(event, unlessLink);
  }
}

const words = new WordSet();

/** The distinct words of an event joined by spaces; `''` when there is nothing to find in it. */
export function searchWordsOf(event: LogEvent, packed: PackedAlerts | null): string {
  if (event.incident === null) return '';
  words.clear();
  visitSearchTexts(event, packed, (text) => addText(words, text));
  return words.list.join(' ');
}
