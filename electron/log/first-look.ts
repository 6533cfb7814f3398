// What a window shows first, read from the opened file before the code of the log is: settings and the rows of the queue.
import type Database from 'libsql';
import type { IncidentRow } from '../../shared/domain/incident';
import { onDisk } from './disk';
import { liveRows } from './rows';
import { SettingsStore } from './settings-store';
import { areViewsCurrent } from './views-stamp';

export interface FirstLook {
  getSetting(name: string): string | undefined;
  /** Throws `LogWriteFailure` when the disk refuses. */
  setSetting(name: string, text: string): void;
  /** What is neither closed nor merged, by number; null: the rows have to be made anew and may be wrong now. */
  liveRows(): IncidentRow[] | null;
}

export function firstLook(db: Database.Database): FirstLook {
  const store = new SettingsStore(db);
  return {
    getSetting: (name) => store.setting(name),
    setSetting: (name, text) => onDisk(() => store.putSetting(name, text)),
    liveRows: () => (areViewsCurrent(db) ? liveRows(db) : null),
  };
}
