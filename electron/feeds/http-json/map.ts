// Answers to sightings by a preset. Simple presets are mapped at once and purely; the others row by row by the library, with pauses.
import type { MapResult, Rejected, Sighting } from '../../../shared/feed';
import { msg } from '../../../shared/words/words';
import { isRecord } from '../reading';
import { bindingsOf, type Column, type Plan, type RowValues, sightingOf } from './columns';
import type { Bindings } from './compile';
import { type Expression, faultOf } from './expression';
import type { ReadPreset } from './read-preset';

/** All pages of one poll, the answers beside them, the fields without secrets, and when it was, Unix ms. */
export interface Raw {
  readonly pages: readonly unknown[];
  readonly beside: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** Where an expression failed on a row. */
export interface RowFault extends Rejected {
  readonly line?: number;
  readonly column?: number;
}

export interface Mapped extends MapResult {
  readonly rejected: readonly RowFault[];
}

const MAX_TOLD = 100;
const SLICE_MS = 15;
const MOST_TOTAL_MS = 20_000;
const NO_ANSWER: Mapped = { sightings: [], rejected: [{ where: 'answer', why: msg`no pages of an answer` }] };

/** Gathers what rows became. */
class Gathering {
  private readonly byKey = new Map<string, Sighting>();
  private readonly rejected: RowFault[] = [];
  private readonly plan: Plan;
  private readonly read: ReadPreset;

  constructor(plan: Plan, read: ReadPreset) {
    this.plan = plan;
    this.read = read;
  }

  take(values: RowValues, row: number): void {
    const made = sightingOf(this.plan, values);
    if (typeof made === 'string') this.refuse({ where: `row ${row + 1}`, why: made });
    else if (!this.byKey.has(made.key)) this.byKey.set(made.key, made);
    else if (this.plan.preset.sameKey === 'refuse') this.refuse({ where: made.key, why: msg`another row has the same key` });
  }

  fail(error: unknown, path: string, where: string): void {
    const { why, at } = faultOf(error);
    const place = this.read.placeOf(path, at);
    this.refuse({ where, why: msg`${path} (line ${place.line}, column ${place.column}): ${why}`, ...place });
  }

  refuse(fault: RowFault): void {
    if (this.rejected.length < MAX_TOLD) this.rejected.push(fault);
  }

  done(): Mapped {
    return { sightings: [...this.byKey.values()], rejected: this.rejected };
  }
}

function rowsIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  return isRecord(value) ? [value] : null;
}

function isRaw(raw: unknown): raw is Raw {
  return isRecord(raw) && Array.isArray(raw.pages) && raw.pages.length > 0;
}

const NOT_A_ROW = { message: msg`the row is not an object` };
const lackOf = ({ expression }: Column) => ({ message: msg`the row has no ${expression.source.slice(0, 100)}` });
const NO_ROWS = 'there are no rows where the preset looks for them';

/**
 * JSONata takes an empty list for nothing and a list of one for that one. So for plain paths it is looked up whether there is a list at
 * the end or on the way; null: the expression is no plain path.
 */
function hasList(source: string, page: unknown): boolean | null {
  if (!/^[\w$.]+$/.test(source) || /\$\w/.test(source)) return null;
  let now: unknown = page;
  const names = source.split('.').filter((one) => one !== '$');
  for (const [at, name] of names.entries()) {
    if (Array.isArray(now)) return now.length === 0 || now.some((one) => hasList(names.slice(at).join('.'), one));
    if (!isRecord(now) || !Object.hasOwn(now, name)) return false;
    now = now[name];
  }
  return Array.isArray(now);
}

