// Conditions on the fields of an entry, as a person writes them: `level>=error and status>=500 and app=shop`.

import { msg } from '../../../shared/words/words';
import { type Entry, LEVELS, type Level, levelOf, rankOf } from './formats/entry';
import { type LinePattern, linePattern } from './pattern';

type Sign = '=' | '!=' | '>=' | '<=' | '>' | '<' | '=~' | '!~';

interface Condition {
  readonly field: string;
  readonly sign: Sign;
  readonly value: string;
  readonly pattern: LinePattern | null;
  /** Of conditions on the level. */
  readonly rank: number | null;
}

export interface Where {
  holds(entry: Entry): boolean;
  /** Texts of which each line that can meet the conditions has one; null: nothing is known. */
  readonly needs: readonly string[] | null;
  /** They hold only of entries whose level is error or fatal. */
  readonly isGrave: boolean;
}

export type ReadWhere = { readonly ok: true; readonly where: Where } | { readonly ok: false; readonly why: string };

const CONDITION = /^\s*([\w.@/-]{1,200})\s*(=~|!~|!=|>=|<=|=|>|<)\s*("(?:[^"\\]|\\.)*"|\S+)\s*/;
const JOIN = /^(?:and\b|,|&&)/i;
const MOST = 20;
/** Other formats may write these in other words. */
const LEVEL_FIELDS = new Set(['level', 'severity']);

function condition(field: string, sign: Sign, written: string): Condition | string {
  const value = written.startsWith('"') ? written.slice(1, -1).replace(/\\(["\\])/g, '$1') : written;
  if (sign === '=~' || sign === '!~') {
    const compiled = linePattern(value);
    return compiled.ok ? { field, sign, value, pattern: compiled.pattern, rank: null } : `the pattern of "${field}": ${compiled.why}`;
  }
  const level = LEVEL_FIELDS.has(field) ? levelOf(value) : null;
  if (LEVEL_FIELDS.has(field) && level === null) return `"${value.slice(0, 40)}" is no level; they are ${LEVELS.join(', ')}`;
  const isOrder = sign !== '=' && sign !== '!=';
  if (isOrder && level === null && !Number.isFinite(Number(value))) return `"${field}${sign}" needs a number`;
  return { field, sign, value, pattern: null, rank: level === null ? null : rankOf(level) };
}

function compare(sign: Sign, a: number, b: number): boolean {
  switch (sign) {
    case '>=':
      return a >= b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '<':
      return a < b;
    case '!=':
      return a !== b;
    default:
      return a === b;
  }
}

/** A field of an entry; `level` and `message` are those that every format has. */
export function fieldOf(entry: Entry, name: string): string | undefined {
  if (name === 'message') return entry.message;
  if (name === 'level') return entry.level ?? undefined;
  return Object.hasOwn(entry.fields, name) ? entry.fields[name] : undefined;
}

function isMet({ field, sign, value, pattern, rank }: Condition, entry: Entry): boolean {
  if (rank !== null) {
    const level: Level | null = field === 'level' || entry.fields[field] === undefined ? entry.level : levelOf(entry.fields[field]);
    return level === null ? sign === '!=' : compare(sign, rankOf(level), rank);
  }
  const text = fieldOf(entry, field);
  if (text === undefined) return sign === '!=' || sign === '!~';
  if (pattern) return pattern.test(text) === (sign === '=~');
  if (sign === '=') return text === value;
  if (sign === '!=') return text !== value;
  return text.trim() !== '' && compare(sign, Number(text), Number(value));
}

/** JSON and quotes leave plain letters as they are, so a value of these stands in the line itself. */
function needOf(conditions: readonly Condition[]): readonly string[] | null {
  const plain = conditions.filter(
    ({ sign, rank, value, field }) => sign === '=' && rank === null && field !== 'message' && /^\w{3,}$/.test(value),
  );
  const longest = plain.sort((a, b) => b.value.length - a.value.length)[0];
  return longest ? [longest.value] : null;
}

function asksForGrave({ field, sign, rank }: Condition): boolean {
  if (field !== 'level' || rank === null) return false;
  return sign === '>' ? rank >= rankOf('warn') : (sign === '>=' || sign === '=') && rank >= rankOf('error');
}

/** Empty: holds always. */
export function readWhere(text: string): ReadWhere {
  const conditions: Condition[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const match = CONDITION.exec(rest);
    if (!match) return { ok: false, why: msg`"${rest.slice(0, 40)}" is no condition such as level>=error, status>=500 or app=shop` };
    const one = condition(match[1] ?? '', match[2] as Sign, match[3] ?? '');
    if (typeof one === 'string') return { ok: false, why: one };
    conditions.push(one);
    rest = rest.slice(match[0].length);
    const join = JOIN.exec(rest);
    if (rest !== '' && !join) return { ok: false, why: msg`write "and" between conditions, before "${rest.slice(0, 40)}"` };
    if (join && rest.slice(join[0].length).trim() === '') return { ok: false, why: msg`a condition is missing after "${join[0]}"` };
    rest = rest.slice(join?.[0].length ?? 0);
    if (conditions.length > MOST) return { ok: false, why: msg`more than ${MOST} conditions` };
  }
  const isGrave = conditions.some(asksForGrave);
  return { ok: true, where: { holds: (entry) => conditions.every((one) => isMet(one, entry)), needs: needOf(conditions), isGrave } };
}
