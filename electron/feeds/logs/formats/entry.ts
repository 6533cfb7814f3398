// What a line of a log says, whatever its format: when, how grave, what, and its fields.

export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];

export interface Entry {
  /** Unix ms; null: the line does not say. */
  readonly at: number | null;
  readonly level: Level | null;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What is needed to read times that leave something out. */
export interface LineClock {
  /** Unix ms. */
  readonly now: number;
  /** Times without a zone are UTC, not of this machine's zone. */
  readonly isUtc: boolean;
}

export const FORMAT_IDS = [
  ...(['json', 'logfmt', 'syslog-5424', 'syslog-3164', 'journal', 'access', 'klog', 'log4j', 'python', 'dated', 'plain'] as const),
] as const;
export type FormatId = (typeof FORMAT_IDS)[number];

export interface LogFormat {
  readonly id: FormatId;
  /** For a person. */
  readonly name: string;
  /** May an entry go on over several lines? */
  readonly isJoined: boolean;
  /** In every entry of the level error or fatal is one of these, in either case; left out: they say it in signs too short to look for. */
  readonly graveTexts?: readonly string[];
  /** Does an entry begin with this line? `before`: the line above it, empty where there is none. */
  isHead(line: string, before: string): boolean;
  /** Null: not of this format. */
  parse(text: string, clock: LineClock): Entry | null;
}

const WORDS: Readonly<Record<Level, readonly string[]>> = {
  fatal: ['fatal', 'critical', 'crit', 'emerg', 'emergency', 'alert', 'panic', 'dpanic', 'f', 'c'],
  error: ['error', 'err', 'severe', 'failure', 'e', 'eror'],
  warn: ['warn', 'warning', 'w', 'wrn'],
  info: ['info', 'information', 'informational', 'notice', 'log', 'i', 'inf', 'statement', 'hint', 'detail'],
  debug: ['debug', 'fine', 'config', 'd', 'dbg', 'verbose', 'v'],
  trace: ['trace', 'finer', 'finest', 't', 'trc'],
};
const BY_WORD: ReadonlyMap<string, Level> = new Map(LEVELS.flatMap((level) => WORDS[level].map((word) => [word, level] as const)));

/** Of the words that programs use; null: not one of them. */
export function levelOf(word: string): Level | null {
  return BY_WORD.get(word.toLowerCase()) ?? null;
}

const SYSLOG: readonly Level[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];

/** Of a syslog severity, 0 (emergency) to 7 (debug). */
export function syslogLevel(severity: number): Level | null {
  return SYSLOG[severity] ?? null;
}

/** How grave: trace 0 to fatal 5. */
export function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}

const MOST_FIELDS = 200;
const LONGEST_NAME = 200;

/** Gathers fields of hostile lines: no more than a line should have, and no name that means something to JavaScript. */
export function fieldsOf(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of pairs) {
    if (name === '' || name === '__proto__' || name.length > LONGEST_NAME) continue;
    if (++count > MOST_FIELDS) break;
    fields[name] = value;
  }
  return fields;
}
