// Lines of no known format: a level where a word says one, and the traces that programs print when they fall over.
import { type Entry, fieldsOf, type Level, type LineClock, type LogFormat, levelOf } from './entry';
import { isoTime } from './time';

/** Words in capitals or before a colon; "error" somewhere in a sentence is no level. */
const WORD =
  /(?:^|[\s[<(|"'])(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|FATAL|CRIT(?:ICAL)?|PANIC|EMERG)\b|^(?:\S+ )?(error|warning|fatal|panic|critical)\s*:/;
const FALLS =
  /^(?:panic: |fatal error: |runtime error: |Traceback \(most recent call last\)|Exception in thread |Uncaught |Unhandled |thread '.{1,100}' panicked at )/;
const THROWN = /^(?:[a-zA-Z_][\w$]*\.)*[A-Z]\w*(?:Error|Exception|Failure)\b/;
/** What must be in an entry to be grave: the words for these levels, and how programs fall. */
export const GRAVE_TEXTS: readonly string[] = [
  ...['fatal', 'crit', 'emerg', 'alert', 'panic', 'err', 'eror', 'severe', 'fail'],
  ...['exception', 'traceback', 'uncaught', 'unhandled'],
];
/** Lines that only go on with what stands above them. */
const GOES_ON =
  /^(?:\s|$|Caused by: |Suppressed: |\.\.\. \d+ more|During handling of the above|The above exception was|goroutine \d+ \[|created by |exit status |Node\.js v\d)/;
const LAST_OF_PYTHON = /^[\w.]+(?:Error|Exception|Warning|Interrupt|Exit|Group)(?::|$)/;
const CALL_OF_GO = /^[\w./-]{1,200}(?:\(\*?\w{1,100}\))?[\w.]{0,200}\(/;
const SCANNED = 300;

/** Does a program's fall begin here? Such lines stand between those of any format. */
export function beginsTrace(line: string): boolean {
  return FALLS.test(line);
}

/** The level that a line names in words. */
export function wordLevel(line: string): Level | null {
  const match = WORD.exec(line.length > SCANNED ? line.slice(0, SCANNED) : line);
  return match ? levelOf(match[1] ?? match[2] ?? '') : null;
}

/** A line that no format claims. */
export function plainEntry(text: string, clock: LineClock): Entry {
  const end = text.indexOf('\n');
  const line = end === -1 ? text : text.slice(0, end);
  const said = wordLevel(line);
  const level = said ?? (/^(?:panic|fatal error): /.test(line) ? 'fatal' : FALLS.test(line) || THROWN.test(line) ? 'error' : null);
  return { at: isoTime(line.replace(/^\[/, ''), clock)?.at ?? null, level, message: line, fields: fieldsOf([]) };
}

function goesOn(line: string, before: string): boolean {
  if (GOES_ON.test(line)) return true;
  if (/^\s/.test(before) && LAST_OF_PYTHON.test(line)) return true;
  if (/^The above exception was|^During handling/.test(before) || (before === '' && /^Traceback /.test(line))) return line !== '';
  return /^(?:goroutine |\t)/.test(before) && CALL_OF_GO.test(line);
}

export const plain: LogFormat = {
  id: 'plain',
  name: 'plain text',
  isJoined: true,
  graveTexts: GRAVE_TEXTS,
  isHead: (line, before) => !goesOn(line, before),
  parse: (text, clock) => plainEntry(text, clock),
};
