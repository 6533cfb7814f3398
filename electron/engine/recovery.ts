// When the log can't be opened: what can be done about it, in words, and the doing of it. Loaded only then, and by an engine that a person
// tells to put a backup in the place of its log.
import { join } from 'node:path';
import type { Reply } from '../../shared/contract';
import type { RecoverAsked, Recovered, Recovery } from '../../shared/contract/backups';
import { msg } from '../../shared/words/words';
import { usableBackups } from '../log/backup-folder';
import { checkCopy } from '../log/check-copy';
import { type BackupMade, makeBackup } from '../log/make-backup';
import type { OpenRefusal } from '../log/open-database';
import { asideFolder, BACKUPS, logFiles, putAside } from '../log/put-aside';
import { restoreLog } from '../log/restore-log';
import { done, refuse } from './gate';

/** Where the log is and what opens it. */
export interface LogPlace {
  readonly profile: string;
  readonly file: string;
  readonly key: string;
}

/** A key that opens a backup is the right one: then it is the log that is damaged. */
export function recoveryFrom({ profile, key }: LogPlace, refusal: OpenRefusal): Recovery {
  const backups = usableBackups(join(profile, BACKUPS), key);
  const { what, remedy } = refusal;
  if (refusal.kind === 'unwritable' || refusal.kind === 'outdated')
    return { kind: 'unwritable', what, remedy, backups: [], canStartEmpty: false };
  if (refusal.kind === 'newer') return { kind: 'newer', what, remedy, backups, canStartEmpty: false };
  if (refusal.kind === 'corrupt' || backups.length > 0) {
    const damage = refusal.kind === 'corrupt' ? what : 'The log is damaged: its first page can’t be read, while its backups can.';
    return { kind: 'damaged', what: damage, remedy: adviceFor(backups), backups, canStartEmpty: true };
  }
  return { kind: 'wrong-key', what, remedy, backups, canStartEmpty: true };
}

function adviceFor(backups: Recovery['backups']): string {
  return backups.length > 0
    ? 'Restore the newest backup. The damaged log is put aside, not overwritten.'
    : 'There is no backup of it yet. An empty log can take its place; the damaged one is put aside, not overwritten.';
}

/** The engine stumbled over what it read: is the log to blame? Reads all of it. Null: it is whole. */
export function damageOf({ profile, file, key }: LogPlace): Recovery | null {
  const check = checkCopy(file, key);
  if (check.isWhole || check.isUnread) return null;
  return recoveryFrom({ profile, file, key }, { ok: false, kind: 'corrupt', what: msg`The log is damaged: ${check.why}.`, remedy: '' });
}

/** What a new format must not begin without. */
export function backUpBeforeMigration({ profile, file, key }: LogPlace, now: number): BackupMade {
  return makeBackup({ file, key, folder: join(profile, BACKUPS), why: 'migration', at: now });
}

/** Does what a person chose. Nobody may have the log open. */
export function recover({ profile, file, key }: LogPlace, asked: RecoverAsked, now: number): Reply<Recovered> {
  try {
    if (asked.how === 'again') return done({ putAside: null });
    if (asked.how === 'start-empty') {
      const folder = asideFolder(profile, now);
      putAside(folder, logFiles(file));
      return done({ putAside: folder });
    }
    const folder = join(profile, BACKUPS);
    const chosen = usableBackups(folder, key).find(({ name }) => name === asked.backup);
    if (!chosen) return refuse('This backup is not there any more, or can’t be opened.', 'Choose another one.');
    const restored = restoreLog({ file, key, backup: join(folder, chosen.name), now });
    return restored.ok ? done({ putAside: restored.putAside }) : refuse(restored.what, restored.remedy);
  } catch (error) {
    const what = msg`It could not be done: ${error instanceof Error ? error.message : String(error)}.`;
    return refuse(
      what,
      'Check that the profile folder is yours, can be written to, and that the disk has room. Nothing was overwritten.',
      'failed',
    );
  }
}
