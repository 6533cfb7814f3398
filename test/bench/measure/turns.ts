// Baseline and subject take turns, so that a machine that slows down in between slows both.
import { median } from './quantile';

/** Runs every subject once in each of `rounds` rounds, in the given order; gives all samples by name. */
export async function inTurns<Name extends string>(
  rounds: number,
  subjects: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(subjects) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++) for (const name of names) samples[name].push(await subjects[name]());
  return samples;
}

/** Median of each list. */
export function medians<Name extends string>(samples: Readonly<Record<Name, readonly number[]>>): Record<Name, number> {
  return Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, median(list as number[])])) as Record<Name, number>;
}
