// What the page for a log that can't be opened says. Pure.
import type { BackupWhy, Recovery } from '../../../shared/contract/backups';
import { msg } from '../../../shared/words/words';

/** The headline; the engine's own words follow it. */
export const TITLES: Readonly<Record<Recovery['kind'], string>> = {
  damaged: msg`The log is damaged`,
  'wrong-key': msg`This key does not open the log`,
  'no-key': msg`The log’s key is missing`,
  newer: msg`This log is from a newer Dogwatch`,
  unwritable: msg`The log can’t be used now`,
  other: msg`The engine can’t start`,
};

export const MADE_BECAUSE: Readonly<Record<BackupWhy, string>> = {
  daily: 'daily',
  migration: msg`before a new format`,
  asked: msg`made by hand`,
};
