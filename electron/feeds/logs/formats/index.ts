// All formats of logs, and which one a file is in, told from its first lines.
import { access } from './access';
import { dated, isOfDated, log4j, python } from './dated';
import type { FormatId, LineClock, LogFormat } from './entry';
import { journal } from './journal';
import { json } from './json';
import { klog } from './klog';
import { logfmt } from './logfmt';
import { plain } from './plain';
import { syslog3164, syslog5424 } from './syslog';

const ALL: readonly LogFormat[] = [json, journal, syslog5424, syslog3164, access, klog, log4j, python, dated, logfmt, plain];
const BY_ID: ReadonlyMap<FormatId, LogFormat> = new Map(ALL.map((format) => [format.id, format]));

export function formatOf(id: FormatId): LogFormat {
  return BY_ID.get(id) ?? plain;
}

const LOOKED_AT = 100;
/** Of the lines that begin an entry, so many must be of the format. */
const SHARE = 0.6;

function isOf(format: LogFormat, line: string, clock: LineClock): boolean {
  const { id } = format;
  if (id === 'log4j' || id === 'python' || id === 'dated') return isOfDated[id](line, clock);
  return format.parse(line, clock) !== null;
}

/** `lines`: the first of a file, in order. Where no format fits most of them it is plain text. */
export function detect(lines: readonly string[], clock: LineClock): LogFormat {
  const some = lines.slice(0, LOOKED_AT);
  if (some.some((line) => journal.isHead(line, ''))) return journal;
  // Traces stand between the lines of any format: they speak neither for nor against one.
  const heads = some.filter((line, at) => line.trim() !== '' && plain.isHead(line, some[at - 1] ?? ''));
  if (heads.length === 0) return plain;
  return (
    ALL.find((format) => format !== plain && heads.filter((line) => isOf(format, line, clock)).length >= heads.length * SHARE) ?? plain
  );
}
