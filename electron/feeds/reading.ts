// Reads single values out of answers that may hold anything; what is not what it should be is nothing.

import type { z } from 'zod';
import { msg } from '../../shared/words/words';

export type Unknown = Readonly<Record<string, unknown>>;

const MAX_INNER = 50;
const MAX_TEXT = 2000;
const MAX_LINK = 4000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what no link holds
const LINK = /^https?:\/\/[^\s\u0000-\u001f\u007f-\u009f]+$/i;

export function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Checked<T> = { readonly value: T } | { readonly why: string };

/** Holds a value from outside against a schema; zod stumbles over things whose `length` can not be compared. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): Checked<T> {
  try {
    const result = schema.safeParse(value);
    return result.success ? { value: result.data } : { why: result.error.issues[0]?.message ?? msg`not what it should be` };
  } catch {
    return { why: msg`it can not be read` };
  }
}

/** The objects of a list; nothing where there is no list. */
export function recordsIn(value: unknown): readonly Unknown[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The first objects of a list inside a row, so that no row grows without end. */
export function someIn(value: unknown): readonly Unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_INNER).filter(isRecord) : [];
}

/** Text of at most `max` characters; numbers and truths as text, everything else empty. */
export function textOf(value: unknown, max = MAX_TEXT): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return '';
  return value.length > max ? `${value.slice(0, max - 1)}…` : value;
}

/** An id as vendors make them; null where it could not stand in a path. */
export function idOf(value: unknown): string | null {
  return typeof value === 'string' && /^[\w.:-]{1,200}$/.test(value) && !/^\.+$/.test(value) ? value : null;
}

/** Unix ms. 0 where the source does not say; null: not a date. Dates before 1970 are as good as none. */
export function timeOf(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return 0;
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at);
}

/** An http(s) address, or null. */
export function linkOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= MAX_LINK && LINK.test(value) ? value : null;
}

/** Those entries whose value says something. */
export function filled(entries: Readonly<Record<string, string>>): Record<string, string> {
  const said: Record<string, string> = {};
  for (const name of Object.keys(entries)) {
    const value = entries[name];
    if (value !== undefined && value !== '' && name !== '__proto__') said[name] = value;
  }
  return said;
}

/** The single values of an object as text, at most `most`; what lies deeper is left out. */
export function textsOf(given: Unknown, most: number): Record<string, string> {
  const said: Record<string, string> = {};
  let count = 0;
  for (const name of Object.keys(given)) {
    const value = typeof given[name] === 'object' ? '' : textOf(given[name]);
    if (value === '' || name === '' || name === '__proto__') continue;
    said[name.length > 100 ? textOf(name, 100) : name] = value;
    count += 1;
    if (count === most) break;
  }
  return said;
}
