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

export interface Plan {
  readonly preset: Preset;
  readonly rows: Expression;
  readonly where: Expression | null;
  readonly needs: readonly Column[];
  readonly columns: readonly Column[];
  /** Places among the columns: -1 is none. */
  readonly places: Readonly<Record<Single, number>>;
  readonly keys: readonly number[];
  readonly labels: readonly (readonly [name: string, place: number])[];
  readonly annotations: readonly (readonly [name: string, place: number])[];
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
    Object.keys(preset.mapping[part]).map((name) => [name, placeOf(`${part}.${name}`)] as const);
  const isCompiled = [rows, where, ...[...needs, ...columns].map(({ expression }) => expression)].every(
    (one) => one === null || one.compiled !== null,
  );
  const placeOf = (path: string) => columns.findIndex((column) => column.path === path);
  const keys = columns.flatMap(({ path }, place) => (/^key(\.\d)?$/.test(path) ? [place] : []));
  const singles: readonly Single[] = ['name', 'summary', 'state', 'severity', 'startsAt', 'link', 'suppression'];
  const places = Object.fromEntries(singles.map((name) => [name, placeOf(name)])) as Record<Single, number>;
  return { preset, rows, where, needs, columns, places, keys, labels: named('labels'), annotations: named('annotations'), isCompiled };
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

function severityFor(value: unknown, table: Preset['severities']): AlertSeverity | null {
  const word = textOf(value, 100);
  return Object.hasOwn(table, word) ? (table[word] ?? null) : severityOf(word === '' ? undefined : word);
}

/** Single values as they are, lists of them joined. */
function words(value: unknown): string {
  return Array.isArray(value)
    ? textOf(
        value
          .map((one) => textOf(one, 200))
          .filter((one) => one !== '')
          .join(', '),
      )
    : textOf(value);
}

function textsOf(names: Plan['labels'], values: RowValues): Record<string, string> {
  const said: Record<string, string> = {};
  for (const [name, place] of names) {
    const value = words(values[place]);
    if (value !== '' && name !== '__proto__') said[name] = value;
  }
  return said;
}

/** A sighting, or why the row is none. */
export function sightingOf(plan: Plan, values: RowValues): Sighting | string {
  const { places } = plan;
  const parts = plan.keys.map((place) => words(values[place]));
  const key = parts.join('/');
  if (parts.includes('')) return 'its key, or a part of it, is empty';
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
    labels: { alertname: name, ...textsOf(plan.labels, values) },
    annotations: textsOf(plan.annotations, values),
    severity: severityFor(values[places.severity], plan.preset.severities),
    startsAt,
    suppression: by ? { by: by as Suppression['by'], ids: [] } : null,
    link: linkOf(values[places.link]),
  };
}

/** What an expression may use besides the row. */
export function bindingsOf(answer: unknown, beside: unknown, fields: unknown, at: number): Bindings {
  return { answer, beside, fields, at };
}
