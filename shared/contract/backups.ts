// Calls about the backups of the log, and what is offered when it can't be opened.
import { z } from 'zod';

export const backupCalls = {
  'list-backups': z.strictObject({}),
  /** Answered once the copy is made and checked, or in words why not. */
  'back-up-now': z.strictObject({}),
} as const;

/** Every day, before the log is brought to a new format, or because a person asked. */
export type BackupWhy = 'daily' | 'migration' | 'asked';

export interface KeptBackup {
  /** Name of the file in the folder of backups. */
  readonly name: string;
  /** Unix ms. */
  readonly at: number;
  readonly why: BackupWhy;
  /** Number of the last migration in it. */
  readonly format: number;
  readonly bytes: number;
}

/** What is said when one could not be made. */
export interface BackupTrouble {
  readonly kind: 'no-room' | 'unwritable' | 'damaged';
  readonly what: string;
  readonly remedy: string;
}

export interface Backups {
  readonly folder: string;
  /** Newest first; every one was opened and checked after it was made. */
  readonly backups: readonly KeptBackup[];
  /** How the last attempt of this run failed; null: it did not. */
  readonly trouble: BackupTrouble | null;
}

export interface BackupValues {
  'list-backups': Backups;
  'back-up-now': Backups;
}

/** Why there is no engine, and what a person can do about it. */
export interface Recovery {
  /** `no-key`: the log is there and its key is not. */
  readonly kind: 'damaged' | 'wrong-key' | 'no-key' | 'newer' | 'unwritable' | 'other';
  readonly what: string;
  readonly remedy: string;
  /** Newest first; only those that open with this key and that this Dogwatch knows the format of. */
  readonly backups: readonly KeptBackup[];
  /** May the log be put aside for an empty one? */
  readonly canStartEmpty: boolean;
}

/** A person's choice. `again`: try to open the log once more. */
export const recoverAsked = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('again') }),
  z.strictObject({ how: z.literal('start-empty') }),
  z.strictObject({ how: z.literal('restore'), backup: z.string().max(120) }),
]);
export type RecoverAsked = z.infer<typeof recoverAsked>;

/** What became of it: where the files that stood there are now, if they were put aside. */
export interface Recovered {
  readonly putAside: string | null;
}
