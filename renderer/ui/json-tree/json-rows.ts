// A parsed JSON value as the rows of a tree: only what is unfolded is made into rows, so that a value of megabytes costs what is seen of it.
import { revealLine } from '../../../shared/domain/reveal-text';

/** A field or element. `id` is its JSON pointer (RFC 6901); the root's is empty. */
export interface JsonRow {
  readonly id: string;
  /** The root's children stand at 0. */
  readonly depth: number;
  /** Name of the field, or number of the element. */
  readonly name: string | number;
  readonly value: unknown;
  /** How many it holds; null: it holds nothing, being a text, a number or the like. */
  readonly size: number | null;
  readonly isOpen: boolean;
}

export interface JsonMatches {
  /** In the order of the tree. */
  readonly ids: readonly string[];
  /** There were more than are told. */
  readonly isMore: boolean;
}

const FIRST_ROWS = 100;
const MOST_MATCHES = 1000;
const MOST_CHARS = 400;

/** Of a text that is JSON and holds something; undefined: it is shown as text. */
export function parsedTree(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function childrenOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return value.map((one: unknown, at) => [at, one] as const);
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function sizeOf(value: unknown): number | null {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : null;
}

const pointer = (parent: string, name: string | number): string =>
  `${parent}/${typeof name === 'number' ? name : name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

interface Place {
  readonly id: string;
  readonly depth: number;
  readonly name: string | number;
  readonly value: unknown;
}

/** Children of a place, the last one first: for a stack. */
function below({ id, depth, value }: Place): Place[] {
  return childrenOf(value)
    .map(([name, inner]): Place => ({ id: pointer(id, name), depth: depth + 1, name, value: inner }))
    .reverse();
}

const rootOf = (value: unknown): Place => ({ id: '', depth: -1, name: '', value });

/** What is to be seen while the places of `open` are unfolded. */
export function rowsOf(root: unknown, open: ReadonlySet<string>): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  const stack = below(rootOf(root));
  for (let place = stack.pop(); place; place = stack.pop()) {
    const isOpen = open.has(place.id);
    rows.push({ ...place, size: sizeOf(place.value), isOpen });
    if (isOpen) for (const inner of below(place)) stack.push(inner);
  }
  return rows;
}

/** What is unfolded at first: level by level, as long as all of it is seen in about a page. */
export function openAtFirst(root: unknown): ReadonlySet<string> {
  const open = new Set<string>();
  let level = below(rootOf(root)).reverse();
  let count = level.length;
  while (level.length > 0) {
    const next: Place[] = [];
    for (const place of level) {
      const size = sizeOf(place.value) ?? 0;
      if (size === 0 || count + size > FIRST_ROWS) continue;
      open.add(place.id);
      count += size;
      next.push(...below(place).reverse());
    }
    level = next;
  }
  return open;
}

function says({ name, value }: Place, wanted: string): boolean {
  if (String(name).toLowerCase().includes(wanted)) return true;
  return (typeof value !== 'object' || value === null) && String(value).toLowerCase().includes(wanted);
}

/** Places whose name or own value holds the text, in whatever case; of an empty text none. */
export function matchesOf(root: unknown, text: string): JsonMatches {
  const wanted = text.trim().toLowerCase();
  const ids: string[] = [];
  if (wanted === '') return { ids, isMore: false };
  const stack = below(rootOf(root));
  for (let place = stack.pop(); place; place = stack.pop()) {
    if (says(place, wanted)) {
      if (ids.length === MOST_MATCHES) return { ids, isMore: true };
      ids.push(place.id);
    }
    for (const inner of below(place)) stack.push(inner);
  }
  return { ids, isMore: false };
}

/** The places that hold this one, outermost first. */
export function aboveOf(id: string): readonly string[] {
  const above: string[] = [];
  for (let at = id.indexOf('/', 1); at !== -1; at = id.indexOf('/', at + 1)) above.push(id.slice(0, at));
  return above;
}

/** A value in one line, as JSON writes it; of what holds others, its brackets. Text only, and nothing in it hides. */
export function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : '[…]';
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0 ? '{}' : '{…}';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, MOST_CHARS)) : String(value);
  return revealLine(typeof value === 'string' && value.length > MOST_CHARS ? `${text.slice(0, -1)}…"` : text);
}

/** As it is copied: a text without quotes, everything else as JSON. */
export function copyOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
