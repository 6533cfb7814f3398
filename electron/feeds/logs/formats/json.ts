// JSON lines of any logger, also `journalctl -o json` and Docker's. Names of time, level and message are those that loggers use.
import { type Entry, fieldsOf, type Level, type LineClock, type LogFormat, levelOf, syslogLevel } from './entry';
import { beginsTrace, plainEntry } from './plain';
import { epochTime, isoTime } from './time';

const TIMES = [
  '@timestamp',
  'timestamp',
  'time',
  'ts',
  't',
  'datetime',
  'date',
  'asctime',
  'eventTime',
  '__REALTIME_TIMESTAMP',
  'instant.epochSecond',
];
const LEVEL_NAMES = ['level', 'severity', 'lvl', 'log.level', 'levelname', 'loglevel', 'log_level', 'level_name', 's', 'severityText'];
const MESSAGES = ['message', 'msg', 'MESSAGE', 'log', 'event', 'error', 'err.message', 'error.message', 'body', 'short_message'];
/** What other formats call so too. */
const ALIASES: Readonly<Record<string, string>> = {
  ...{ SYSLOG_IDENTIFIER: 'app', _HOSTNAME: 'host', _SYSTEMD_UNIT: 'unit', _PID: 'pid' },
  ...{ '@fields.host': 'host', logger_name: 'logger', thread_name: 'thread' },
};
const DEEPEST = 3;
const WIDEST_BYTES = 64_000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** journald gives what is no UTF-8 as a list of bytes. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const isBytes =
    Array.isArray(value) && value.length <= WIDEST_BYTES && value.every((one) => Number.isInteger(one) && one >= 0 && one < 256);
  if (isBytes && value.length > 0) return new TextDecoder().decode(Uint8Array.from(value as number[]));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function* pairsOf(record: Record<string, unknown>, prefix: string, depth: number): Generator<readonly [string, string]> {
  for (const [name, value] of Object.entries(record)) {
    if (value === null || value === undefined) continue;
    if (isRecord(value) && depth < DEEPEST) yield* pairsOf(value, `${prefix}${name}.`, depth + 1);
    else yield [prefix === '' ? (ALIASES[name] ?? name) : prefix + name, textOf(value)];
  }
}

/** Bunyan's and pino's numbers; a digit is syslog's. */
function numberLevel(value: number): Level | null {
  if (value < 8) return syslogLevel(value);
  const named: readonly Level[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
  return named[Math.min(6, Math.round(value / 10)) - 1] ?? null;
}

function levelIn(fields: Readonly<Record<string, string>>): Level | null {
  if (fields.PRIORITY !== undefined) return syslogLevel(Number(fields.PRIORITY));
  for (const name of LEVEL_NAMES) {
    const text = fields[name];
    if (text === undefined) continue;
    const level = /^\d+$/.test(text) ? numberLevel(Number(text)) : levelOf(text);
    if (level !== null) return level;
  }
  return fields.stream === 'stderr' && fields.log !== undefined
    ? levelOf(/\b(?:FATAL|ERROR|WARN(?:ING)?)\b/.exec(fields.log)?.[0] ?? '')
    : null;
}

function timeIn(fields: Readonly<Record<string, string>>, clock: LineClock): number | null {
  for (const name of TIMES) {
    const text = fields[name];
    if (text === undefined) continue;
    const at = /^\d+(?:\.\d+)?$/.test(text) ? epochTime(Number(text)) : (isoTime(text, clock)?.at ?? null);
    if (at !== null) return at;
  }
  return null;
}

/** Time, level and message out of named fields; shared with logfmt and journald's own format. */
export function entryOf(fields: Readonly<Record<string, string>>, clock: LineClock): Entry {
  const message = MESSAGES.map((name) => fields[name]).find((text) => text !== undefined && text !== '') ?? '';
  return { at: timeIn(fields, clock), level: levelIn(fields), message: message.trimEnd(), fields };
}

export const json: LogFormat = {
  id: 'json',
  name: 'JSON lines',
  isJoined: true,
  isHead: (line) => line.startsWith('{') || beginsTrace(line),
  parse(text, clock) {
    if (!text.startsWith('{')) return beginsTrace(text) ? plainEntry(text, clock) : null;
    try {
      const end = text.indexOf('\n');
      const value: unknown = JSON.parse(end === -1 ? text : text.slice(0, end));
      return isRecord(value) ? entryOf(fieldsOf(pairsOf(value, '', 0)), clock) : null;
    } catch {
      return null;
    }
  },
};
