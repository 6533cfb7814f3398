// Syslog as files have it: RFC 5424, and RFC 3164 with its own time or, as rsyslog writes by default today, an ISO one.
// https://www.rfc-editor.org/rfc/rfc5424, https://www.rfc-editor.org/rfc/rfc3164
import { type Entry, fieldsOf, type LogFormat, syslogLevel } from './entry';
import { wordLevel } from './plain';
import { isoTime, syslogTime } from './time';

const NEW = /^<(\d{1,3})>1 (\S+) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) /;
const ELEMENT = /^\[([^\s\]="]{1,64})((?: [^\s\]="]{1,64}="(?:[^"\\\]]|\\.)*")*)\]/;
const PARAM = / ([^\s\]="]{1,64})="((?:[^"\\\]]|\\.)*)"/g;
const OLD =
  /^(?:<(\d{1,3})>)?(?:([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)|(\d{4}-\d\d-\d\dT\S+)) (\S+) ([^\s:[]{1,100})(?:\[([^\]]{1,40})\])?: ?/;

const nil = (text: string | undefined): string => (text === undefined || text === '-' ? '' : text);

function* known(pairs: Readonly<Record<string, string>>): Generator<readonly [string, string]> {
  for (const pair of Object.entries(pairs)) if (pair[1] !== '') yield pair;
}

/** Structured data at the beginning of a text, and what follows it. */
function structured(text: string): { readonly params: readonly (readonly [string, string])[]; readonly rest: string } {
  const params: (readonly [string, string])[] = [];
  if (text.startsWith('-')) return { params, rest: text.slice(1).trimStart() };
  let rest = text;
  for (let element = ELEMENT.exec(rest); element; element = ELEMENT.exec(rest)) {
    const [whole, , inner = ''] = element;
    for (const [, name = '', value = ''] of inner.matchAll(PARAM)) params.push([name, value.replace(/\\(["\\\]])/g, '$1')]);
    rest = rest.slice(whole.length);
  }
  return { params, rest: rest.trimStart() };
}

export const syslog5424: LogFormat = {
  id: 'syslog-5424',
  name: 'syslog (RFC 5424)',
  isJoined: true,
  isHead: (line) => NEW.test(line),
  parse(text, clock) {
    const match = NEW.exec(text);
    if (!match) return null;
    const [head, pri, time = '', host, app, pid, id] = match;
    const { params, rest } = structured(text.slice(head.length));
    const own = known({ host: nil(host), app: nil(app), pid: nil(pid), msgid: nil(id), facility: String(Number(pri) >> 3) });
    const message = rest.replace(/^\ufeff/, '');
    return { at: isoTime(time, clock)?.at ?? null, level: syslogLevel(Number(pri) & 7), message, fields: fieldsOf([...own, ...params]) };
  },
};

export const syslog3164: LogFormat = {
  id: 'syslog-3164',
  name: 'syslog (RFC 3164)',
  isJoined: true,
  isHead: (line) => OLD.test(line),
  parse(text, clock): Entry | null {
    const match = OLD.exec(text);
    if (!match) return null;
    const [head, pri, month, day = '', time = '', iso = '', host, app, pid] = match;
    const at = month === undefined ? (isoTime(iso, clock)?.at ?? null) : syslogTime(month, day, time, clock);
    const message = text.slice(head.length);
    const level = pri === undefined ? wordLevel(message) : syslogLevel(Number(pri) & 7);
    return { at, level, message, fields: fieldsOf(known({ host: nil(host), app: nil(app), pid: nil(pid) })) };
  },
};
