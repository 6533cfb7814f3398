// The ledger of runs under way as it lies in the settings store: what is asked at every start, before the code that runs anything is loaded.
export interface LedgerEntry {
  readonly run: string;
  readonly incident: string;
  /** Unix ms. */
  readonly startedAt: number;
  /** Null until it started, and for runs without a process. */
  readonly pid: number | null;
  /** When the process began, as the system tells it; null: it can't be known here. */
  readonly mark: string | null;
}

export interface LedgerKeep {
  getSetting(name: string): string | undefined;
  setSetting(name: string, text: string): void;
}

const NAME = 'runs-under-way';

export function readEntries(keep: LedgerKeep): LedgerEntry[] {
  try {
    const read: unknown = JSON.parse(keep.getSetting(NAME) ?? '[]');
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

export function writeEntries(keep: LedgerKeep, entries: readonly LedgerEntry[]): void {
  keep.setSetting(NAME, JSON.stringify(entries));
}
