// The log of a profile, opened or refused with what a person can do about it. What is needed only when something is wrong is imported then.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Recovery } from '../../shared/contract/backups';
import { finishRestore } from '../log/finish-restore';
import { type OpenDatabaseResult, type OpenRefusal, openDatabase } from '../log/open-database';

export const LOG = 'log.db';

/** `recovery`: what a person can do about it. Left out: what `remedy` says, and nothing else. */
export interface Refused {
  readonly ok: false;
  readonly what: string;
  readonly remedy: string;
  readonly recovery?: Recovery;
}

interface Place {
  readonly profile: string;
  readonly key: string;
  /** The engine died again and again: all of the log is checked before anything in it is read. */
  readonly isSuspect?: boolean;
}

/** A restore that was interrupted is ended first, and a new format begins with a backup of the old one. */
export async function openRealLog({ profile, key, isSuspect }: Place): Promise<Extract<OpenDatabaseResult, { ok: true }> | Refused> {
  const file = join(profile, LOG);
  finishRestore(file, Date.now());
  const suspect = isSuspect ? await damageAt({ profile, key }) : null;
  if (suspect) return suspect;
  const opened = openDatabase(file, key, true);
  if (opened.ok) return opened;
  const { backUpBeforeMigration, recoveryFrom } = await import('./recovery');
  const place = { profile, file, key };
  const refused = (refusal: OpenRefusal): Refused => toldAs(recoveryFrom(place, refusal));
  if (opened.kind !== 'outdated') return refused(opened);
  const made = backUpBeforeMigration(place, Date.now());
  if (!made.ok) return refused({ ...made, kind: made.kind === 'damaged' ? 'corrupt' : 'unwritable', what: `${opened.what} ${made.what}` });
  const again = openDatabase(file, key);
  return again.ok ? again : refused(again);
}

/** Reads all of the log; null when it is whole or there is none. Nobody may have it open. */
export async function damageAt({ profile, key }: Place): Promise<Refused | null> {
  const file = join(profile, LOG);
  if (!existsSync(file)) return null;
  const { damageOf } = await import('./recovery');
  const recovery = damageOf({ profile, file, key });
  return recovery && toldAs(recovery);
}

/** The disk refuses: only trying again can help. */
export function unwritable(what: string, remedy: string): Refused {
  return toldAs({ kind: 'unwritable', what, remedy, backups: [], canStartEmpty: false });
}

function toldAs(recovery: Recovery): Refused {
  return { ok: false, what: recovery.what, remedy: recovery.remedy, recovery };
}
