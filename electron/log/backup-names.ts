// What a backup's name says (when, why, of which format), and which ones are kept. Pure: the folder is read elsewhere.
import type { BackupWhy, KeptBackup } from '../../shared/contract/backups';

/** Backups that are kept: the newest one of each of so many days, of each of so many weeks, and so many from before a migration. */
export const KEPT = { days: 5, weeks: 3, migrations: 2 } as const;

const NAME = /^log-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(daily|migration|asked)-(\d{1,6})\.db$/;
const DAY_MS = 86_400_000;

/** 'log-20261123T163005Z-daily-190.db'; `at` is Unix ms, `format` the number of the last migration in it. */
export function backupName(at: number, why: BackupWhy, format: number): string {
  const stamp = new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');
  return `log-${stamp}-${why}-${format}.db`;
}

/** Undefined for any other file, e.g. one that is still being written. */
export function readBackupName(name: string): Omit<KeptBackup, 'bytes'> | undefined {
  const found = NAME.exec(name);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, why, format] = found;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return { name, at, why: why as BackupWhy, format: Number(format) };
}

/** Names of those that have had their time. One that a person asked for counts as one of its day. */
export function outdated(backups: readonly Pick<KeptBackup, 'name' | 'at' | 'why'>[]): string[] {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at);
  const kept = new Set(
    newestFirst
      .filter(({ why }) => why === 'migration')
      .slice(0, KEPT.migrations)
      .map(({ name }) => name),
  );
  const others = newestFirst.filter(({ why }) => why !== 'migration');
  for (const [spanMs, count] of [
    [DAY_MS, KEPT.days],
    [7 * DAY_MS, KEPT.weeks],
  ] as const) {
    for (const name of newestOfEach(others, spanMs).slice(0, count)) kept.add(name);
  }
  return backups.flatMap(({ name }) => (kept.has(name) ? [] : [name]));
}

function newestOfEach(newestFirst: readonly Pick<KeptBackup, 'name' | 'at'>[], spanMs: number): string[] {
  const seen = new Map<number, string>();
  for (const { name, at } of newestFirst) {
    const span = Math.floor(at / spanMs);
    if (!seen.has(span)) seen.set(span, name);
  }
  return [...seen.values()];
}
