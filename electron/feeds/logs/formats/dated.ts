// Lines that begin with a time and name a level: log4j, logback, Spring Boot; Python's logging; and the many others (Go, nginx, Apache, PostgreSQL).
import { type Entry, fieldsOf, type LineClock, type LogFormat, levelOf } from './entry';
import { GRAVE_TEXTS, plainEntry, wordLevel } from './plain';
import { apacheTime, clockTime, hasIsoTime, isoTime } from './time';

const LEVEL = '(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CRITICAL|NOTICE|OFF|ALL)';
/** `[main] ERROR com.shop.Pay - text` and `ERROR [main] com.shop.Pay: text`, in any order, dashes and process ids between them. */
const JAVA = [
  new RegExp(`^\\[([^\\]]{1,100})\\] +${LEVEL} +([\\w.$\\-/[\\]]{1,200}) *(?:-|:|–) `),
  new RegExp(`^${LEVEL} +(?:\\d+ +--- +)?(?:\\[[^\\]]{0,100}\\] +)?\\[ *([^\\]]{1,100})\\] +([\\w.$\\-/[\\]]{1,200}) *(?:-|:|–) `),
  new RegExp(`^${LEVEL} +()([\\w$]+(?:\\.[\\w$]+)+)(?::\\d+)? *(?:-|:|–) `),
];
const PYTHON = [
  new RegExp(`^ ?[-|:] ([\\w.]{1,200}) [-|:] ${LEVEL} [-|:] `),
  new RegExp(`^ +([\\w.]{1,200}) +${LEVEL}:? +`),
  new RegExp(`^ ?[-|:] ()${LEVEL} [-|:] `),
  new RegExp(`^\\] ()${LEVEL} in \\w+: `),
];
const PYTHON_BARE = new RegExp(`^${LEVEL}:([\\w.]{1,200}):`);
const APACHE = /^\[([A-Z][a-z]{2} [A-Z][a-z]{2} [^\]]{10,40})\] \[(?:(\w+):)?(\w+)\] /;
const NGINX = /^ \[(\w+)\] (\d+)#\d+: /;
const CLOCK = /^(\d\d:\d\d:\d\d(?:[.,]\d{1,9})?) +/;

interface Begun {
  readonly at: number | null;
  readonly rest: string;
}

/** The time that a line begins with, in brackets or not. */
function begun(line: string, clock: LineClock): Begun | null {
  const from = line.startsWith('[') ? 1 : 0;
  const iso = isoTime(from === 0 ? line : line.slice(1), clock);
  if (iso) return { at: iso.at, rest: line.slice(from + iso.length) };
  const time = CLOCK.exec(line);
  return time ? { at: clockTime(time[1] ?? '', clock), rest: line.slice(time[0].length) } : null;
}

function startsWithTime(line: string): boolean {
  const bare = line.startsWith('[') ? line.slice(1) : line;
  const first = bare.charCodeAt(0);
  return first >= 48 && first <= 57 && (hasIsoTime(bare) || CLOCK.test(line));
}

function firstMatch(patterns: readonly RegExp[], text: string): readonly [RegExpExecArray, number] | null {
  for (const [at, pattern] of patterns.entries()) {
    const match = pattern.exec(text);
    if (match) return [match, at];
  }
  return null;
}

function javaEntry(text: string, clock: LineClock): Entry | null {
  const start = begun(text, clock);
  const rest = start?.rest.replace(/^\]? */, '') ?? '';
  const found = start && firstMatch(JAVA, rest);
  if (!found) return null;
  const [match, which] = found;
  const [head, first = '', second = '', logger = ''] = match;
  const [level, thread] = which === 0 ? [second, first] : [first, second];
  const fields = fieldsOf([...(thread.trim() === '' ? [] : [['thread', thread.trim()] as const]), ['logger', logger]]);
  return { at: start.at, level: levelOf(level), message: messageOf(rest.slice(head.length)), fields };
}

function pythonEntry(text: string, clock: LineClock): Entry | null {
  const bare = PYTHON_BARE.exec(text);
  if (bare)
    return {
      at: null,
      level: levelOf(bare[1] ?? ''),
      message: messageOf(text.slice(bare[0].length)),
      fields: fieldsOf([['logger', bare[2] ?? '']]),
    };
  const start = begun(text, clock);
  const found = start && firstMatch(PYTHON, start.rest);
  if (!found) return null;
  const [[head, logger = '', level = '']] = found;
  const fields = fieldsOf(logger === '' ? [] : [['logger', logger]]);
  return { at: start.at, level: levelOf(level), message: messageOf(start.rest.slice(head.length)), fields };
}

function datedEntry(text: string, clock: LineClock): Entry | null {
  const apache = APACHE.exec(text);
  if (apache) {
    const [head, time = '', module = '', level = ''] = apache;
    const fields = fieldsOf(module === '' ? [] : [['module', module]]);
    return { at: apacheTime(time, clock), level: levelOf(level), message: messageOf(text.slice(head.length)), fields };
  }
  const start = begun(text, clock);
  if (!start) return null;
  const nginx = NGINX.exec(start.rest);
  if (nginx)
    return {
      at: start.at,
      level: levelOf(nginx[1] ?? ''),
      message: messageOf(start.rest.slice(nginx[0].length)),
      fields: fieldsOf([['pid', nginx[2] ?? '']]),
    };
  const message = messageOf(start.rest.replace(/^\]? */, ''));
  return { at: start.at, level: wordLevel(message), message, fields: fieldsOf([]) };
}

function messageOf(text: string): string {
  const end = text.indexOf('\n');
  return (end === -1 ? text : text.slice(0, end)).trim();
}

export const log4j: LogFormat = {
  ...{ id: 'log4j', name: 'log4j or logback', isJoined: true, graveTexts: GRAVE_TEXTS },
  isHead: (line) => startsWithTime(line),
  parse: (text, clock) => javaEntry(text, clock) ?? datedEntry(text, clock) ?? plainEntry(text, clock),
};

export const python: LogFormat = {
  ...{ id: 'python', name: 'Python logging', isJoined: true, graveTexts: GRAVE_TEXTS },
  isHead: (line) => PYTHON_BARE.test(line) || startsWithTime(line),
  parse: (text, clock) => pythonEntry(text, clock) ?? datedEntry(text, clock) ?? plainEntry(text, clock),
};

export const dated: LogFormat = {
  ...{ id: 'dated', name: 'lines that begin with a time', isJoined: true, graveTexts: GRAVE_TEXTS },
  isHead: (line) => startsWithTime(line) || APACHE.test(line),
  parse: (text, clock) => datedEntry(text, clock) ?? plainEntry(text, clock),
};

/** Strictly of the one format: for telling them apart. */
export const isOfDated = {
  log4j: (line: string, clock: LineClock): boolean => javaEntry(line, clock) !== null,
  python: (line: string, clock: LineClock): boolean => pythonEntry(line, clock) !== null,
  dated: (line: string, clock: LineClock): boolean => datedEntry(line, clock) !== null,
} as const;
