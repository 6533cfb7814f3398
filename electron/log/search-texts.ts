// Which texts of an event can be found: titles, notes, messages, alerts with their labels and words. Addresses of pages are left out.
import type { LogEvent, OfKind } from '../../shared/log/event';
import type { PackedAlerts, PackedTexts } from './packed-alerts';
import { addText } from './search-words';
import { WordSet } from './word-set';

type Texts = Readonly<Record<string, string>>;
type WithAlerts = OfKind<LogEvent, 'alert.fired' | 'incident.absorbed'>;
type Visit = (text: string, label?: string) => void;

/** Shorter texts are names rather than sentences. */
const LONG = 60;
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

/** Texts of one column are often one sentence with other names in it: only what differs from the one before is visited. */
function visitColumn(column: readonly unknown[], visit: Visit, key?: string): void {
  let before = '';
  for (const text of column) {
    if (typeof text !== 'string' || text === before) continue;
    visit(before.length > LONG && text.length > LONG ? novelPart(before, text) : text, key);
    before = text;
  }
}

/** `text` without the words that it begins and ends with just as `before` does. */
function novelPart(before: string, text: string): string {
  const shared = Math.min(before.length, text.length);
  let from = 0;
  while (from < shared && before.charCodeAt(from) === text.charCodeAt(from)) from++;
  let to = 0;
  while (to < shared - from && before.charCodeAt(before.length - 1 - to) === text.charCodeAt(text.length - 1 - to)) to++;
  const start = text.lastIndexOf(' ', from - 1) + 1;
  const end = text.indexOf(' ', text.length - to);
  return end === -1 ? text.slice(from === 0 ? 0 : start) : text.slice(from === 0 ? 0 : start, end);
}

function visitPackedTexts({ one, each }: PackedTexts, visit: Visit): void {
  visitTexts(one, visit);
  for (const key in each) visitColumn(each[key] as readonly (string | null)[], visit, key);
}

function visitPacked({ one, each, texts }: PackedAlerts, visit: Visit): void {
  for (const field of ['name', 'summary']) {
    const shared = one[field];
    if (typeof shared === 'string') visit(shared);
    visitColumn(each[field] ?? [], visit);
  }
  for (const field in texts) visitPackedTexts(texts[field] as PackedTexts, visit);
}

function visitMessage({ data }: OfKind<LogEvent, 'act.requested'>, visit: Visit): void {
  if (data.content.what !== 'message') return;
  visit(data.content.subject);
  visit(data.content.text);
  if (data.content.address !== null) visit(data.content.address);
}

/** Other words than those that were asked for. */
function visitNewWords({ data }: OfKind<LogEvent, 'act.confirmed'>, visit: Visit): void {
  visit(data.subject ?? '');
  visit(data.text ?? '');
}

/** Texts that a person kept on purpose; those kept by themselves would say the same again and again. */
function visitLines(text: string, visit: Visit): void {
  for (const line of text.split('\n')) visit(line);
}

/** Calls `visit` for every text of the event that search knows; texts of labels and annotations with their name. */
export function visitSearchTexts(event: LogEvent, packed: PackedAlerts | null, visit: Visit): void {
  const unlessLink: Visit = (text, label) => {
    if (text !== '' && !LINK.test(text)) visit(text, label);
  };
  if (event.kind === 'incident.opened') visitOpened(event, unlessLink);
  else if (event.kind === 'incident.noted') unlessLink(event.data.text);
  else if (event.kind === 'act.requested') visitMessage(event, unlessLink);
  else if (event.kind === 'act.confirmed') visitNewWords(event, unlessLink);
  else if (event.kind === 'comment.added' || event.kind === 'comment.answered') unlessLink(event.data.text);
  else if (event.kind === 'postmortem.versioned' && event.data.kept !== 'after-writing') visitLines(event.data.text, unlessLink);
  else if (event.kind === 'alert.fired' || event.kind === 'incident.absorbed') {
    if (packed) visitPacked(packed, unlessLink);
    else visitAlerts(event, unlessLink);
  }
}

const words = new WordSet();

/** The distinct words of an event; none when there is nothing to find in it. */
export function searchWordsOf(event: LogEvent, packed: PackedAlerts | null): readonly string[] {
  if (event.incident === null) return [];
  words.clear();
  visitSearchTexts(event, packed, (text) => addText(words, text));
  return words.list;
}
