// The flight recorder's bounds and choices: which snapshots belong to an alert, how many may be taken, how much of an answer stays.
import type { AlertData } from '../domain/alert';
import { RECORDED_BYTES } from '../domain/recording';
import type { RecorderSettings, SnapshotSettings } from '../settings/recorder';
import { matchesAll } from './matchers';

const MINUTE_MS = 60_000;

/** Snapshots for an alert, in the order of the settings. */
export function snapshotsFor({ snapshots }: RecorderSettings, alert: Pick<AlertData, 'labels' | 'name'>): readonly SnapshotSettings[] {
  const labels = { alertname: alert.name, ...alert.labels };
  return snapshots.filter((one) => one.isEnabled && matchesAll(one.when)(labels));
}

/** What may fill placeholders: the alert's labels, and `alertname` also where the source has no such label. */
export function valuesOf({ labels, name }: Pick<AlertData, 'labels' | 'name'>): ReadonlyMap<string, string> {
  return new Map(Object.entries({ alertname: name, ...labels }));
}

/** How many of `wanted` may still be taken when `taken` were, of `most`. */
export function roomFor(wanted: number, taken: number, most: number): number {
  return Math.max(0, Math.min(wanted, most - taken));
}

/** Counts what was begun within the last minute; `times` are Unix ms, oldest first. */
export function lately(times: readonly number[], now: number): readonly number[] {
  return times.filter((at) => at > now - MINUTE_MS && at <= now);
}

export interface CutBytes {
  readonly kept: Uint8Array;
  readonly isCut: boolean;
}

/** The beginning of an answer, cut between two characters of UTF-8. */
export function cutBytes(bytes: Uint8Array, most = RECORDED_BYTES): CutBytes {
  if (bytes.length <= most) return { kept: bytes, isCut: false };
  let end = most;
  while (end > 0 && end > most - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return { kept: bytes.subarray(0, end), isCut: true };
}
