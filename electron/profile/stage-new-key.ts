// Writes the log and its attachments once more, under another key, into a folder beside them, and checks them there. Nobody may have the log
// open; nothing of the profile is touched.
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import type { NewKeyAsked, StagedKey } from '../../shared/contract/profile';
import { msg } from '../../shared/words/words';
import { openAttachments } from '../log/attachments';
import { checkCopy } from '../log/check-copy';
import { encrypted } from '../log/encrypted';
import { lockForWriting } from '../log/single-writer';
import type { ProfileResult } from './export-profile';

/** A refusal leaves no staging folder. */
export function stageNewKey(asked: NewKeyAsked): ProfileResult<StagedKey> {
  const { profile, staging } = asked;
  const lock = lockForWriting(join(profile, 'log.db'));
  if (!lock) return { ok: false, what: msg`Another Dogwatch has this log open.`, remedy: msg`End it first.` };
  try {
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { recursive: true, mode: 0o700 });
    const to = join(staging, 'log.db');
    copyLog(asked, to);
    const check = checkCopy(to, asked.newKey);
    if (!check.isWhole) return giveUp(staging, `The log is not whole under the new key: ${check.why}.`);
    const damaged = copyAttachments(asked);
    flush(to);
    flush(staging);
    return { ok: true, value: { events: check.events, damaged } };
  } catch (error) {
    return giveUp(staging, `The log could not be written anew: ${error instanceof Error ? error.message : String(error)}.`);
  } finally {
    lock.release();
  }
}

/** libsql changes the key of a file that has no write-ahead log: so of the copy, which has none yet. */
function copyLog({ profile, key, newKey }: NewKeyAsked, to: string): void {
  if (!/^[0-9a-f]{64}$/.test(newKey)) throw new Error('the new key is none');
  const from = new Database(join(profile, 'log.db'), { ...encrypted(key), fileMustExist: true });
  try {
    from.prepare('VACUUM INTO ?').run(to);
  } finally {
    from.close();
  }
  const copy = new Database(to, { ...encrypted(key), fileMustExist: true });
  try {
    copy.exec(`PRAGMA rekey = '${newKey}'`);
  } finally {
    copy.close();
  }
}

function copyAttachments({ profile, key, newKey, staging }: NewKeyAsked): number {
  const folder = join(profile, 'attachments');
  if (!existsSync(folder)) return 0;
  const [before, after] = [openAttachments(folder, key), openAttachments(join(staging, 'attachments'), newKey)];
  mkdirSync(join(staging, 'attachments'), { mode: 0o700 });
  let damaged = 0;
  for (const name of readdirSync(folder).filter((one) => /^[0-9a-f]{64}$/.test(one))) {
    const read = before.read(name);
    if (read.ok) after.put(read.bytes);
    else {
      copyFileSync(join(folder, name), join(staging, 'attachments', name));
      damaged++;
    }
  }
  return damaged;
}

function giveUp(staging: string, what: string): ProfileResult<never> {
  rmSync(staging, { recursive: true, force: true });
  return { ok: false, what, remedy: msg`Nothing was changed: the key is the one before. Look whether the disk has room, and try again.` };
}

function flush(path: string): void {
  if (process.platform === 'win32') return;
  const at = openSync(path, 'r');
  try {
    fsyncSync(at);
  } finally {
    closeSync(at);
  }
}
