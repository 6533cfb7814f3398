// The journal as `journalctl -o export` writes it: a block of `NAME=value` lines an entry, an empty line between them; values with newlines
// as their length in eight bytes and then themselves. https://systemd.io/JOURNAL_EXPORT_FORMATS/
import { fieldsOf, type LogFormat } from './entry';
import { entryOf } from './json';

const NAMES: Readonly<Record<string, string>> = { SYSLOG_IDENTIFIER: 'app', _HOSTNAME: 'host', _SYSTEMD_UNIT: 'unit', _PID: 'pid' };
const LENGTH_BYTES = 8;

/** A value that is told by its length: its first bytes are not text, so the next line that looks like a field ends it. */
function* pairsOf(text: string): Generator<readonly [string, string]> {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const equals = line.indexOf('=');
    if (equals > 0 && /^[A-Z0-9_]+$/.test(line.slice(0, equals))) {
      yield [NAMES[line.slice(0, equals)] ?? line.slice(0, equals), line.slice(equals + 1)];
    } else if (/^[A-Z_][A-Z0-9_]*$/.test(line)) {
      const value: string[] = [];
      while (at + 1 < lines.length && !/^[A-Z_][A-Z0-9_]*=/.test(lines[at + 1] as string)) value.push(lines[++at] as string);
      yield [NAMES[line] ?? line, value.join('\n').slice(LENGTH_BYTES)];
    }
  }
}

export const journal: LogFormat = {
  id: 'journal',
  name: 'journal export',
  isJoined: true,
  isHead: (line) => line.startsWith('__CURSOR='),
  parse: (text, clock) => (text.startsWith('__CURSOR=') ? entryOf(fieldsOf(pairsOf(text)), clock) : null),
};
