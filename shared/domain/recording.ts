// What the flight recorder keeps of an incident: payloads of alerts and snapshots, each with how it went.
import type { RunSeries } from './run';

/** A payload or an answer is kept up to here; what is longer is cut, and told to be. */
export const RECORDED_BYTES = 64 * 1024;

export interface Recording {
  readonly id: string;
  readonly incident: string;
  readonly what: 'payload' | 'http' | 'promql';
  /** Name of the alert, or of the snapshot in the settings. */
  readonly name: string;
  /** Where it was asked: a feed's name, an address without its query. */
  readonly source: string;
  /** Alert whose trigger it was. */
  readonly alert: string;
  /** Unix ms. */
  readonly askedAt: number;
  /** Unix ms; null: no answer yet, or none came. */
  readonly answeredAt: number | null;
  readonly state: 'taking' | 'kept' | 'failed';
  /** Status of an HTTP answer. */
  readonly status: number | null;
  /** As it came, before anything was cut. */
  readonly bytes: number;
  readonly isCut: boolean;
  /** Why it failed, or what is to be known of it; empty: nothing. */
  readonly why: string;
  readonly remedy: string;
  /** Its text was let go by the rule of the settings: when (Unix ms), and the SHA-256 (hex) of what went. Left out: it was not. */
  readonly gone?: { readonly at: number; readonly sha256: string };
}

/** What a recording holds. `text` is hostile: shown as text, never as markup. */
export interface RecordedBody {
  readonly text: string;
  readonly series: readonly RunSeries[] | null;
}

/** What was left out of an incident's recordings, and why: bounds that hold in a storm. */
export interface LeftOut {
  readonly payloads: number;
  readonly snapshots: number;
}
