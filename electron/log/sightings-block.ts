// Some thousand sightings as columns: which labels, in which incident, when.
import { ColumnReader, joinColumns } from './columns';

/** Columns of equal length; `labels` and `incidents` are numbers of the tables beside them, `at` is Unix ms. */
export interface Sightings {
  readonly labels: Uint32Array;
  readonly incidents: Uint32Array;
  readonly at: Float64Array;
}

export const NO_SIGHTINGS: Sightings = { labels: new Uint32Array(), incidents: new Uint32Array(), at: new Float64Array() };

export function packSightings({ at, labels, incidents }: Sightings): Buffer {
  return joinColumns(at.length, [], [at, labels, incidents]);
}

export function unpackSightings(bytes: Buffer): Sightings {
  const reader = new ColumnReader(bytes);
  const at = reader.next(Float64Array);
  return { at, labels: reader.next(Uint32Array), incidents: reader.next(Uint32Array) };
}
