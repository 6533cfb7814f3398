// What a merge or a split by hand would be as a rule, so that it need not be done by hand again. Only proposed: a person decides.
import type { AlertData, Labels } from '../domain/alert';
import type { IncidentRow } from '../domain/incident';
import type { CorrelationRule } from '../settings/correlation';
import { spellMatcher } from './matchers';

/** Labels that name one thing at one moment: a rule about them would never hold again. */
const FLEETING = new Set([
  'pod',
  'instance',
  'ip',
  'container_id',
  'trace_id',
  'request_id',
  'triggerid',
  'severity',
  'prometheus',
  'endpoint',
]);
const MOST_MATCHERS = 6;
const MOST_NAME = 80;

const equal = (name: string, value: string): string => spellMatcher({ name, value, isRegex: false, isEqual: true });

function matchersOf(labels: Labels): string[] {
  return Object.entries(labels)
    .filter(([name, value]) => value !== '' && !FLEETING.has(name) && /^[a-zA-Z_][\w.]*$/.test(name))
    .slice(0, MOST_MATCHERS)
    .map(([name, value]) => equal(name, value));
}

function nameOf(words: string, taken: readonly string[]): string {
  const base = words.slice(0, MOST_NAME - 4);
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base} ${n}`;
    if (!taken.includes(name)) return name;
  }
}

/** “Always together?” after a merge of `from` into `into`; null when their groups say nothing that a rule could hold on to. */
export function togetherRule(
  into: Pick<IncidentRow, 'title' | 'labels'>,
  from: Pick<IncidentRow, 'title' | 'labels'>,
  taken: readonly string[],
): CorrelationRule | null {
  const [these, those] = [matchersOf(into.labels), matchersOf(from.labels)];
  if (these.length === 0 || those.length === 0) return null;
  const name = nameOf(`${into.title} with ${from.title}`, taken);
  return { name, isEnabled: true, does: 'together', these, those, same: [], from: 'any tool', withinMinutes: 15 };
}

/** “Never together?” after `left` were split off from `stayed`: by a label whose value all that left share and none that stayed has. */
export function apartRule(
  left: readonly Pick<AlertData, 'name' | 'labels'>[],
  stayed: readonly Pick<AlertData, 'name' | 'labels'>[],
  taken: readonly string[],
): CorrelationRule | null {
  const [first] = left;
  if (!first || stayed.length === 0) return null;
  const named = (a: Pick<AlertData, 'name' | 'labels'>): Labels => ({ alertname: a.name, ...a.labels });
  const common = Object.entries(named(first)).filter(([name, value]) => value !== '' && left.every((a) => named(a)[name] === value));
  const telling = common.filter(([name, value]) => /^[a-zA-Z_][\w.]*$/.test(name) && stayed.every((a) => named(a)[name] !== value));
  const lasting = telling.filter(([name]) => !FLEETING.has(name));
  const [chosen] = lasting.length > 0 ? lasting : telling;
  if (!chosen) return null;
  const name = nameOf(`${chosen[0]} ${chosen[1]} stands alone`, taken);
  return { name, isEnabled: true, does: 'apart', these: [equal(...chosen)], those: [], same: [], from: 'any tool', withinMinutes: 5 };
}