function rowsOr(gathering: Gathering, plan: Plan, page: unknown, found: unknown, at: number): readonly unknown[] {
  const isList = hasList(plan.rows.source.trim(), page);
  const rows = found === undefined && isList ? [] : rowsIn(found);
  if (rows !== null && isList !== false) return rows;
  gathering.refuse({ where: `page ${at + 1}`, why: NO_ROWS });
  return [];
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** `values`: room for a row's values, used for one row after the other. */
function takeRow(gathering: Gathering, plan: Plan, row: unknown, bindings: Bindings, at: number, values: unknown[]): void {
  const { needs, where, columns } = plan;
  let path = 'where';
  try {
    if (!isRecord(row)) throw NOT_A_ROW;
    for (const need of needs) if (!isThere(need.expression.compiled?.(row, bindings))) throw lackOf(need);
    if (where?.compiled && where.compiled(row, bindings) !== true) return;
    for (let place = 0; place < columns.length; place++) {
      const column = columns[place] as Column;
      path = column.path;
      values[place] = column.expression.compiled?.(row, bindings);
    }
    gathering.take(values, at);
  } catch (error) {
    gathering.fail(error, path === 'where' ? path : `mapping.${path}`, `row ${at + 1}`);
  }
}

/** Pure; for presets that are compiled as a whole. */
export function mapNow(read: ReadPreset, plan: Plan, raw: unknown): Mapped {
  if (!isRaw(raw)) return NO_ANSWER;
  const gathering = new Gathering(plan, read);
  if (!plan.isCompiled) {
    gathering.refuse({ where: 'preset', why: msg`its expressions need the JSONata library, which can not answer at once` });
    return gathering.done();
  }
  let count = 0;
  const values: unknown[] = new Array(plan.columns.length + 1).fill(undefined);
  for (const [at, page] of raw.pages.entries()) {
    const bindings = bindingsOf(page, raw.beside, raw.fields, raw.at);
    try {
      const rows = rowsOr(gathering, plan, page, plan.rows.compiled?.(page, bindings), at);
      for (const row of rows) takeRow(gathering, plan, row, bindings, count++, values);
    } catch (error) {
      gathering.fail(error, 'rows', `page ${at + 1}`);
    }
  }
  return gathering.done();
}

export interface Breath {
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly isAborted: () => boolean;
}

const evaluated = async (expression: Expression, input: unknown, bindings: Bindings): Promise<unknown> =>
  expression.compiled ? expression.compiled(input, bindings) : await expression.evaluate(input, bindings);

async function takeRowSlowly(gathering: Gathering, plan: Plan, row: unknown, bindings: Bindings, at: number): Promise<void> {
  let path = 'where';
  try {
    if (!isRecord(row)) throw NOT_A_ROW;
    for (const need of plan.needs) if (!isThere(await evaluated(need.expression, row, bindings))) throw lackOf(need);
    if (plan.where && (await evaluated(plan.where, row, bindings)) !== true) return;
    const values: unknown[] = [];
    for (const { path: name, expression } of plan.columns as readonly Column[]) {
      path = name;
      values.push(await evaluated(expression, row, bindings));
    }
    gathering.take(values, at);
  } catch (error) {
    gathering.fail(error, path === 'where' ? path : `mapping.${path}`, `row ${at + 1}`);
  }
}

/** Any preset. Gives others their turn every few milliseconds; null: it took too long in all, or was given up. */
export async function mapSlowly(read: ReadPreset, plan: Plan, raw: Raw, breath: Breath): Promise<Mapped | null> {
  if (plan.isCompiled) return mapNow(read, plan, raw);
  const gathering = new Gathering(plan, read);
  const started = breath.now();
  let [count, last] = [0, started];
  for (const [at, page] of raw.pages.entries()) {
    const bindings = bindingsOf(page, raw.beside, raw.fields, raw.at);
    let rows: readonly unknown[] = [];
    try {
      rows = rowsOr(gathering, plan, page, await evaluated(plan.rows, page, bindings), at);
    } catch (error) {
      gathering.fail(error, 'rows', `page ${at + 1}`);
    }
    for (const row of rows) {
      await takeRowSlowly(gathering, plan, row, bindings, count++);
      if (breath.now() - last < SLICE_MS) continue;
      await breath.pause(1);
      last = breath.now();
      if (breath.isAborted() || last - started > MOST_TOTAL_MS) return null;
    }
  }
  return gathering.done();
}
