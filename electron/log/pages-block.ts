// Pages of some thousands as columns in bytes: when each was shown, on which desk, and the slot of its incident.
import { type PageFact, Pages } from '../../shared/insights/pages';
import { ColumnReader, joinColumns } from './columns';

/** In the order of their slots. */
export function packPages(all: readonly PageFact[]): Buffer {
  const { length, devices, at, slot, device } = Pages.of(all);
  return joinColumns(length, [devices], [at, slot, device]);
}

/** What `packPages` packed, in its order. */
export function unpackPages(bytes: Buffer): Pages {
  const reader = new ColumnReader(bytes);
  const [at, slot, device] = [reader.next(Float64Array), reader.next(Int32Array), reader.next(Uint16Array)];
  return new Pages(at, slot, device, reader.text(0) as readonly string[]);
}
