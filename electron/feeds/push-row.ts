// Small readers of hostile values that the kinds of pushed messages share. Pure.
import type { Labels } from '../../shared/domain/alert';
import type { Rejected, Sighting } from '../../shared/feed';

const MAX_KEY = 512;
const MAX_TEXT = 2000;
const MAX_LONG_TEXT = 20_000;
const MAX_LINK = 4000;
const MAX_LABELS = 200;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what no link holds
const LINK = /^https?:\/\/[^\s\u0000-\u001f\u007f-\u009f]+$/i;

export type Unknown = Readonly<Record<string, unknown>>;

/** What one message said, in its order; one key may come more than once. */
export interface Message {
  readonly sightings: readonly Sighting[];
  readonly rejected: readonly Rejected[];
}

export function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function refused(where: string, why: string): Message {
  return { sightings: [], rejected: [{ where, why }] };
}

function shortened(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

/** One line of text; numbers and booleans as they are written. Empty: none. */
export function textOf(value: unknown, max = MAX_TEXT): string {
  if (typeof value === 'string') return shortened(value.trim(), max);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** The first that is text. */
export function firstText(...values: readonly unknown[]): string {
  for (const value of values) {
    const text = textOf(value);
    if (text !== '') return text;
  }
  return '';
}

/** A key as it stands; null: none, or too long to be one. */
export function keyOf(value: unknown): string | null {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.trim() !== '' && text.length <= MAX_KEY ? text : null;
}

/** Labels tell alerts apart, so none is left out quietly: null when one is no text or there are too many. */
export function labelsOf(value: unknown): Labels | null {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) return null;
  const labels: Record<string, string> = {};
  let count = 0;
  for (const name of Object.keys(value)) {
    const one = value[name];
    count += 1;
    if (count > MAX_LABELS || (typeof one === 'object' && one !== null)) return null;
    put(labels, name, shortened(typeof one === 'string' ? one : String(one ?? ''), MAX_TEXT));
  }
  return labels;
}

/** A name such as `__proto__` stays a name. */
function put(texts: Record<string, string>, name: string, text: string): void {
  if (name === '__proto__') Object.defineProperty(texts, name, { value: text, enumerable: true, configurable: true, writable: true });
  else texts[name] = text;
}

/** Annotations decide nothing: what is nested is written as JSON, what is too much is left out. */
export function annotationsOf(value: unknown): Labels {
  if (!isRecord(value)) return {};
  const texts: Record<string, string> = {};
  for (const name of Object.keys(value).slice(0, MAX_LABELS)) {
    const one = value[name];
    if (one === null) continue;
    const text = typeof one === 'string' ? one : typeof one === 'object' ? (JSON.stringify(one) ?? '') : String(one);
    put(texts, name, shortened(text, MAX_LONG_TEXT));
  }
  return texts;
}

export function linkOf(...values: readonly unknown[]): string | null {
  const link = values.find((value) => typeof value === 'string' && value.length <= MAX_LINK && LINK.test(value));
  return (link as string | undefined) ?? null;
}

/** Unix ms from a date, or from Unix seconds or ms. 0: the source does not know (nothing, or a date of year 1). Null: not a time. */
export function timeOf(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return 0;
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || value < 0 || value > 8.64e15) return null;
    return Math.round(value < 1e11 ? value * 1000 : value);
  }
  const at = typeof value === 'string' && value.length < 100 ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at);
}

/** A key from what tells alerts apart, for sources that give none. */
export function keyFrom(name: string, labels: Labels): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([name, ...sorted.flat()]);
  return text.length <= MAX_KEY ? text : `${text.slice(0, MAX_KEY - 17)}…${fnv(text)}`;
}

/** 64 bits over a text, as hex: only to tell long keys apart. */
function fnv(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
