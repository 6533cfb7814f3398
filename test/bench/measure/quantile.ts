// Medians and tails of a handful of samples.

/** The sample at `share` (0 to 1) of the sorted list, the next one above where it falls between two; NaN for none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

/** Of an even number the mean of the two in the middle: the lower one alone would flatter. NaN for none. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? upper - 1 : upper], sorted[upper]];
  return (low + high) / 2;
}
