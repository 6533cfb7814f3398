// What a mapping asks of every row, in the order in which it is evaluated; and how a row's values become a sighting.
import type { Suppression } from '../../../shared/domain/alert';
import type { AlertSeverity } from '../../../shared/domain/severity';
import type { Sighting } from '../../../shared/feed';
import { linkOf, textOf } from '../reading';
import { severityOf } from '../severity-words';
import type { Bindings } from './compile';
import type { Expression } from './expression';
import type { Preset } from './preset';
import type { ReadPreset } from './read-preset';

/** `labels.service`, `key` ...: a place in the mapping. */
export interface Column {
  readonly path: string;
  readonly expression: Expression;
}

/** The values of one row, in the order of the columns. */
export type RowValues = readonly unknown[];

type Single = 'name' | 'summary' | 'state' | 'severity' | 'startsAt' | 'link' | 'suppression';

interface Named {
  readonly name: string;
  readonly place: number;
}

export interface Plan {
  readonly preset: Preset;
  readonly rows: Expression;
  readonly where: Expression | null;
  readonly needs: readonly Column[];
  readonly columns: readonly Column[];
  /** Places among the columns; the one behind the last is none, where a row's values have nothing. */
  readonly places: Readonly<Record<Single, number>>;
  readonly keys: readonly number[];
  readonly labels: readonly Named[];
  readonly annotations: readonly Named[];
  readonly severities: ReadonlyMap<string, AlertSeverity>;
  /** Can all of it be evaluated at once, without the library? */
  readonly isCompiled: boolean;
}

export function planOf({ preset, expressions }: ReadPreset): Plan {
  const rows = expressions.get('rows') as Expression;
  const where = expressions.get('where') ?? null;
  const needs = [...expressions].flatMap(([path, expression]) => (path.startsWith('needs.') ? [{ path, expression }] : []));
  const columns = [...expressions].flatMap(([path, expression]) =>
    path.startsWith('mapping.') ? [{ path: path.slice(8), expression }] : [],
  );
  const named = (part: 'labels' | 'annotations') =>
    Object.keys(preset.mapping[part]).flatMap((name) => (name === '__proto__' ? [] : [{ name, place: placeOf(`${part}.${name}`) }]));
  const isCompiled = [rows, where, ...[...needs, ...columns].map(({ expression }) => expression)].every(
    (one) => one === null || one.compiled !== null,
  );
  const placeOf = (path: string) => {
    const place = columns.findIndex((column) => column.path === path);
    return place === -1 ? columns.length : place;
  };
  const keys = columns.flatMap(({ path }, place) => (/^key(\.\d)?$/.test(path) ? [place] : []));
  const singles: readonly Single[] = ['name', 'summary', 'state', 'severity', 'startsAt', 'link', 'suppression'];
  const places = Object.fromEntries(singles.map((name) => [name, placeOf(name)])) as Record<Single, number>;
  const severities = new Map(Object.entries(preset.severities));
  const texts = { labels: named('labels'), annotations: named('annotations') };
  return { preset, rows, where, needs, columns, places, keys, ...texts, severities, isCompiled };
}

const SUPPRESSIONS: readonly Suppression['by'][] = ['silence', 'inhibition', 'mute', 'downtime', 'acknowledgement'];
const MAX_KEY = 500;

/** Unix ms; 0: not told; null: no time. Numbers below 1e11 are seconds. */
function startOf(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return 0;
  const given =
    typeof value === 'number' ? (value < 1e11 ? value * 1000 : value) : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(given) && given <= 8.64e15 ? Math.max(0, given) : null;
}

function severityFor(value: unknown, table: Plan['severities']): AlertSeverity | null {
  const word = textOf(value, 100);
  return table.get(word) ?? (word === '' ? null : severityOf(word));
}

/** Single values as they are, lists of them joined. */
function words(value: unknown): string {
  if (!Array.isArray(value)) return textOf(value);
  let all = '';
  for (const one of value) {
    const text = textOf(one, 200);
    if (text !== '') all = all === '' ? text : `${all}, ${text}`;
  }
  return textOf(all);
}

const NOTHING: Readonly<Record<string, string>> = Object.freeze({});

/** Adds to `said` what says something. */
function sayTexts(said: Record<string, string>, names: Plan['labels'], values: RowValues): Record<string, string> {
  for (const { name, place } of names) {
    const value = words(values[place]);
    if (value !== '') said[name] = value;
  }
  return said;
}

/** Empty where it, or a part of it, is. */
function keyOf(keys: Plan['keys'], values: RowValues): string {
  let key = '';
  for (let at = 0; at < keys.length; at++) {
    const part = words(values[keys[at] as number]);
    if (part === '') return '';
    key = at === 0 ? part : `${key}/${part}`;
  }
  return key;
}

/** A sighting, or why the row is none. */
export function sightingOf(plan: Plan, values: RowValues): Sighting | string {
  const { places } = plan;
  const key = keyOf(plan.keys, values);
  if (key === '') return 'its key, or a part of it, is empty';
  if (key.length > MAX_KEY) return 'its key is too long';
  const state = values[places.state] ?? 'firing';
  if (state !== 'firing' && state !== 'resolved') return `its state is neither "firing" nor "resolved"`;
  const startsAt = startOf(values[places.startsAt]);
  if (startsAt === null) return 'its startsAt is no time';
  const by = values[places.suppression];
  if (by !== undefined && by !== null && by !== '' && !SUPPRESSIONS.includes(by as Suppression['by']))
    return 'its suppression is none that is known';
  const name = words(values[places.name]);
  if (name === '') return 'its name is empty';
  return {
    key,
    state,
    name,
    summary: words(values[places.summary]) || name,
    labels: sayTexts({ alertname: name }, plan.labels, values),
    annotations: plan.annotations.length === 0 ? NOTHING : sayTexts({}, plan.annotations, values),
    severity: severityFor(values[places.severity], plan.severities),
    startsAt,
    suppression: by ? { by: by as Suppression['by'], ids: [] } : null,
    link: linkOf(values[places.link]),
  };
}

/** What an expression may use besides the row. */
export function bindingsOf(answer: unknown, beside: unknown, fields: unknown, at: number): Bindings {
  return { answer, beside, fields, at };
}
