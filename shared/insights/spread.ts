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

/** Leaves `values` in their order. */
export function spreadOf(values: ArrayLike<number>): Spread {
  const n = values.length;
  if (n === 0) return { n, mean: null, median: null, p90: null };
  const own = Float64Array.from(values);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += own[i] as number;
  const half = n >> 1;
  const upper = valueAt(own, half, 0);
  const median = n % 2 === 1 ? upper : (greatest(own.subarray(0, half)) + upper) / 2;
  return { n, mean: sum / n, median, p90: valueAt(own, Math.ceil(n * 0.9) - 1, half) };
}

function greatest(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i] as number);
  return most;
}

/** So often a part is cut in two before it is sorted after all: no order of values makes this slow. */
const MOST_CUTS = 64;

/** The value that would stand at `k` if all were sorted; those before `k` end up in front of it. All from `low` on are not less than those before. */
function valueAt(values: Float64Array, k: number, low: number): number {
  let from = low;
  let to = values.length - 1;
  for (let cuts = 0; from < to; cuts++) {
    if (cuts === MOST_CUTS) {
      values.subarray(from, to + 1).sort();
      break;
    }
    const [left, right] = cut(values, from, to);
    if (k <= right) to = right;
    else if (k >= left) from = left;
    else break;
  }
  return values[k] as number;
}

/** Everything up to the second place is at most, everything from the first on at least the value in the middle. */
function cut(values: Float64Array, from: number, to: number): readonly [number, number] {
  const pivot = values[(from + to) >> 1] as number;
  let left = from;
  let right = to;
  while (left <= right) {
    while ((values[left] as number) < pivot) left++;
    while ((values[right] as number) > pivot) right--;
    if (left > right) break;
    const held = values[left] as number;
    values[left++] = values[right] as number;
    values[right--] = held;
  }
  return [left, right];
}
