// One line of the table that `npm run bench` prints, the same shape for every group.

/** A limit on the figure itself, or on its ratio to the baseline. */
export interface Reach {
  readonly of: 'measured' | 'ratio';
  readonly is: '<=' | '>=';
  readonly limit: number;
}

export interface BenchRow {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  /** Same unit as `measured`; null where there is nothing to compare with. */
  readonly baseline: number | null;
  readonly ratio: number | null;
  /** In words, such as `<= 1.5 x`; empty: told, not judged. */
  readonly reach: string;
  /** Null: not judged. */
  readonly isReached: boolean | null;
  readonly note: string;
}

export interface RowInput {
  readonly what: string;
  readonly measured: number;
  readonly unit: string;
  readonly baseline?: number;
  /** All of them must hold. */
  readonly reach?: readonly Reach[];
  readonly note?: string;
}

export const atMost = (limit: number): Reach => ({ of: 'measured', is: '<=', limit });
export const atLeast = (limit: number): Reach => ({ of: 'measured', is: '>=', limit });
/** At most so many times the baseline. */
export const timesBaseline = (limit: number): Reach => ({ of: 'ratio', is: '<=', limit });

export function rowOf({ what, measured, unit, baseline, reach = [], note = '' }: RowInput): BenchRow {
  const ratio = baseline === undefined || baseline === 0 ? null : measured / baseline;
  const words = reach.map(({ of, is, limit }) => `${is} ${limit}${of === 'ratio' ? ' x' : ` ${unit}`}`);
  return {
    what,
    measured,
    unit,
    baseline: baseline ?? null,
    ratio,
    reach: words.join(', '),
    isReached: reach.length === 0 ? null : reach.every((one) => holds(one, one.of === 'ratio' ? ratio : measured)),
    note,
  };
}

function holds({ is, limit }: Reach, value: number | null): boolean {
  if (value === null || Number.isNaN(value)) return false;
  return is === '<=' ? value <= limit : value >= limit;
}
