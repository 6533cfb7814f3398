// What the page for a log that can't be opened says. Pure.
import type { BackupWhy, Recovery } from '../../../shared/contract/backups';

/** The headline; the engine's own words follow it. */
export const TITLES: Readonly<Record<Recovery['kind'], string>> = {
  damaged: 'The log is damaged',
  'wrong-key': 'This key does not open the log',
  'no-key': 'The log’s key is missing',
  newer: 'This log is from a newer Dogwatch',
  unwritable: 'The log can’t be used now',
  other: 'The engine can’t start',
};

export const MADE_BECAUSE: Readonly<Record<BackupWhy, string>> = {
  daily: 'daily',
  migration: 'before a new format',
  asked: 'made by hand',
};
