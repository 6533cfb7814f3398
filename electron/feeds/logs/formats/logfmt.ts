// logfmt: `level=info msg="all well" took=3ms`, as Go programs, Grafana and Heroku write it.
import { fieldsOf, type LogFormat } from './entry';
import { entryOf } from './json';
import { beginsTrace, plainEntry } from './plain';

const PAIR = /([\w.@/-]{1,200})=("(?:[^"\\]|\\.)*"|[^\s"]*)/g;
const LEAST_PAIRS = 2;
const HEAD = /^[\w.@/-]{1,200}=\S/;

function plainOf(value: string): string {
  if (!value.startsWith('"')) return value;
  return value.slice(1, -1).replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char === 't' ? '\t' : char));
}

/** The pairs of a text, wherever they stand in it. */
export function* logfmtPairs(text: string): Generator<readonly [string, string]> {
  for (const [, name = '', value = ''] of text.matchAll(PAIR)) yield [name, plainOf(value)];
}

export const logfmt: LogFormat = {
  id: 'logfmt',
  name: 'logfmt',
  isJoined: true,
  isHead: (line) => HEAD.test(line) || beginsTrace(line),
  parse(text, clock) {
    if (!HEAD.test(text)) return beginsTrace(text) ? plainEntry(text, clock) : null;
    const fields = fieldsOf(logfmtPairs(text));
    return Object.keys(fields).length < LEAST_PAIRS ? null : entryOf(fields, clock);
  },
};
