// Pages of some thousands as columns: when each was shown, on which desk, and the slot of its incident.
import type { PageFact } from '../../shared/insights/material';
import { ColumnReader, joinColumns } from './columns';

/** In the order of their slots. */
export function packPages(all: readonly PageFact[]): Buffer {
  const devices = [...new Set(all.map(({ device }) => device))];
  const index = new Map(devices.map((device, i) => [device, i]));
  return joinColumns(
    all.length,
    [devices],
    [
      Float64Array.from(all, ({ at }) => at),
      // Shifted by one: -1 stands for several incidents or none.
      Uint32Array.from(all, ({ slot }) => slot + 1),
      Uint32Array.from(all, ({ device }) => index.get(device) ?? 0),
    ],
  );
}

/** What `packPages` packed, in its order. */
export function unpackPages(bytes: Buffer): PageFact[] {
  const reader = new ColumnReader(bytes);
  const [at, slots, devices] = [reader.next(Float64Array), reader.next(Uint32Array), reader.next(Uint32Array)];
  const names = reader.text(0) as readonly string[];
  const all: PageFact[] = [];
  for (let i = 0; i < reader.length; i++) all.push({ at: at[i] ?? 0, slot: (slots[i] ?? 0) - 1, device: names[devices[i] ?? 0] ?? '' });
  return all;
}
