// A mean never stands alone: how many values it is of, their median and their 90th percentile stand beside it.

export interface Spread {
  readonly n: number;
  /** Null for no values, as the others. */
  readonly mean: number | null;
  readonly median: number | null;
  /** The smallest value that at least 90 % of all do not exceed. */
  readonly p90: number | null;
}

/** Fewer than this, and no trend is told. */
export const TREND_FROM = 10;

export function spreadOf(values: readonly number[]): Spread {
  const n = values.length;
  if (n === 0) return { n, mean: null, median: null, p90: null };
  const sorted = new Float64Array(values).sort();
  const at = (i: number): number => sorted[i] as number;
  const half = n >> 1;
  return {
    n,
    mean: sumOf(sorted) / n,
    median: n % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2,
    p90: at(Math.ceil(n * 0.9) - 1),
  };
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}
