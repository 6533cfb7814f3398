// Alerts of one event share most of their labels and words. Packed, what is common stands there once and the rest in
// columns: a third of the text to write, hash and parse, and one string in memory instead of one per alert.

type Fields = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

/** `keys` in their first-seen order; a key is in `one` when all rows agree, else in `each` (null: the row lacks it). */
export interface PackedTexts {
  readonly keys: readonly string[];
  readonly one: Texts;
  readonly each: Readonly<Record<string, readonly (string | null)[]>>;
}
export interface PackedAlerts {
  readonly packed: 1;
  readonly n: number;
  readonly keys: readonly string[];
  readonly one: Fields;
  readonly each: Readonly<Record<string, readonly unknown[]>>;
  readonly texts: Readonly<Record<string, PackedTexts>>;
}

const TEXT_FIELDS = ['labels', 'annotations'] as const;
const UNSAFE_KEY = '__proto__';

function isShared(rows: readonly Fields[], key: string, first: unknown): boolean {
  if (typeof first === 'object' && first !== null) return false;
  for (let i = 1; i < rows.length; i++) if ((rows[i] as Fields)[key] !== first) return false;
  return true;
}

function packTexts(rows: readonly Texts[]): PackedTexts | null {
  const keys = keysOf(rows);
  if (keys.includes(UNSAFE_KEY)) return null;
  const one: Record<string, string> = {};
  const each: Record<string, (string | null)[]> = {};
  for (const key of keys) {
    const first = textIn(rows[0], key);
    if (first !== null && isShared(rows, key, first)) one[key] = first;
    else each[key] = rows.map((row) => textIn(row, key));
  }
  return { keys, one, each };
}

/** All keys in their first-seen order. Most rows have the same ones at the same places. */
function keysOf(rows: readonly Texts[]): readonly string[] {
  const keys: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    let n = 0;
    for (const key in row) {
      if (keys[n++] === key || seen.has(key)) continue;
      seen.add(key);
      keys.push(key);
    }
  }
  return keys;
}

function haveSameKeys(rows: readonly Fields[], keys: readonly string[]): boolean {
  return rows.every((row) => {
    let n = 0;
    for (const key in row) if (keys[n++] !== key) return false;
    return n === keys.length;
  });
}

/** Packs a list of alerts; `null` when it can't be done without loss (uneven fields, a `__proto__` label): then store it plainly. */
export function packAlerts(alerts: readonly object[]): PackedAlerts | null {
  const rows = alerts as readonly Fields[];
  const keys = Object.keys(rows[0] ?? {});
  if (!keys.includes('labels') || !keys.includes('annotations') || !haveSameKeys(rows, keys)) return null;
  const texts: Record<string, PackedTexts> = {};
  for (const field of TEXT_FIELDS) {
    const packed = packTexts(rows.map((row) => row[field] as Texts));
    if (!packed) return null;
    texts[field] = packed;
  }
  const one: Record<string, unknown> = {};
  const each: Record<string, unknown[]> = {};
  for (const key of keys) {
    if (key in texts) continue;
    const first = rows[0]?.[key];
    if (isShared(rows, key, first)) one[key] = first;
    else each[key] = rows.map((row) => row[key]);
  }
  return { packed: 1, n: rows.length, keys, one, each, texts };
}

/** A label may be named as what every object inherits: valueOf, constructor. */
function textIn(texts: Texts | undefined, key: string): string | null {
  return texts && Object.hasOwn(texts, key) ? (texts[key] ?? null) : null;
}

function unpackTexts({ keys, one, each }: PackedTexts, i: number): Texts {
  const texts: Record<string, string> = {};
  for (const key of keys) {
    const text = Object.hasOwn(each, key) ? each[key]?.[i] : textIn(one, key);
    if (text !== null && text !== undefined) texts[key] = text;
  }
  return texts;
}

/** The alerts as they were given to `packAlerts`; the order of a row's labels may differ. */
export function unpackAlerts(packed: PackedAlerts): object[] {
  const alerts: object[] = [];
  for (let i = 0; i < packed.n; i++) {
    const alert: Record<string, unknown> = {};
    for (const key of packed.keys) {
      const texts = packed.texts[key];
      if (texts) alert[key] = unpackTexts(texts, i);
      else alert[key] = packed.each[key] ? packed.each[key][i] : packed.one[key];
    }
    alerts.push(alert);
  }
  return alerts;
}
