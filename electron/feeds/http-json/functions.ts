// JSONata's functions that compiled expressions may call. What is given wrongly throws, as it does there.
import { lookup, truth } from './sequence';

/** An expression met a value that it can not work with. */
export class WrongValue extends Error {}

function wrong(name: string): never {
  throw new WrongValue(`$${name} got a value of the wrong type`);
}

/** JSONata's $string. */
export function text(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new WrongValue('a number without end can not be text');
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
  }
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'number' && !Number.isInteger(inner) ? Number(inner.toPrecision(15)) : inner,
  );
}

function number(value: unknown): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const isNumber = typeof value === 'string' && /^-?\d+(\.\d+)?([Ee][-+]?\d+)?$/.test(value) && Number.isFinite(Number(value));
  return isNumber ? Number(value) : wrong('number');
}

const ISO = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-][0-2]\d:?[0-5]\d)$/;

function toMillis(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' && ISO.test(value) ? Date.parse(value) : wrong('toMillis');
}

const ofText =
  (name: string, run: (value: string, ...more: readonly string[]) => unknown) =>
  (value: unknown, ...more: readonly unknown[]): unknown => {
    if (more.some((one) => typeof one !== 'string')) wrong(name);
    if (value === undefined) return undefined;
    return typeof value === 'string' ? run(value, ...(more as string[])) : wrong(name);
  };

function before(value: string, part = ''): string {
  const at = value.indexOf(part);
  return at === -1 ? value : value.slice(0, at);
}

function after(value: string, part = ''): string {
  const at = value.indexOf(part);
  return at === -1 ? value : value.slice(at + part.length);
}

function join(value: unknown, by: unknown = ''): unknown {
  if (value === undefined) return undefined;
  const all = Array.isArray(value) ? value : [value];
  return typeof by === 'string' && all.every((one) => typeof one === 'string') ? all.join(by) : wrong('join');
}

function look(value: unknown, key: unknown): unknown {
  if (typeof key !== 'string') return wrong('lookup');
  const found = lookup(value, key);
  return found;
}

/** Name, the least and the most arguments, and what it does; with fewer JSONata would take the context. */
export const FUNCTIONS: Readonly<Record<string, readonly [number, number, (...given: readonly unknown[]) => unknown]>> = {
  string: [1, 1, text],
  number: [1, 1, number],
  boolean: [1, 1, (value) => (value === undefined ? undefined : truth(value))],
  not: [1, 1, (value) => (value === undefined ? undefined : !truth(value))],
  exists: [1, 1, (value) => value !== undefined],
  count: [1, 1, (value) => (value === undefined ? 0 : Array.isArray(value) ? value.length : 1)],
  lookup: [2, 2, look],
  join: [1, 2, join],
  toMillis: [1, 1, toMillis],
  lowercase: [1, 1, ofText('lowercase', (value) => value.toLowerCase())],
  uppercase: [1, 1, ofText('uppercase', (value) => value.toUpperCase())],
  contains: [2, 2, ofText('contains', (value, part = '') => value.includes(part))],
  substringBefore: [2, 2, ofText('substringBefore', before)],
  substringAfter: [2, 2, ofText('substringAfter', after)],
};
