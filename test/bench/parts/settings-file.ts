// Settings as code for a console under measurement: feeds that poll when the bench wants, and pages that are never folded.
import { stringify } from 'yaml';

export interface BenchSettings {
  /** Address of each feed; they are called `main`, `second`, `third`. */
  readonly urls: readonly string[];
  readonly intervalSeconds: number;
  readonly paging?: Readonly<Record<string, unknown>>;
}

export const FEED = 'main';
const NAMES = [FEED, 'second', 'third'] as const;

export function benchSettings({ urls, intervalSeconds, paging = {} }: BenchSettings): string {
  const feeds = urls.map((url, n) => ({
    ...{ id: NAMES[n], kind: 'alertmanager', name: `Bench ${NAMES[n]}`, intervalSeconds, clearAfterSeconds: 0 },
    config: { urls: [url], restartGraceSeconds: 0, timeoutSeconds: 120 },
  }));
  return stringify({ version: 1, person: { name: 'Robin' }, feeds, paging });
}
