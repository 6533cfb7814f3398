// What an alert is: one condition at one source. Identity is (feed, key); an episode is identity plus startsAt.
import type { AlertSeverity } from './severity';

export type Labels = Readonly<Record<string, string>>;

/** Why a source itself holds an alert back; such alerts are shown but never page. */
export interface Suppression {
  readonly by: 'silence' | 'inhibition' | 'mute' | 'downtime' | 'acknowledgement';
  /** Ids at the source (silence ids, fingerprints of inhibiting alerts). */
  readonly ids: readonly string[];
}

/** One alert as the log keeps it and as an incident holds it. Times are Unix milliseconds. */
export interface AlertData {
  readonly key: string;
  readonly name: string;
  readonly summary: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** `null`: the source gave no severity that we know; rules assess it and say so. */
  readonly severity: AlertSeverity | null;
  readonly startsAt: number;
  readonly suppression: Suppression | null;
  readonly link: string | null;
}

/** An alert inside an incident. Cleared alerts stay as rows until the incident leaves memory. */
export interface Alert extends AlertData {
  readonly feed: string;
  readonly isFiring: boolean;
  /** When this desk first saw the current episode. */
  readonly seenAt: number;
  readonly clearedAt: number | null;
  /** Number of episodes inside this incident, at least 1. */
  readonly episodes: number;
}

/**
 * Counts over the firing alerts of an incident. In events it is the signed change; in a row it is the sum.
 * `unknown` counts alerts without a severity; `suppressed` counts those among all that a source holds back.
 */
export interface Tally {
  readonly critical: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly unknown: number;
  readonly suppressed: number;
}

export const EMPTY_TALLY: Tally = { critical: 0, error: 0, warning: 0, info: 0, unknown: 0, suppressed: 0 };

/** Number of firing alerts that a tally counts, suppressed ones included. */
export function firingCount(t: Tally): number {
  return t.critical + t.error + t.warning + t.info + t.unknown;
}

export function addTally(a: Tally, b: Tally): Tally {
  return {
    critical: a.critical + b.critical,
    error: a.error + b.error,
    warning: a.warning + b.warning,
    info: a.info + b.info,
    unknown: a.unknown + b.unknown,
    suppressed: a.suppressed + b.suppressed,
  };
}

/** The tally of a list of alerts, times `sign` (1 for fired, -1 for cleared). */
export function tallyOf(alerts: Iterable<Pick<AlertData, 'severity' | 'suppression'>>, sign: 1 | -1 = 1): Tally {
  const t = { ...EMPTY_TALLY };
  for (const a of alerts) {
    t[a.severity ?? 'unknown'] += sign;
    if (a.suppression) t.suppressed += sign;
  }
  return t;
}

/** Name of an alert inside an incident's map: unique over feeds. */
export function alertId(feed: string, key: string): string {
  return `${feed}\n${key}`;
}
